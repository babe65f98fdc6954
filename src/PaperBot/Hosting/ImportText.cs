using System.Globalization;
using PaperBot.Importing;
using PaperBot.Text;

namespace PaperBot.Hosting;

/// <summary>Says in words what an import did.</summary>
internal static class ImportText
{
    private const int SkippedShown = 5;

    /// <summary>One line a file with what was left out, then the sum.</summary>
    public static IEnumerable<string> Of(ImportReport report)
    {
        foreach (var file in report.Files)
        {
            foreach (var line in OfFile(file))
            {
                yield return line;
            }
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Added} added, {report.Merged} merged, {report.Unchanged} unchanged; {Papers(report.Total)} stored "
            + $"({report.Elapsed.TotalSeconds:0.0} s).");
    }

    /// <summary>What a watched file brought; nothing when it brought nothing new.</summary>
    public static IEnumerable<string> OfWatched(ImportReport report) => report.Files
        .Where(f => f.Failed || report.Added + report.Merged > 0)
        .Select(f => string.Join('\n', OfFile(f)));

    private static IEnumerable<string> OfFile(ImportedFile file)
    {
        var name = Markdown.Literal(Path.GetFileName(file.Path));
        if (file.Failed)
        {
            yield return $"**{name}** not imported: {Markdown.Literal(file.Skipped is [var first, ..] ? first.Reason : "no paper in it")}.";
            yield break;
        }

        yield return $"**{name}** {Papers(file.Papers)} ({file.Format})";
        foreach (var skipped in file.Skipped.Take(SkippedShown))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"- line {skipped.Line} left out: {Markdown.Literal(skipped.Reason, 300)}");
        }

        if (file.Skipped.Count > SkippedShown)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"- and {file.Skipped.Count - SkippedShown} more left out");
        }
    }

    private static string Papers(int count) => count == 1 ? "1 paper" : string.Create(CultureInfo.InvariantCulture, $"{count} papers");
}
