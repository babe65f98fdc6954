using System.Diagnostics.CodeAnalysis;

namespace PaperBot.DiscordSurface;

/// <summary>A server.</summary>
/// <param name="Id">Also the id of the role everybody has.</param>
/// <param name="Name">As shown; people may change it at any time.</param>
public sealed record DiscordGuild(Snowflake Id, string Name)
{
    /// <summary>Who may do everything there; none when Discord did not say.</summary>
    public Snowflake? OwnerId { get; init; }

    /// <summary>The language its administrators chose, such as <c>en-US</c>.</summary>
    public string? PreferredLocale { get; init; }

    [AllowNull]
    public IReadOnlyList<DiscordRole> Roles { get => field ?? []; init; }

    /// <summary>
    /// Those the bot may see, threads apart; only as the server becomes available, and empty when asked for by call.
    /// </summary>
    [AllowNull]
    public IReadOnlyList<DiscordChannel> Channels { get => field ?? []; init; }

    /// <summary>Running threads, with <see cref="DiscordChannel.ParentId"/>; as <see cref="Channels"/>.</summary>
    [AllowNull]
    public IReadOnlyList<DiscordChannel> Threads { get => field ?? []; init; }

    /// <summary>Members that Discord told of unasked, the bot itself among them; as <see cref="Channels"/>.</summary>
    [AllowNull]
    public IReadOnlyList<DiscordMember> Members { get => field ?? []; init; }
}

/// <summary>A role of a server.</summary>
/// <param name="Id">The role everybody has carries the server's id.</param>
/// <param name="Name">As shown.</param>
/// <param name="Permissions">What it allows in channels that say nothing else.</param>
/// <param name="Position">Higher ones stand above lower ones.</param>
public sealed record DiscordRole(
    Snowflake Id, string Name, DiscordPermissions Permissions = DiscordPermissions.None, int Position = 0);

/// <summary>Somebody in a server.</summary>
public sealed record DiscordMember
{
    /// <summary>Who; none where the person stands beside it, as in messages and interactions.</summary>
    public DiscordUser? User { get; init; }

    /// <summary>Another name in this server.</summary>
    public string? Nick { get; init; }

    /// <summary>Roles besides the one everybody has.</summary>
    [AllowNull]
    public IReadOnlyList<Snowflake> Roles { get => field ?? []; init; }

    /// <summary>What the person may do in the channel of an interaction, all rules applied; none anywhere else.</summary>
    public DiscordPermissions? Permissions { get; init; }
}
