using System.Globalization;
using System.Text;
using PaperBot.Archive;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>
/// Digests found again, in Markdown: their days, and with words the papers that have them, numbered through the list.
/// </summary>
internal static class ArchiveList
{
    private const int MostTitle = 120;
    private const int MostHeadings = 4;

    /// <param name="page">What was found.</param>
    /// <param name="query">What was looked for.</param>
    /// <param name="named">Whether each digest says its channel.</param>
    /// <param name="mostPapers">Papers shown of a digest, the first that match; the list's numbers are theirs.</param>
    public static string Of(ArchivePage page, ArchiveQuery query, bool named, int mostPapers = int.MaxValue)
    {
        if (page.Editions.Count == 0)
        {
            return None(query);
        }

        var text = new StringBuilder();
        var number = 0;
        foreach (var edition in page.Editions)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(Head(edition, named, query.HasText));
            if (!query.HasText)
            {
                continue;
            }

            foreach (var paper in edition.Matches.Take(mostPapers))
            {
                var title = Markdown.Escape(paper.Title, MostTitle) is { Length: > 0 } shown ? shown : "untitled";
                text.Append(CultureInfo.InvariantCulture, $"\n{++number}. {title} · `{paper.PaperId}`");
            }

            var more = edition.Matches.Count - mostPapers;
            text.Append(more > 0 ? $"\nand {more.ToString(CultureInfo.InvariantCulture)} more" : "");
        }

        return text.Append(page.HasMore ? "\n\n" + Older(page) : "").ToString();
    }

    /// <summary>Ids in the order of the list's numbers; empty when no words were looked for, for then papers have no numbers.</summary>
    public static IReadOnlyList<string> PapersOf(ArchivePage page, ArchiveQuery query, int mostPapers) =>
        query.HasText ? [.. page.Editions.SelectMany(e => e.Matches.Take(mostPapers)).Select(p => p.PaperId)] : [];

    private static string Head(ArchivedEdition edition, bool named, bool found)
    {
        var (count, matching) = (PrintedEdition.Plural(edition.Papers.Count, "paper"), edition.Matches.Count);
        string[] facts =
        [
            string.Create(CultureInfo.InvariantCulture, $"**{edition.Edition.Date:yyyy-MM-dd}**"),
            named ? Markdown.Literal(edition.Edition.Channel, MostTitle) : "",
            found ? string.Create(CultureInfo.InvariantCulture, $"{matching} of {count}") : count,
            found ? "" : Headings(edition.Headings),
        ];
        return (found ? "" : "- ") + string.Join(" · ", facts.Where(f => f.Length > 0));
    }

    private static string Headings(IReadOnlyList<string> headings) =>
        string.Join(", ", headings.Take(MostHeadings).Select(h => Markdown.Escape(h, MostTitle)))
        + (headings.Count > MostHeadings ? " …" : "");

    private static string Older(ArchivePage page) => string.Create(
        CultureInfo.InvariantCulture, $"There are older ones; `--until {page.Editions[^1].Edition.Date:yyyy-MM-dd}` goes on from here.");

    private static string None(ArchiveQuery query) =>
        query is { Since: null, Until: null, HasText: false } ? "No digest is kept yet." : "No digest matches.";
}
