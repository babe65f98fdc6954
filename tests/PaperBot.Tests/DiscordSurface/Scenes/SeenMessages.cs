using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>Waiting for what the bot writes, and looking for words in it.</summary>
internal static class SeenMessages
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>The bot's first message, once nothing changes any more; for replies that no model writes.</summary>
    public static Task<Message> SoonAsync(this Sight sight) => sight.SettledAsync(Quiet);

    /// <summary>Whether the message, as it stands, has these words.</summary>
    public static bool Says(this Message message, string words) => message.Body.Content.Contains(words, StringComparison.Ordinal);

    /// <summary>Whether one of these lines has these words.</summary>
    public static bool Say(this IEnumerable<string> lines, string words) =>
        lines.Any(l => l.Contains(words, StringComparison.Ordinal));
}
