namespace PaperBot.Terminal;

/// <summary>Where lines for the bot come from.</summary>
internal interface ILineSource
{
    /// <summary>The next line, or null after the last.</summary>
    Task<string?> NextAsync(CancellationToken cancellationToken);
}
