namespace PaperBot.DiscordSurface.Api;

/// <summary>How the bot names itself, in the form that Discord demands.</summary>
internal static class UserAgent
{
    // Discord wants an address of the project. It has none yet, and one that is reserved (RFC 2606) names nobody else by mistake.
    private const string Address = "https://paperbot.example";

    public static string Text { get; } =
        $"DiscordBot ({Address}, {typeof(UserAgent).Assembly.GetName().Version!.ToString(3)})";
}
