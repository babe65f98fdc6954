namespace PaperBot.Papers;

/// <summary>One file stating something about one paper: the unit that is kept, and taken back with its import.</summary>
/// <param name="Listed">What it states, and on which lines.</param>
/// <param name="File">The file's name without folder.</param>
/// <param name="Seen">When its import began, in UTC.</param>
/// <param name="Sample">True when the import brought the bundled, invented papers.</param>
internal sealed record Sighting(ListedPaper Listed, string File, DateTimeOffset Seen, bool Sample);
