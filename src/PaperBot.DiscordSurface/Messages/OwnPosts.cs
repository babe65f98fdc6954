using PaperBot.DiscordSurface.Places;
using PaperBot.Localisation;
using PaperBot.Recency;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>
/// Posts nobody asked for, such as digests: each key once in a channel. A repetition is recognised by what this run sent, by the
/// channel's latest messages, and for some minutes by Discord itself.
/// </summary>
internal sealed class OwnPosts(IDiscordTransport transport, KnownPlaces places, PlaceNotices notices)
{
    private const int Page = 100;

    // The bot's clock and Discord's may differ by this much.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    // Spares looking a post up again soon after it was sent; what is forgotten is found in the channel.
    private const int Remembered = 1000;

    private readonly RecentMap<(string Channel, string Key), SentMessage> sent = new(Remembered);

    /// <summary>Sends a post, or returns the one that stands.</summary>
    /// <exception cref="PostRefusedException">It surely does not stand.</exception>
    /// <exception cref="DiscordException">It may stand.</exception>
    public async Task<SentMessage> PostAsync(string channel, string key, OutgoingMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var place = PlaceOf(channel);
        if (sent.TryGetValue((channel, key), out var first))
        {
            return first;
        }

        try
        {
            var latest = await transport.HistoryAsync(place, null, Page, cancellationToken).ConfigureAwait(false);
            var me = await places.MyIdAsync(cancellationToken).ConfigureAwait(false);
            var stands = latest.FirstOrDefault(m => m.Author.Id == me && PostMark.IsOn(m.Content, key));

            // From here on it is finished: whether a cancelled send stands could not be told.
            var post = stands ?? await SendAsync(place, message with { Nonce = PostMark.Nonce(channel, key) }).ConfigureAwait(false);
            notices.Wrote(place);
            return Remember(channel, key, post);
        }
        catch (DiscordException failure) when (PostRefusals.Of(failure, channel) is { } refusal)
        {
            await TellAsync(failure, place).ConfigureAwait(false);
            throw refusal;
        }
    }

    /// <summary>Reads the channel's history back to a moment, looking for the post with this key.</summary>
    public async Task<PostSearch> FindAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var place = PlaceOf(channel);
        try
        {
            // Without the right to read it Discord answers that there are no messages.
            var rights = await places.OwnRightsAsync(place, cancellationToken).ConfigureAwait(false);
            const DiscordPermissions reading = DiscordPermissions.ViewChannel | DiscordPermissions.ReadMessageHistory;
            if ((rights & reading) != reading)
            {
                return new PostSearch.Unknown(
                    $"I may not read back in channel {channel} (<#{channel}>); give me View Channel and Read Message History there.");
            }

            var me = await places.MyIdAsync(cancellationToken).ConfigureAwait(false);
            return await FindAsync(place, key, me, Snowflake.At(since - ClockDifference), cancellationToken).ConfigureAwait(false)
                is { } found
                ? new PostSearch.Found(Remember(channel, key, found))
                : new PostSearch.Absent();
        }
        catch (DiscordException failure) when (failure is { Kind: DiscordErrorKind.Refused, Code: DiscordErrorCode.UnknownChannel })
        {
            // Where there is no channel there is no post.
            return new PostSearch.Absent();
        }
        catch (DiscordException failure) when (failure.Kind == DiscordErrorKind.Refused)
        {
            return new PostSearch.Unknown(PostRefusals.Sentence(failure, channel) ?? failure.Message);
        }
    }

    private async Task<DiscordMessage?> FindAsync(
        Snowflake place, string key, Snowflake me, Snowflake oldest, CancellationToken cancellationToken)
    {
        Snowflake? before = null;
        while (true)
        {
            var page = await transport.HistoryAsync(place, before, Page, cancellationToken).ConfigureAwait(false);
            if (page.FirstOrDefault(m => m.Author.Id == me && PostMark.IsOn(m.Content, key)) is { } found)
            {
                return found;
            }

            if (page.Count < Page || page[^1].Id < oldest)
            {
                return null;
            }

            before = page[^1].Id;
        }
    }

    private SentMessage Remember(string channel, string key, DiscordMessage post)
    {
        var message = new SentMessage(channel, post.Id.ToString());
        sent.TryAdd((channel, key), message);
        return message;
    }

    private async Task<DiscordMessage> SendAsync(Snowflake place, OutgoingMessage message)
    {
        try
        {
            return await transport.SendAsync(place, message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DiscordException stopped) when (PostRefusals.IsFiltered(stopped) && FilteredPosts.Unlinked(message, Phrases.English) is { } plain)
        {
            // A digest without links is better than none.
            await notices.FilteredAsync(place, PostRefusals.Phrase(stopped, place.ToString())!, CancellationToken.None)
                .ConfigureAwait(false);
            return await transport.SendAsync(place, plain, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DiscordException archived) when (archived is { Kind: DiscordErrorKind.Refused, Code: DiscordErrorCode.ThreadArchived })
        {
            await transport.ArchiveThreadAsync(place, archived: false, CancellationToken.None).ConfigureAwait(false);
            return await transport.SendAsync(place, message, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private Task TellAsync(DiscordException failure, Snowflake place) => PostRefusals.Phrase(failure, place.ToString()) switch
    {
        null => Task.CompletedTask,
        _ when failure.Code == DiscordErrorCode.UnknownChannel =>
            notices.ChannelGoneAsync(place, null, null, CancellationToken.None),
        var sentence when PostRefusals.IsFiltered(failure) => notices.FilteredAsync(place, sentence, CancellationToken.None),
        var sentence => notices.MayNotWriteAsync(place, sentence, CancellationToken.None),
    };

    private static Snowflake PlaceOf(string channel) => Snowflake.TryParse(channel, out var id)
        ? id
        : throw new PostRefusedException($"“{channel}” is no channel of Discord; choose one with `/digest channel`.");
}
