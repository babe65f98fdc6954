using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Gateway;

/// <summary>What a session wants to be told, with Discord's bits.</summary>
[Flags]
internal enum Intents
{
    None = 0,
    Guilds = 1 << 0,
    GuildMembers = 1 << 1,
    GuildPresences = 1 << 8,
    GuildMessages = 1 << 9,
    GuildMessageReactions = 1 << 10,
    GuildMessageTyping = 1 << 11,
    DirectMessages = 1 << 12,
    DirectMessageReactions = 1 << 13,
    DirectMessageTyping = 1 << 14,
    MessageContent = 1 << 15,

    /// <summary>Every bit that means something.</summary>
    Known = 0x1FFFF | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25),
}

/// <summary>Which intents an application may ask for.</summary>
internal static class Privileged
{
    /// <summary>Whether all privileged intents among these are switched on in the developer portal.</summary>
    public static bool Allows(BotApplication application, Intents intents) =>
        (!intents.HasFlag(Intents.MessageContent) || application.MessageContent)
        && (!intents.HasFlag(Intents.GuildMembers) || application.ServerMembers)
        && (!intents.HasFlag(Intents.GuildPresences) || application.Presences);
}
