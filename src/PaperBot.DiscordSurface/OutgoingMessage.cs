namespace PaperBot.DiscordSurface;

/// <summary>
/// What the bot writes: a new message, an answer, or an edit. In an edit, what is null stays as it is, and an empty text or list
/// takes away what was there.
/// </summary>
public sealed record OutgoingMessage
{
    /// <summary>Markdown, at most 2000 characters; none with <see cref="MessageFlags.IsComponentsV2"/>.</summary>
    public string? Content { get; init; }

    /// <summary>At most 10; none with <see cref="MessageFlags.IsComponentsV2"/>.</summary>
    public IReadOnlyList<DiscordEmbed>? Embeds { get; init; }

    /// <summary>Rows, or with <see cref="MessageFlags.IsComponentsV2"/> parts of every kind.</summary>
    public IReadOnlyList<DiscordComponent>? Components { get; init; }

    /// <summary>Sent along, at most 10, each at most 10 MiB.</summary>
    public IReadOnlyList<OutgoingFile> Files { get; init; } = [];

    /// <summary>In an edit: files that stay. Null keeps all of them, unless <see cref="Files"/> has some.</summary>
    public IReadOnlyList<Snowflake>? KeptFiles { get; init; }

    /// <summary>Who may be called by this text; nobody unless said. Always sent.</summary>
    public AllowedMentions Mentions { get; init; } = AllowedMentions.None;

    /// <summary>
    /// Set on sending. In an edit only <see cref="MessageFlags.SuppressEmbeds"/> and <see cref="MessageFlags.IsComponentsV2"/>
    /// count. Null leaves an edited message's flags alone.
    /// </summary>
    public MessageFlags? Flags { get; init; }

    /// <summary>
    /// The message of the same channel that this replies to; should it be gone, this is sent all the same. Only new ones.
    /// </summary>
    public Snowflake? ReplyTo { get; init; }

    /// <summary>
    /// Recognises a repeated sending within some minutes: 1 to 25 characters, unique for the bot over all channels. Set, a send
    /// that failed half-way is repeated without ever standing twice; without it the transport makes its own. Only new messages of
    /// channels; answers to interactions have none.
    /// </summary>
    public string? Nonce { get; init; }

    /// <summary>A message of text alone.</summary>
    public static OutgoingMessage Text(string content) => new() { Content = content };
}

/// <summary>A file to be sent.</summary>
/// <param name="Name">Its name, without a path.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">A media type, such as <c>text/plain; charset=utf-8</c>.</param>
/// <param name="Description">For people who cannot see it.</param>
public sealed record OutgoingFile(
    string Name, ReadOnlyMemory<byte> Content, string ContentType = "application/octet-stream", string? Description = null);

/// <summary>Who may be called by a text that mentions.</summary>
/// <param name="Users">Those persons, at most 100.</param>
/// <param name="RepliedUser">The author of the message replied to.</param>
public sealed record AllowedMentions(IReadOnlyList<Snowflake> Users, bool RepliedUser = false)
{
    /// <summary>Nobody.</summary>
    public static AllowedMentions None { get; } = new([]);

    /// <summary>Only the author of the message replied to.</summary>
    public static AllowedMentions Replied { get; } = new([], RepliedUser: true);
}
