namespace PaperBot.DiscordSimulator.World;

/// <summary>The kinds of channel there are here, with Discord's numbers.</summary>
internal enum ChannelKind
{
    Text = 0,
    Direct = 1,
    PublicThread = 11,
    PrivateThread = 12,
}

/// <summary>A place for messages: a guild's channel, a thread in one, or a private conversation.</summary>
internal sealed class Channel(ulong id, ChannelKind kind, string name)
{
    public ulong Id { get; } = id;

    public ChannelKind Kind { get; } = kind;

    public string Name { get; set; } = name;

    public string? Topic { get; set; }

    /// <summary>The server it belongs to; null for a private conversation.</summary>
    public Guild? Guild { get; init; }

    /// <summary>The channel a thread hangs on.</summary>
    public Channel? Parent { get; init; }

    /// <summary>Who started a thread.</summary>
    public Person? Owner { get; init; }

    /// <summary>Those in a private conversation, or those who joined a thread.</summary>
    public List<Person> Recipients { get; } = [];

    public List<Overwrite> Overwrites { get; } = [];

    /// <summary>Seconds a person has to wait between two messages, 0 for none. Bots never wait.</summary>
    public int SlowModeSeconds { get; set; }

    public bool Archived { get; set; }

    /// <summary>A locked thread is written in and unarchived by moderators only.</summary>
    public bool Locked { get; set; }

    public int AutoArchiveMinutes { get; set; } = 1440;

    public DateTimeOffset ArchiveChangedAt { get; set; }

    /// <summary>Oldest first, deleted ones gone, private ones among them.</summary>
    public List<Message> Messages { get; } = [];

    public bool IsThread => Kind is ChannelKind.PublicThread or ChannelKind.PrivateThread;

    public string Mention => $"<#{Id}>";

    public Message? Find(ulong message) => Messages.Find(m => m.Id == message);

    public override string ToString() => Kind == ChannelKind.Direct ? Name : "#" + Name;
}
