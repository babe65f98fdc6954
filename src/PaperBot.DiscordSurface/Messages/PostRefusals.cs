using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>What Discord's refusals mean to an administrator.</summary>
internal static class PostRefusals
{
    /// <summary>The refusal of a message that surely does not stand and will not as things are; null for any other failure.</summary>
    public static PostRefusedException? Of(DiscordException failure, string channel) =>
        Sentence(failure, channel) is { } sentence ? new PostRefusedException(sentence) : null;

    /// <summary>Whether the server's filter stopped it.</summary>
    public static bool IsFiltered(DiscordException failure) => failure is
    {
        Kind: DiscordErrorKind.Refused, Code: DiscordErrorCode.BlockedByAutoModeration or DiscordErrorCode.BlockedHarmfulLink,
    };

    /// <summary>
    /// What is wrong and what to do, in English; null when it is not settled that the message does not and will not stand.
    /// </summary>
    public static string? Sentence(DiscordException failure, string channel) =>
        Phrase(failure, channel)?.Invoke(Phrases.English);

    /// <summary>The same in any language.</summary>
    public static Func<Phrases, string>? Phrase(DiscordException failure, string channel)
    {
        if (failure.Outcome == CallOutcome.PerhapsDone)
        {
            return null;
        }

        var place = $"<#{channel}>";
        return failure switch
        {
            { Kind: DiscordErrorKind.TokenRejected } => _ => failure.Message,
            { Kind: not DiscordErrorKind.Refused } => null,
            { Code: DiscordErrorCode.UnknownChannel } => say => say.Of(SurfacePhrase.NoSuchChannel, channel),
            { Code: DiscordErrorCode.UnknownMessage } => say => say.Of(SurfacePhrase.NoSuchMessage, channel),
            { Code: DiscordErrorCode.MissingAccess } =>
                say => say.Of(SurfacePhrase.CannotSee, channel, place, say.Of(SurfacePhrase.Rights)),
            { Code: DiscordErrorCode.MissingPermissions } =>
                say => say.Of(SurfacePhrase.MayNotWrite, channel, place, say.Of(SurfacePhrase.Rights)),
            { Code: DiscordErrorCode.CannotMessageUser } => say => say.Of(SurfacePhrase.NoDirectMessages),
            { Code: DiscordErrorCode.WrongChannelType } => say => say.Of(SurfacePhrase.WrongChannel, channel),
            { Code: DiscordErrorCode.ThreadArchived or DiscordErrorCode.ThreadLocked } =>
                say => say.Of(SurfacePhrase.ThreadLocked, channel, place),
            { Code: DiscordErrorCode.BlockedByAutoModeration or DiscordErrorCode.BlockedHarmfulLink } =>
                say => say.Of(SurfacePhrase.KeptOut, channel, place),
            { Code: DiscordErrorCode.InvalidForm or DiscordErrorCode.EmptyMessage } =>
                say => say.Of(SurfacePhrase.WrongForm, failure.Message),
            _ => null,
        };
    }
}
