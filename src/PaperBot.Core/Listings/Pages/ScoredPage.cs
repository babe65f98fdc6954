using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.Papers;

namespace PaperBot.Listings.Pages;

/// <summary>
/// A saved page of ranked papers: <c>24.7CLMar 12, 2024</c> (score, category and day of the paper that follows), then the title with its
/// authors and institutions glued to it, then the abstract. A paper may lack the first line.
/// </summary>
internal sealed partial class ScoredPage : IListingLayout
{
    // With its authors and institutions.
    private const int LongestTitle = 400;

    public string Format => "scored-page";

    public double Evidence(ListingText text)
    {
        var lines = PageChrome.Remove(text.Head).Where(line => line.Fault is null).ToList();
        var scores = lines.Count(line => IsScored(line.Content));
        var prose = lines.Any(line => line.Content.Length >= 100);
        if (scores > 0)
        {
            return prose || scores > 1 ? 0.97 : 0.5;
        }

        // Cut down to the papers that have no score line: the glued author lists still give the layout away.
        var titled = lines.Count(line => line.Content.Length < LongestTitle && AuthorBoundary.Split(line.Content) is { EtAl: true });
        return prose && titled > 0 && titled * 3 >= lines.Count ? 0.95 : 0;
    }

    public IEnumerable<ListingEntry> Read(ListingText text) => Read(PageChrome.Remove(text.Lines()), () => text.EndsMidLine);

    /// <summary>
    /// How many of <paramref name="lines"/>, from the first, are of this layout: up to the abstract below the last sign of it. Pages of
    /// two sites may stand in one file.
    /// </summary>
    public static int Extent(IReadOnlyList<Line> lines)
    {
        for (var i = lines.Count - 2; i >= 0; i--)
        {
            if (lines[i].Fault is not null)
            {
                continue;
            }

            if (IsScored(lines[i].Content))
            {
                return Math.Min(i + 3, lines.Count);
            }

            if (lines[i].Content.Length < LongestTitle && AuthorBoundary.Split(lines[i].Content) is { EtAl: true, Authors: not null })
            {
                return i + 2;
            }
        }

        return 0;
    }

    /// <summary>Reads lines of this layout.</summary>
    /// <param name="visible">Lines without chrome.</param>
    /// <param name="endsCut">Whether the text may be cut off behind the last line; asked at the end.</param>
    public static IEnumerable<ListingEntry> Read(IEnumerable<Line> visible, Func<bool> endsCut)
    {
        var lines = new List<Line>();
        Match? facts = null;
        var factsLine = 0;
        foreach (var line in visible)
        {
            if (line.Fault is not null || Facts(line.Content) is not { } match)
            {
                lines.Add(line);
                continue;
            }

            foreach (var entry in Flush(lines, facts, factsLine, last: false, cut: false))
            {
                yield return entry;
            }

            lines.Clear();
            (facts, factsLine) = (match, line.Number);
        }

        foreach (var entry in Flush(lines, facts, factsLine, last: true, endsCut()))
        {
            yield return entry;
        }
    }

    private static IEnumerable<ListingEntry> Flush(List<Line> lines, Match? facts, int factsLine, bool last, bool cut)
    {
        var authors = TakeAuthorLines(lines);
        var pairs = TitleAbstractPairing.Pair(lines, out _);
        if (pairs.Count == 0 && facts is not null)
        {
            yield return new SkippedEntry(factsLine, last
                ? "the file ends after this score, before its paper"
                : "this score has no paper after it");
        }

        for (var i = 0; i < pairs.Count; i++)
        {
            var end = last && i == pairs.Count - 1;
            var entry = PairEntry.From(pairs[i], end && (cut || pairs[i].Abstract is null));
            if (entry is not ReadEntry { Paper: var paper })
            {
                yield return entry;
                continue;
            }

            var titled = authors.TryGetValue(pairs[i].First, out var own) ? own with { Title = paper.Title } : AuthorBoundary.Split(paper.Title);
            yield return new ReadEntry(Complete(paper, titled, i == 0 ? facts : null, factsLine));
        }
    }

    /// <summary>Takes out the author lines of saves that break the line behind the title, by the title line they stand under.</summary>
    private static Dictionary<Line, TitledLine> TakeAuthorLines(List<Line> lines)
    {
        var authors = new Dictionary<Line, TitledLine>(ReferenceEqualityComparer.Instance);
        for (var i = lines.Count - 2; i > 0; i--)
        {
            var (title, line, prose) = (lines[i - 1], lines[i], lines[i + 1]);
            if (title.Fault is null && line.Fault is null && prose.Content.Length > 2 * line.Content.Length
                && LineShape.TitleCost(title) < 2 && LineShape.AbstractCost(title) > 1
                && AuthorBoundary.ReadAuthorLine(line.Content) is { } read)
            {
                authors[title] = read;
                lines.RemoveAt(i);
            }
        }

        return authors;
    }

    private static ListedPaper Complete(ListedPaper paper, TitledLine titled, Match? facts, int factsLine)
    {
        var lines = new Dictionary<PaperField, int>(paper.FieldLines);
        var complete = paper with
        {
            Title = titled.Title,
            Authors = titled.Authors,
            AuthorCount = titled.EtAl ? null : titled.Authors?.Count,
            EtAl = titled.EtAl,
            Affiliations = titled.Affiliations,
            FieldLines = lines,
        };
        if (facts is null)
        {
            return complete;
        }

        complete = complete with
        {
            Score = Number(facts.Groups["score"]),
            Category = facts.Groups["category"] is { Success: true, Value: { Length: > 0 } category } ? category : null,
            Published = PrintedDate.Parse(facts.Groups["date"].Value),
            Comments = (int?)Number(facts.Groups["comments"]),
        };
        AddLine(PaperField.Score, complete.Score is not null);
        AddLine(PaperField.Category, complete.Category is not null);
        AddLine(PaperField.Published, complete.Published is not null);
        AddLine(PaperField.Comments, complete.Comments is not null);
        return complete;

        void AddLine(PaperField field, bool stated)
        {
            if (stated)
            {
                lines[field] = factsLine;
            }
        }
    }

    private static bool IsScored(string content) =>
        FactLine().Match(content) is { Success: true } match && match.Groups["score"].Success;

    private static Match? Facts(string content) =>
        FactLine().Match(content) is { Success: true } dated ? dated
        : ScoreLine().Match(content) is { Success: true } undated ? undated
        : null;

    private static double? Number(Group group) => double.TryParse(
        group.Value.Replace('−', '-'),
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign,
        CultureInfo.InvariantCulture,
        out var number) ? number : null;

    // Of several categories the first is the paper's own.
    [GeneratedRegex(
        @"^(?<score>[-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,6})?)?\s*[·•|]?\s*"
        + @"(?:(?<category>(?:[A-Za-z]{2,}|[a-z](?=-))(?:-[A-Za-z]+)*?(?:\.[A-Za-z]{2,}(?:-[A-Za-z]+)?)?)(?:,\s*[A-Za-z.-]{2,})*?)??\s*[·•|]?\s*"
        + @"(?<date>(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?\d{4}"
        + @"|(?<![\d.])\d{1,2}\s+(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,?\s+\d{4}|\d{4}-\d\d-\d\d)"
        + @"\s*[·•|]?\s*(?:(?<comments>\d{1,6})(?:\s+comments?)?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex FactLine();

    // Without a day, or with one that lacks its year, only a score with its decimals tells the line from a title.
    [GeneratedRegex(
        @"^(?<score>[-−]?\d{1,7}\.\d{1,6})(?<category>[A-Z]{2,3}|[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]{2,}(?:-[A-Za-z]+)?)?)?"
        + @"(?:\s*[·•|]?\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+\d{1,2})?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex ScoreLine();
}
