namespace PaperBot.DiscordSurface.Api;

/// <summary>How the bot names itself, in the form that Discord demands.</summary>
internal static class UserAgent
{
    public static string Text { get; } =
        $"DiscordBot (https://paperbot.example, {typeof(UserAgent).Assembly.GetName().Version?.ToString(3) ?? "0"})";
}
