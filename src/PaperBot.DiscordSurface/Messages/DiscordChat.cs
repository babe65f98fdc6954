using PaperBot.DiscordSurface.Interactions;
using PaperBot.DiscordSurface.Posts;
using PaperBot.Localisation;
using PaperBot.Recency;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>Discord's channels, threads and direct messages as a surface. A channel is named by its id.</summary>
internal sealed class DiscordChat(
    IDiscordTransport transport, Replies replies, OwnPosts posts, ReplyChains chains, TypingSigns signs, KeptActions kept)
    : IChatSurface
{
    private const int LongestMessage = 2000;
    private const int Remembered = 500;

    private readonly RecentMap<string, SentMessage?> begun = new(Remembered, StringComparer.Ordinal);

    public SurfaceLimits Limits { get; } = new(LongestMessage, CanEdit: true) { HasActions = true };

    public bool Takes(string channel) => Snowflake.TryParse(channel, out _);

    public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        var place = replies.PlaceOf(message);
        return signs.IsDue(place) ? transport.ShowTypingAsync(place, cancellationToken) : Task.CompletedTask;
    }

    public async Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken)
    {
        SentMessage? first = null;
        var mayStand = post.Part == 0 && begun.TryGetValue(message.Id, out first);
        if (first is not null && await TryReplaceAsync(first, post, cancellationToken).ConfigureAwait(false))
        {
            return Noted(message, post, first);
        }

        // The same post of the same reply has the same nonce, also after a restart: for minutes Discord itself lets none stand twice.
        var nonce = first is null ? PostMark.Nonce(message.Channel, $"reply {message.Id} {post.Part}") : null;
        try
        {
            var body = Outgoing(post, Phrases.For(message.Locale)) with { Nonce = nonce };
            var reply = await replies.SendAsync(message, body, cancellationToken).ConfigureAwait(false);
            signs.Ended(reply.ChannelId);
            var sent = new SentMessage(reply.ChannelId.ToString(), reply.Id.ToString());
            if (mayStand && first is null)
            {
                // It may be the one that was sent before, with the words of then.
                await TryReplaceAsync(sent, post, cancellationToken).ConfigureAwait(false);
            }

            return Noted(message, post, sent);
        }
        catch (Exception unclear) when (
            post.Part == 0 && unclear is not (PostRefusedException or DiscordException { Outcome: CallOutcome.NotDone }))
        {
            GoOn(message.Id, first: null);
            throw;
        }
    }

    /// <summary>The first message of a reply may stand already; the next words are put in its place.</summary>
    /// <param name="question">Id of the message replied to.</param>
    /// <param name="first">What stands, where that is known.</param>
    public void GoOn(string question, SentMessage? first) => begun[question] = first;

    public async Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken)
    {
        var (channel, id) = (Snowflake.Parse(message.Channel), Snowflake.Parse(message.Id));

        // An edit takes away what the new post does not have.
        var changes = Outgoing(post);
        changes = changes with { KeptFiles = changes.Files.Count > 0 ? [] : null };
        try
        {
            await EditUnlessFilteredAsync(channel, id, changes, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException failure) when (PostRefusals.Of(failure, message.Channel) is { } refusal)
        {
            throw refusal;
        }
    }

    public Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken) =>
        posts.PostAsync(channel, key, Outgoing(post with { Text = PostMark.On(post.Text, key, LongestMessage) }), cancellationToken);

    public Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken) =>
        posts.FindAsync(channel, key, since, cancellationToken);

    private async Task EditUnlessFilteredAsync(
        Snowflake channel, Snowflake id, OutgoingMessage changes, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await EditAsync(channel, id, changes, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (DiscordException stopped) when (PostRefusals.IsFiltered(stopped) && FilteredPosts.Next(changes, Phrases.English) is { } milder)
            {
                await replies.TellAsync(stopped, channel, cancellationToken).ConfigureAwait(false);
                changes = milder;
            }
        }
    }

    private async Task EditAsync(Snowflake channel, Snowflake id, OutgoingMessage changes, CancellationToken cancellationToken)
    {
        try
        {
            await transport.EditAsync(channel, id, changes, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException archived) when (archived is { Kind: DiscordErrorKind.Refused, Code: DiscordErrorCode.ThreadArchived })
        {
            await transport.ArchiveThreadAsync(channel, archived: false, cancellationToken).ConfigureAwait(false);
            await transport.EditAsync(channel, id, changes, cancellationToken).ConfigureAwait(false);
        }
    }

    // False when it does not stand any more.
    private async Task<bool> TryReplaceAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken)
    {
        try
        {
            await EditAsync(message, post, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostRefusedException)
        {
            return false;
        }
    }

    private SentMessage Noted(IncomingMessage message, ChatPost post, SentMessage sent)
    {
        chains.Note(Snowflake.Parse(sent.Id), message.Conversation);
        if (post.Part == 0)
        {
            GoOn(message.Id, sent);
        }

        return sent;
    }

    private OutgoingMessage Outgoing(ChatPost post, Phrases? say = null) =>
        OutgoingPosts.Of(post, kept, say) with { KeptFiles = null };
}
