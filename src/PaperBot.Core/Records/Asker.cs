namespace PaperBot.Records;

/// <summary>Who asked, and where.</summary>
/// <param name="Person">As the surface names them.</param>
/// <param name="Conversation">Null outside of one.</param>
public readonly record struct Asker(string Person, string? Conversation)
{
    /// <summary>When the question came in; null where nobody can be forgotten meanwhile.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>
    /// Whoever has the terminal: the same person at the prompt and on the command line, where each question stands alone.
    /// </summary>
    public static Asker CommandLine { get; } = new("console", null);
}
