namespace PaperBot.Surfaces;

/// <summary>
/// Something a reader may do next with a reply: a command with its values, shown as a button where the surface has buttons.
/// </summary>
/// <param name="Label">One to four words.</param>
/// <param name="Command">Name of a command or subcommand of the table.</param>
public sealed record ChatAction(string Label, string Command)
{
    /// <summary>Values by option name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the option the reader is asked for first, in a form; null when nothing is missing.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether only who chose it sees what comes of it.</summary>
    public bool IsPrivate { get; init; } = true;

    /// <summary>An emoji before the label; null for none.</summary>
    public string? Symbol { get; init; }
}
