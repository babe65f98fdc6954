namespace PaperBot.DiscordSurface.Setup;

/// <summary>What the bot needs in a channel, with the names Discord's settings give it.</summary>
internal static class NeededRights
{
    private static readonly (DiscordPermissions Right, string Name)[] Each =
    [
        (DiscordPermissions.ViewChannel, "View Channel"),
        (DiscordPermissions.SendMessages, "Send Messages"),
        (DiscordPermissions.EmbedLinks, "Embed Links"),
        (DiscordPermissions.AttachFiles, "Attach Files"),
        (DiscordPermissions.ReadMessageHistory, "Read Message History"),
        (DiscordPermissions.CreatePublicThreads, "Create Public Threads"),
        (DiscordPermissions.SendMessagesInThreads, "Send Messages in Threads"),
    ];

    /// <summary>All of them together.</summary>
    public static DiscordPermissions All { get; } = Each.Aggregate(DiscordPermissions.None, (all, r) => all | r.Right);

    /// <summary>The names of those that are missing.</summary>
    public static IReadOnlyList<string> MissingFrom(DiscordPermissions rights) =>
        [.. Each.Where(r => !rights.HasFlag(r.Right)).Select(r => r.Name)];

    /// <summary>The address at which somebody who manages a server adds the bot to it, with these rights and no more.</summary>
    public static string InviteLink(Snowflake application) =>
        $"https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={(ulong)All}";
}
