namespace PaperBot.DiscordSurface;

/// <summary>A person, or a bot.</summary>
/// <param name="Id">Stays for ever.</param>
/// <param name="Username">Unique, may change.</param>
/// <param name="GlobalName">The name shown, where one was chosen.</param>
/// <param name="Bot">True for bots.</param>
public sealed record DiscordUser(Snowflake Id, string Username, string? GlobalName = null, bool Bot = false)
{
    /// <summary>The name to show.</summary>
    public string Name => GlobalName is { Length: > 0 } shown ? shown : Username;
}
