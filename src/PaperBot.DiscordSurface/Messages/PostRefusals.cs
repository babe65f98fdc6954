using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>What Discord's refusals mean to an administrator.</summary>
internal static class PostRefusals
{
    private const string Rights =
        "View Channel, Send Messages, Send Messages in Threads, Embed Links, Attach Files and Read Message History";

    /// <summary>The refusal of a message that surely does not stand and will not as things are; null for any other failure.</summary>
    public static PostRefusedException? Of(DiscordException failure, string channel) =>
        Sentence(failure, channel) is { } sentence ? new PostRefusedException(sentence) : null;

    /// <summary>Whether the server's filter stopped it.</summary>
    public static bool IsFiltered(DiscordException failure) => failure is
    {
        Kind: DiscordErrorKind.Refused, Code: DiscordErrorCode.BlockedByAutoModeration or DiscordErrorCode.BlockedHarmfulLink,
    };

    /// <summary>What is wrong and what to do; null when it is not settled that the message does not and will not stand.</summary>
    public static string? Sentence(DiscordException failure, string channel)
    {
        if (failure.Outcome == CallOutcome.PerhapsDone)
        {
            return null;
        }

        return failure switch
        {
            { Kind: DiscordErrorKind.TokenRejected } => failure.Message,
            { Kind: not DiscordErrorKind.Refused } => null,
            { Code: DiscordErrorCode.UnknownChannel } => $"Channel {channel} is gone; choose another one with `/digest channel`.",
            { Code: DiscordErrorCode.UnknownMessage } => $"The message in channel {channel} is gone.",
            { Code: DiscordErrorCode.MissingAccess } =>
                $"I cannot see channel {channel} (<#{channel}>); give me {Rights} there.",
            { Code: DiscordErrorCode.MissingPermissions } =>
                $"I may not write in channel {channel} (<#{channel}>); give me {Rights} there.",
            { Code: DiscordErrorCode.CannotMessageUser } => "That person takes no direct messages from me.",
            { Code: DiscordErrorCode.WrongChannelType } =>
                $"Channel {channel} is no channel for messages; choose another one with `/digest channel`.",
            { Code: DiscordErrorCode.ThreadArchived or DiscordErrorCode.ThreadLocked } =>
                $"The thread {channel} (<#{channel}>) is locked; unlock it, or choose another place.",
            { Code: DiscordErrorCode.BlockedByAutoModeration or DiscordErrorCode.BlockedHarmfulLink } =>
                $"The server's filter (AutoMod) keeps my messages out of channel {channel} (<#{channel}>); add an exception for me.",
            { Code: DiscordErrorCode.InvalidForm or DiscordErrorCode.EmptyMessage } =>
                $"Discord does not take this message: {failure.Message}",
            _ => null,
        };
    }
}
