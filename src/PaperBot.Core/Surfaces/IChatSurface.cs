namespace PaperBot.Surfaces;

/// <summary>
/// A place where people talk to the bot: a terminal, a chat service. Text is Markdown (bold, italics, links, quotes, lists, code,
/// backslash escapes) within <see cref="Limits"/>; a surface shows what it can and never fails for a piece of Markdown it cannot.
/// </summary>
public interface IChatSurface
{
    /// <summary>What one message may hold.</summary>
    SurfaceLimits Limits { get; }

    /// <summary>Whether a channel's name can be one of this surface's places; nothing is posted to any other.</summary>
    bool Takes(string channel) => true;

    /// <summary>
    /// Shows that a reply to a message is on its way, for about ten seconds or until it comes; a surface without such a sign
    /// does nothing.
    /// </summary>
    Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Answers a message where it was written. The first part sent again, because nobody knows whether it stands, takes the place of the
    /// one that does, as far as the surface can tell.
    /// </summary>
    Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces text, actions and files of a message sent through this surface. Where <see cref="SurfaceLimits.CanEdit"/> is false the new text is
    /// shown below the old one instead.
    /// </summary>
    /// <exception cref="PostRefusedException">
    /// The message cannot be edited any more: it is gone, or its channel. After any other exception it may read either way.
    /// </exception>
    Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken);

    /// <summary>
    /// Posts without being asked. A second post with the same channel and key shows nothing and returns the first one's message,
    /// as far back as the surface can look.
    /// </summary>
    /// <param name="channel">Where; the surface's own name for the place.</param>
    /// <param name="key">Idempotency key, visible ASCII without spaces.</param>
    /// <param name="post">What is shown, within <see cref="Limits"/>; its actions are for everybody who reads it.</param>
    /// <param name="cancellationToken">Gives up before the send; a send under way is finished.</param>
    /// <exception cref="PostRefusedException">The post surely does not stand; any other exception leaves that open.</exception>
    Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken);

    /// <summary>Looks for the bot's own post with this key in this channel.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="key">As it was posted.</param>
    /// <param name="since">The post cannot be older; the channel's history is read back to this moment.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken);
}
