using System.Text.Json.Nodes;

namespace PaperBot.DiscordSimulator.World;

/// <summary>The kinds of message there are here, with Discord's numbers.</summary>
internal enum MessageKind
{
    Default = 0,
    ThreadCreated = 18,
    Reply = 19,
    SlashAnswer = 20,
    ThreadStarter = 21,
    ContextMenuAnswer = 23,
}

/// <summary>Flags of a message, with Discord's bits.</summary>
[Flags]
internal enum MessageFlags
{
    None = 0,
    SuppressEmbeds = 1 << 2,
    HasThread = 1 << 5,
    Ephemeral = 1 << 6,
    Loading = 1 << 7,
    SuppressNotifications = 1 << 12,
    VoiceMessage = 1 << 13,
    ComponentsV2 = 1 << 15,
}

/// <summary>A file at a message.</summary>
internal sealed record Attachment(ulong Id, string FileName, string ContentType, byte[] Bytes, string? Description);

/// <summary>Who a message pings, after allowed mentions and the author's rights were looked at.</summary>
internal sealed record Pings(IReadOnlyList<Person> People, IReadOnlyList<Role> Roles, bool Everyone)
{
    public static Pings Nobody { get; } = new([], [], false);

    public bool Any => Everyone || People.Count > 0 || Roles.Count > 0;
}

/// <summary>What the author of a message decides: everything that a later edit may change.</summary>
internal sealed record MessageBody(string Content)
{
    public static MessageBody Empty { get; } = new("");

    public JsonArray Embeds { get; init; } = [];

    public JsonArray Components { get; init; } = [];

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    public MessageFlags Flags { get; init; }

    public Pings Pings { get; init; } = Pings.Nobody;
}

/// <summary>A message as it stands now, with how it stood before.</summary>
internal sealed class Message(ulong id, Channel channel, Person author, MessageKind kind, MessageBody body)
{
    public ulong Id { get; } = id;

    public Channel Channel { get; } = channel;

    public Person Author { get; } = author;

    public MessageKind Kind { get; } = kind;

    public MessageBody Body { get; set; } = body;

    public DateTimeOffset At => Snowflakes.TimeOf(Id);

    /// <summary>When it was last edited; filling in a deferred answer is no edit.</summary>
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>How it stood before each edit, oldest first; the placeholder of a deferred answer is not counted.</summary>
    public List<MessageBody> Earlier { get; } = [];

    /// <summary>The only person who sees it; null for everybody.</summary>
    public Person? OnlyFor { get; init; }

    public ulong? RepliesTo { get; init; }

    /// <summary>The nonce the author gave, as it came: a string or a number.</summary>
    public JsonNode? Nonce { get; init; }

    /// <summary>The interaction it answers; Discord counts such a message as one of a webhook.</summary>
    public AnswerTo? Answers { get; init; }

    public Dictionary<string, List<Person>> Reactions { get; } = [];

    /// <summary>The thread that was started from it.</summary>
    public Channel? Thread { get; set; }

    public bool IsDeleted { get; set; }

    public bool IsEphemeral => OnlyFor is not null;

    /// <summary>Whether this message, as it stands or as it stood, pinged anybody.</summary>
    public bool EverPinged => Body.Pings.Any || Earlier.Exists(b => b.Pings.Any);

    public bool IsLoading => Body.Flags.HasFlag(MessageFlags.Loading);

    public bool IsSeenBy(Person person) => OnlyFor is null || OnlyFor == person;
}

/// <summary>The interaction a message answers: who asked, with which command or on which message.</summary>
/// <param name="Interaction">The interaction's id.</param>
/// <param name="Type">Its number of kind.</param>
/// <param name="Person">Who asked.</param>
/// <param name="CommandName">With which command.</param>
/// <param name="OfMessage">On which message.</param>
/// <param name="TriggeredBy">For a submitted modal: the interaction that opened it.</param>
internal sealed record AnswerTo(
    ulong Interaction, int Type, Person Person, string? CommandName, ulong? OfMessage, AnswerTo? TriggeredBy = null);
