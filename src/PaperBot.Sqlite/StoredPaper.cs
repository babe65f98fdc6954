using PaperBot.Papers;

namespace PaperBot.Sqlite;

/// <summary>A paper as its rows.</summary>
/// <param name="Row">In <c>papers</c>.</param>
/// <param name="Id">The paper's id.</param>
/// <param name="Sightings">In order of import; empty after an undo took the last.</param>
internal sealed record StoredPaper(long Row, string Id, IReadOnlyList<StoredSighting> Sightings)
{
    public MergedPaper Merge() => PaperMerge.Of(Id, [.. Sightings.Select(stored => stored.Sighting)]);
}

/// <summary>A sighting and where its abstract is kept.</summary>
/// <param name="Sighting">What is stated.</param>
/// <param name="Text">Row in <c>texts</c>.</param>
internal sealed record StoredSighting(Sighting Sighting, long Text);
