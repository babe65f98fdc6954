using System.Diagnostics.CodeAnalysis;

namespace PaperBot.DiscordSurface;

/// <summary>A channel of a server, a thread, or a direct exchange with one person.</summary>
/// <param name="Id">A thread started from a message has the message's id.</param>
/// <param name="Type">What it is; numbers without a name occur.</param>
public sealed record DiscordChannel(Snowflake Id, ChannelType Type)
{
    /// <summary>None in direct messages, and in some events and answers where the server is known otherwise.</summary>
    public Snowflake? GuildId { get; init; }

    public string? Name { get; init; }

    /// <summary>A thread's channel, a channel's category.</summary>
    public Snowflake? ParentId { get; init; }

    /// <summary>What was written there last, which may be deleted; none where nobody wrote yet or Discord did not say.</summary>
    public Snowflake? LastMessageId { get; init; }

    /// <summary>Who started a thread.</summary>
    public Snowflake? OwnerId { get; init; }

    /// <summary>
    /// Seconds between two messages of one person; 0 without slow mode. Bots with the right to manage messages are exempt.
    /// </summary>
    public int? RateLimitPerUser { get; init; }

    /// <summary>Of threads only.</summary>
    public ThreadMetadata? ThreadMetadata { get; init; }

    /// <summary>What differs here from the roles' permissions; a thread has none and follows its parent.</summary>
    [AllowNull]
    public IReadOnlyList<PermissionOverwrite> PermissionOverwrites { get => field ?? []; init; }

    /// <summary>True for public, private and announcement threads.</summary>
    public bool IsThread => Type is ChannelType.AnnouncementThread or ChannelType.PublicThread or ChannelType.PrivateThread;

    /// <summary>True for an exchange outside servers.</summary>
    public bool IsDirect => Type is ChannelType.Direct or ChannelType.GroupDirect;
}

/// <summary>Discord's numbers for kinds of channels.</summary>
public enum ChannelType
{
    Text = 0,
    Direct = 1,
    Voice = 2,
    GroupDirect = 3,
    Category = 4,
    Announcement = 5,
    AnnouncementThread = 10,
    PublicThread = 11,
    PrivateThread = 12,
    Stage = 13,
    Directory = 14,
    Forum = 15,
    Media = 16,
}

/// <summary>The state of a thread.</summary>
/// <param name="Archived">Put away; writing or un-archiving brings it back, unless it is locked.</param>
/// <param name="Locked">Only those who may manage threads may bring it back.</param>
/// <param name="AutoArchiveDuration">Minutes of silence until it is put away: 60, 1440, 4320 or 10080.</param>
public sealed record ThreadMetadata(bool Archived = false, bool Locked = false, int AutoArchiveDuration = 0);

/// <summary>How a role or a member differs in one channel.</summary>
/// <param name="Id">The role's or the member's.</param>
/// <param name="Type">Which of both.</param>
/// <param name="Allow">Given besides what roles give.</param>
/// <param name="Deny">Taken away.</param>
public sealed record PermissionOverwrite(
    Snowflake Id,
    OverwriteType Type,
    DiscordPermissions Allow = DiscordPermissions.None,
    DiscordPermissions Deny = DiscordPermissions.None);

/// <summary>Whom a <see cref="PermissionOverwrite"/> is about.</summary>
public enum OverwriteType
{
    Role = 0,
    Member = 1,
}
