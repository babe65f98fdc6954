using PaperBot.DiscordSurface.Interactions;
using PaperBot.DiscordSurface.Posts;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>Discord's channels, threads and direct messages as a surface. A channel is named by its id.</summary>
internal sealed class DiscordChat(IDiscordTransport transport, Replies replies, OwnPosts posts, ReplyChains chains, KeptActions kept) : IChatSurface
{
    private const int LongestMessage = 2000;

    public SurfaceLimits Limits { get; } = new(LongestMessage, CanEdit: true) { HasActions = true };

    public bool Takes(string channel) => Snowflake.TryParse(channel, out _);

    public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken) =>
        transport.ShowTypingAsync(replies.PlaceOf(message), cancellationToken);

    public async Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken)
    {
        var sent = await replies.SendAsync(message, Outgoing(post, Phrases.For(message.Locale)), cancellationToken).ConfigureAwait(false);
        chains.Note(sent.Id, message.Conversation);
        return new SentMessage(sent.ChannelId.ToString(), sent.Id.ToString());
    }

    public async Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken)
    {
        var (channel, id) = (Snowflake.Parse(message.Channel), Snowflake.Parse(message.Id));

        // An edit takes away what the new post does not have.
        var changes = Outgoing(post);
        changes = changes with { KeptFiles = changes.Files.Count > 0 ? [] : null };
        try
        {
            await EditAsync(channel, id, changes, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException failure) when (PostRefusals.Of(failure, message.Channel) is { } refusal)
        {
            throw refusal;
        }
    }

    public Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken) => posts.PostAsync(
        channel, key, Outgoing(post with { Text = PostMark.On(post.Text, key, LongestMessage) }), cancellationToken);

    public Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken) =>
        posts.FindAsync(channel, key, since, cancellationToken);

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

    private OutgoingMessage Outgoing(ChatPost post, Phrases? say = null) => OutgoingPosts.Of(post, kept, say) with { KeptFiles = null };
}
