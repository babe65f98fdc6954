using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PaperBot.DiscordSurface;

/// <summary>
/// A message as Discord tells of it. Without the right to message content its texts may be empty; see the surface.
/// </summary>
/// <param name="Id">Its id, and that of a thread started from it.</param>
/// <param name="ChannelId">The channel, or the thread.</param>
/// <param name="Author">Who; a webhook's author is no person.</param>
/// <param name="Timestamp">When it was written.</param>
/// <param name="Content">Markdown; empty when there is none or it may not be read.</param>
/// <param name="Type">A number of Discord: see <see cref="MessageType"/>.</param>
public sealed record DiscordMessage(
    Snowflake Id,
    Snowflake ChannelId,
    DiscordUser Author,
    DateTimeOffset Timestamp = default,
    string Content = "",
    MessageType Type = MessageType.Default)
{
    /// <summary>The server; none in direct messages, and none in messages read by call.</summary>
    public Snowflake? GuildId { get; init; }

    public DateTimeOffset? EditedTimestamp { get; init; }

    public MessageFlags Flags { get; init; }

    /// <summary>The author as a member of the server; only in events of servers.</summary>
    public DiscordMember? Member { get; init; }

    /// <summary>Everybody mentioned, also by a reply that pings.</summary>
    [AllowNull]
    public IReadOnlyList<DiscordUser> Mentions { get => field ?? []; init; }

    [AllowNull]
    public IReadOnlyList<DiscordAttachment> Attachments { get => field ?? []; init; }

    [AllowNull]
    public IReadOnlyList<DiscordEmbed> Embeds { get => field ?? []; init; }

    [AllowNull]
    public IReadOnlyList<DiscordComponent> Components { get => field ?? []; init; }

    /// <summary>Set when a webhook wrote it, which also answers to interactions are.</summary>
    public Snowflake? WebhookId { get; init; }

    /// <summary>The application it came from, if any.</summary>
    public Snowflake? ApplicationId { get; init; }

    /// <summary>What it replies to or forwards.</summary>
    public MessageReference? MessageReference { get; init; }

    /// <summary>The message replied to, where Discord sent it along.</summary>
    public DiscordMessage? ReferencedMessage { get; init; }

    /// <summary>Set on answers to interactions; a reply to such a message does not carry its text to the bot.</summary>
    public InteractionMetadata? InteractionMetadata { get; init; }

    /// <summary>What the sender gave to recognise it by; numbers as decimal text.</summary>
    [JsonConverter(typeof(LenientText))]
    public string? Nonce { get; init; }
}

/// <summary>The kinds of messages that people write; every other number is a notice of Discord itself.</summary>
public enum MessageType
{
    Default = 0,
    Reply = 19,
    ChatInputCommand = 20,
    ThreadStarter = 21,
    ContextMenuCommand = 23,
}

/// <summary>Discord's bits of a message.</summary>
[Flags]
public enum MessageFlags
{
    None = 0,

    /// <summary>Cards made of links stay away.</summary>
    SuppressEmbeds = 1 << 2,

    /// <summary>Seen by one person only; for answers to interactions.</summary>
    Ephemeral = 1 << 6,

    /// <summary>“Thinking…”: deferred, not yet answered.</summary>
    Loading = 1 << 7,

    /// <summary>Nobody's telephone rings.</summary>
    SuppressNotifications = 1 << 12,

    /// <summary>Made of components only; cannot be taken back by an edit.</summary>
    IsComponentsV2 = 1 << 15,
}

/// <summary>What a message replies to.</summary>
/// <param name="MessageId">None for some notices.</param>
/// <param name="ChannelId">Where that stands.</param>
/// <param name="GuildId">In which server.</param>
/// <param name="Type">0 a reply, 1 a forward.</param>
public sealed record MessageReference(
    Snowflake? MessageId = null, Snowflake? ChannelId = null, Snowflake? GuildId = null, int Type = 0);

/// <summary>Which interaction a message answers.</summary>
/// <param name="Id">The interaction's id.</param>
/// <param name="User">Who asked.</param>
public sealed record InteractionMetadata(Snowflake Id, DiscordUser? User = null);

/// <summary>A file of a message. Its addresses run out after about a day: keep ids.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Filename">As given by a person: not to be trusted as a path.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Url">Where it lies, for <see cref="IDiscordTransport.DownloadAsync"/>.</param>
/// <param name="ContentType">A media type, as the sender's program guessed it.</param>
public sealed record DiscordAttachment(Snowflake Id, string Filename, long Size, string Url, string? ContentType = null);
