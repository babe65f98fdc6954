using PaperBot.DiscordSurface.Places;
using PaperBot.Localisation;
using PaperBot.Recency;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>
/// Sends answers where the question stands, or as near to it as the place allows: without the reference when the question cannot be
/// referred to, in the thread brought back, in the thread's channel when the thread is locked, as a direct message when the bot may not
/// write there. Whoever looks after the place is told of missing rights.
/// </summary>
internal sealed class Replies(IDiscordTransport transport, KnownPlaces places, PlaceNotices notices, TimeProvider time)
{
    private const int MostDetours = 4;
    private const int Remembered = 500;

    // A reply is waited for half a minute; a slower channel than this is no place for it.
    private static readonly TimeSpan LongestSlowMode = TimeSpan.FromSeconds(15);

    private readonly RecentMap<string, Snowflake> elsewhere = new(Remembered, StringComparer.Ordinal);

    /// <summary>Where the answer to a message goes.</summary>
    public Snowflake PlaceOf(IncomingMessage message) =>
        elsewhere.TryGetValue(message.Id, out var place) ? place : Snowflake.Parse(message.Channel);

    /// <summary>Sends an answer, or a further part of one.</summary>
    /// <exception cref="PostRefusedException">There is no place for it.</exception>
    /// <exception cref="DiscordException">It failed, and may stand.</exception>
    public async Task<DiscordMessage> SendAsync(IncomingMessage message, OutgoingMessage reply, CancellationToken cancellationToken)
    {
        var place = PlaceOf(message);
        var isNear = place == Snowflake.Parse(message.Channel) && Snowflake.TryParse(message.Id, out _);
        var body = isNear ? reply with { ReplyTo = Snowflake.Parse(message.Id) } : reply;
        for (var detour = 0; ; detour++)
        {
            try
            {
                return await transport.SendAsync(place, body, cancellationToken).ConfigureAwait(false);
            }
            catch (DiscordException refused) when (refused is { Kind: DiscordErrorKind.Refused or DiscordErrorKind.RateLimited }
                and { Outcome: CallOutcome.NotDone } && detour < MostDetours)
            {
                (place, body) = await AroundAsync(refused, message, place, reply, body, cancellationToken).ConfigureAwait(false)
                    ?? throw PostRefusals.Of(refused, place.ToString()) ?? (Exception)refused;
            }
            catch (DiscordException refused) when (PostRefusals.Of(refused, place.ToString()) is { } told)
            {
                throw told;
            }
        }
    }

    private async Task<(Snowflake Place, OutgoingMessage Body)?> AroundAsync(
        DiscordException refused, IncomingMessage message, Snowflake place, OutgoingMessage reply, OutgoingMessage body,
        CancellationToken cancellationToken)
    {
        var say = Phrases.For(message.Locale);
        switch (refused.Code)
        {
            case DiscordErrorCode.UnknownMessage when body.Nonce is not null:
                // What was sent under this nonce before was deleted.
                return (place, body with { Nonce = null });

            case DiscordErrorCode.UnknownMessage or DiscordErrorCode.NoHistoryToReply or DiscordErrorCode.InvalidForm
                when body.ReplyTo is not null:
                return (place, body with { ReplyTo = null });

            case DiscordErrorCode.MissingPermissions when body.Files.Count > 0:
                // The right to attach files is one of its own; the text is worth more than the file.
                return (place, body with { Files = [] });

            case DiscordErrorCode.ThreadArchived when await WakeAsync(place, cancellationToken).ConfigureAwait(false):
                return (place, body);

            case DiscordErrorCode.ThreadArchived or DiscordErrorCode.ThreadLocked
                when await ParentAsync(place, cancellationToken).ConfigureAwait(false) is { } parent:
                await SayAsync(parent, say.Of(SurfacePhrase.AboutLocked, $"<#{place}>"), cancellationToken).ConfigureAwait(false);
                return (Remember(message, parent), body with { ReplyTo = null });

            case DiscordErrorCode.SlowMode when refused.RetryAfter is { } wait && wait <= LongestSlowMode:
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
                return (place, body);

            case DiscordErrorCode.BlockedByAutoModeration or DiscordErrorCode.BlockedHarmfulLink:
                await TellAsync(refused, place, cancellationToken).ConfigureAwait(false);
                return FilteredPosts.Next(body, say) is { } milder ? (place, milder)
                    : await DirectAsync(message, place, refused.Code, cancellationToken).ConfigureAwait(false) is { } outside
                        ? (outside, reply) : null;

            case DiscordErrorCode.MissingAccess or DiscordErrorCode.MissingPermissions or DiscordErrorCode.UnknownChannel
                or DiscordErrorCode.SlowMode or DiscordErrorCode.ThreadLocked or DiscordErrorCode.ThreadArchived:
                await TellAsync(refused, place, cancellationToken).ConfigureAwait(false);
                return await DirectAsync(message, place, refused.Code, cancellationToken).ConfigureAwait(false) is { } direct
                    ? (direct, body with { ReplyTo = null }) : null;

            default:
                return null;
        }
    }

    /// <summary>Tells whoever looks after a place what keeps answers out of it, once.</summary>
    public async Task TellAsync(DiscordException refused, Snowflake place, CancellationToken cancellationToken)
    {
        if (PostRefusals.Phrase(refused, place.ToString()) is not { } sentence)
        {
            return;
        }

        if (PostRefusals.IsFiltered(refused))
        {
            await notices.FilteredAsync(place, sentence, cancellationToken).ConfigureAwait(false);
        }
        else if (refused.Code is DiscordErrorCode.MissingAccess or DiscordErrorCode.MissingPermissions)
        {
            await notices.MayNotWriteAsync(place, sentence, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> WakeAsync(Snowflake thread, CancellationToken cancellationToken)
    {
        try
        {
            await transport.ArchiveThreadAsync(thread, archived: false, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DiscordException refused) when (refused.Kind == DiscordErrorKind.Refused)
        {
            return false;
        }
    }

    private async Task<Snowflake?> ParentAsync(Snowflake thread, CancellationToken cancellationToken)
    {
        try
        {
            var channel = await places.ChannelAsync(thread, cancellationToken).ConfigureAwait(false);
            return channel.IsThread ? channel.ParentId : null;
        }
        catch (DiscordException refused) when (refused.Kind == DiscordErrorKind.Refused)
        {
            return null;
        }
    }

    // Null when the person takes no direct messages, or already asked in one.
    private async Task<Snowflake?> DirectAsync(
        IncomingMessage message, Snowflake place, int why, CancellationToken cancellationToken)
    {
        if (!Snowflake.TryParse(message.Person[(message.Person.IndexOf(':', StringComparison.Ordinal) + 1)..], out var person))
        {
            return null;
        }

        try
        {
            var direct = await transport.OpenDirectAsync(person, cancellationToken).ConfigureAwait(false);
            if (direct.Id == place)
            {
                return null;
            }

            var say = Phrases.For(message.Locale);
            var sentence = why == DiscordErrorCode.UnknownChannel
                ? say.Of(SurfacePhrase.AskedInGone) : say.Of(SurfacePhrase.AskedElsewhere, $"<#{place}>");
            await SayAsync(direct.Id, sentence, cancellationToken).ConfigureAwait(false);
            return Remember(message, direct.Id);
        }
        catch (DiscordException refused) when (refused.Kind == DiscordErrorKind.Refused)
        {
            return null;
        }
    }

    private Task<DiscordMessage> SayAsync(Snowflake place, string sentence, CancellationToken cancellationToken) =>
        transport.SendAsync(place, OutgoingMessage.Text(sentence), cancellationToken);

    private Snowflake Remember(IncomingMessage message, Snowflake place)
    {
        elsewhere[message.Id] = place;
        return place;
    }
}
