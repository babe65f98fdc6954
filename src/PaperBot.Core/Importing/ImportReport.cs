using PaperBot.Listings;

namespace PaperBot.Importing;

/// <summary>What an import did.</summary>
/// <param name="Import">Its number, by which it can be undone; null when it stored nothing.</param>
/// <param name="Files">In the order in which they were read.</param>
/// <param name="Added">Records that brought a new paper.</param>
/// <param name="Merged">Records that enriched or changed a known paper, or named a further source of it.</param>
/// <param name="Unchanged">Records known before.</param>
/// <param name="Total">Papers in the store afterwards.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Cancelled">
/// True when it was interrupted: the files before the interruption are stored, nothing of the one being read, and the rest was
/// not opened.
/// </param>
public sealed record ImportReport(
    long? Import,
    IReadOnlyList<ImportedFile> Files,
    int Added,
    int Merged,
    int Unchanged,
    int Total,
    TimeSpan Elapsed,
    bool Cancelled)
{
    /// <summary>The requested paths from which not one paper was read, in the order of the request.</summary>
    public IReadOnlyList<string> FailedPaths =>
    [
        .. Files
            .GroupBy(file => file.Requested, StringComparer.Ordinal)
            .Where(path => path.All(file => file.Failed))
            .Select(path => path.Key),
    ];
}

/// <summary>What became of one file.</summary>
/// <param name="Requested">The path of the request that led to it: itself, or a folder above it.</param>
/// <param name="Path">As a person would type it.</param>
/// <param name="Format">The detected layout; null when the file could not be read at all.</param>
/// <param name="Papers">Records stored, changed or not.</param>
/// <param name="Skipped">Records left out, in file order; for a file that failed, the reason.</param>
public sealed record ImportedFile(
    string Requested, string Path, string? Format, int Papers, IReadOnlyList<SkippedEntry> Skipped)
{
    /// <summary>True when not one paper was read.</summary>
    public bool Failed => Papers == 0;
}

/// <summary>How far an import is.</summary>
/// <param name="Path">The file being read.</param>
/// <param name="File">Its place among the files, from 1.</param>
/// <param name="Files">How many files there are.</param>
/// <param name="Papers">Papers read so far, in all files.</param>
public sealed record ImportProgress(string Path, int File, int Files, int Papers);
