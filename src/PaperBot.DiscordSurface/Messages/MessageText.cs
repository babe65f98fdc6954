using System.Text.RegularExpressions;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>What somebody wrote, as people read it: without the mention of the bot, others by their names.</summary>
internal static partial class MessageText
{
    /// <summary>May be empty.</summary>
    public static string Of(DiscordMessage message, Snowflake me)
    {
        var text = Mention().Replace(message.Content, found =>
        {
            if (!Snowflake.TryParse(found.Groups[1].Value, out var id))
            {
                return found.Value;
            }

            return id == me ? " " : message.Mentions.FirstOrDefault(u => u.Id == id) is { } other ? "@" + other.Name : found.Value;
        });
        return Gap().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"<@!?(\d{1,20})>")]
    private static partial Regex Mention();

    [GeneratedRegex(@"[ \t]{2,}")]
    private static partial Regex Gap();
}
