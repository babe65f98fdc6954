namespace PaperBot.Importing;

/// <summary>What to import. One request is one import, undone as a whole.</summary>
/// <param name="Paths">Files, folders (read with everything below them), or <see cref="StandardInput"/>.</param>
public sealed record ImportRequest(IReadOnlyList<string> Paths)
{
    /// <summary>The path that stands for <see cref="Input"/>.</summary>
    public const string StandardInput = "-";

    /// <summary>Where <see cref="StandardInput"/> is read from.</summary>
    public Stream? Input { get; init; }

    /// <summary>What it is called among a paper's sources; null for a name that says no more than where it came from.</summary>
    public string? InputName { get; init; }

    /// <summary>True for the bundled, invented papers.</summary>
    public bool Sample { get; init; }
}
