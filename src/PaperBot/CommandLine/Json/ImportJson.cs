using PaperBot.Importing;

namespace PaperBot.CommandLine.Json;

/// <summary>What <c>import</c> prints.</summary>
internal sealed record ImportJson(
    IReadOnlyList<ImportedFileJson> Files, int Added, int Merged, int Unchanged, int Total, double ElapsedMs)
{
    public static ImportJson Of(ImportReport report) => new(
        [
            .. report.Files.Select(f => new ImportedFileJson(
                f.Path, f.Format ?? "unknown", f.Papers, [.. f.Skipped.Select(s => new SkippedJson(s.Line, s.Reason))])),
        ],
        report.Added, report.Merged, report.Unchanged, report.Total, report.Elapsed.TotalMilliseconds);
}

internal sealed record ImportedFileJson(string Path, string Format, int Papers, IReadOnlyList<SkippedJson> Skipped);

internal sealed record SkippedJson(int Line, string Reason);

/// <summary>What <c>import --list</c> prints, one a line.</summary>
internal sealed record ImportSummaryJson(long Number, DateTimeOffset Begun, IReadOnlyList<string> Files, int Papers);

/// <summary>What <c>import --undo</c> prints.</summary>
internal sealed record UndoneImportJson(long Number, int Removed, int Reverted);
