using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.Papers;

namespace PaperBot.Listings.Pages;

/// <summary>
/// A saved page of trending papers: title, abstract, <c>• 6 authors</c>, a middle dot, the day with an optional count of comments
/// behind it. The facts belong to the paper above them.
/// </summary>
internal sealed partial class TrendingPage : IListingLayout
{
    public string Format => "trending-page";

    public double Evidence(ListingText text)
    {
        var authors = text.Head.Count(line => AuthorCountLine().IsMatch(line.Content));
        var prose = text.Head.Count(line => line.Content.Length >= 100);
        return authors > 0 && (prose > 0 || authors > 1) ? 0.98 : 0;
    }

    public IEnumerable<ListingEntry> Read(ListingText text)
    {
        var lines = new List<Line>();
        var facts = new Facts();
        foreach (var line in PageChrome.Remove(text.Lines()))
        {
            if (line.Fault is null && facts.Take(line, afterPaper: lines.Count > 0))
            {
                continue;
            }

            if (facts.Any)
            {
                foreach (var entry in Flush(lines, facts, cut: false))
                {
                    yield return entry;
                }

                lines.Clear();
                facts = new Facts();
            }

            lines.Add(line);
        }

        foreach (var entry in Flush(lines, facts, cut: !facts.Any))
        {
            yield return entry;
        }
    }

    private static IEnumerable<ListingEntry> Flush(List<Line> lines, Facts facts, bool cut)
    {
        // The facts are those of the last paper, so at least that one is of this layout.
        var others = ScoredPage.Extent(facts.OfPaper ? [.. lines.SkipLast(2)] : lines);
        foreach (var entry in ScoredPage.Read(lines.Take(others), () => cut && others == lines.Count))
        {
            yield return entry;
        }

        lines.RemoveRange(0, others);
        var pairs = TitleAbstractPairing.Pair(lines, out _);
        if (pairs.Count == 0 && facts.OfPaper)
        {
            yield return new SkippedEntry(facts.FirstLine, "these facts have no paper before them");
        }

        for (var i = 0; i < pairs.Count; i++)
        {
            var last = i == pairs.Count - 1;
            var entry = PairEntry.From(pairs[i], cut && last);
            yield return last && entry is ReadEntry read ? new ReadEntry(facts.AddTo(read.Paper)) : entry;
        }
    }

    [GeneratedRegex(@"^[•·∙*–-]?\s*(?<count>\d{1,3}(?:,\d{3})+|\d+)\s+authors?\b\s*(?:[·•]\s*(?<rest>.*))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AuthorCountLine();

    // The count may touch the year ("20242"): a year has four digits.
    [GeneratedRegex(
        @"^(?:[·•]\s*)?(?<date>\p{L}{3,9}\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,9}\.?,?\s+(?:19|20)\d{2}"
        + @"|(?:19|20)\d{2}-\d\d-\d\d|(?:19|20)\d{2})\s*(?:[·•]?\s*(?<comments>\d{1,3}(?:,\d{3})+|\d+)(?:\s+comments?)?)?$")]
    private static partial Regex DateLine();

    [GeneratedRegex(@"^[·•∙](?:\s*\d+(?:\s+\w{0,7})?)?$|^[·•∙]\s*\p{L}{3}\s*\d{0,2},?\s*\d{0,3}$")]
    private static partial Regex Bullet();

    // A day that is none without knowing when the page was saved, or in which order it writes days and months; only looked for
    // below a middle dot.
    [GeneratedRegex(@"^(?:today|yesterday|(?:an?|\d+)\s+\w+\s+ago|\d{1,2}[./]\d{1,2}[./]\d{2,4})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnknownDay();

    // What a cut leaves of a date; only looked for below a middle dot.
    [GeneratedRegex(@"^\p{Lu}\p{Ll}{0,2}(?:\s+\d{0,2}(?:,\s*\d{0,4})?)?$")]
    private static partial Regex Stump();

    private sealed class Facts
    {
        private readonly Dictionary<PaperField, int> _lines = [];
        private int? _authors;
        private DateOnly? _published;
        private int? _comments;
        private bool _dated;
        private bool _dotted;

        public int FirstLine { get; private set; }

        public bool Any => FirstLine > 0;

        /// <summary>False for a mere date, which may be the page's own.</summary>
        public bool OfPaper => _authors is not null || _dotted;

        /// <summary>True when the line states facts or is their punctuation.</summary>
        public bool Take(Line line, bool afterPaper)
        {
            var content = line.Content;
            if (AuthorCountLine().Match(content) is { Success: true } authors)
            {
                Begin(line);
                if (int.TryParse(authors.Groups["count"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count) && count > 0)
                {
                    _authors = count;
                    _lines[PaperField.AuthorCount] = line.Number;
                }

                var rest = authors.Groups["rest"].Value;
                if (rest.Length > 0)
                {
                    TakeDate(line, rest);
                }

                return true;
            }

            // Before any fact of the paper a line such as "March 2024" would be a title.
            if ((Any || !afterPaper) && !_dated && TakeDate(line, content))
            {
                return true;
            }

            var punctuation = Bullet().IsMatch(content) || (_dotted && !_dated && (Stump().IsMatch(content) || UnknownDay().IsMatch(content)));
            if (punctuation)
            {
                Begin(line);
                _dotted = true;
            }

            return punctuation;
        }

        public ListedPaper AddTo(ListedPaper paper)
        {
            foreach (var (field, line) in paper.FieldLines)
            {
                _lines[field] = line;
            }

            return paper with
            {
                AuthorCount = _authors,
                Published = _published,
                Comments = _comments,
                FieldLines = _lines,
            };
        }

        private bool TakeDate(Line line, string text)
        {
            if (DateLine().Match(text) is not { Success: true } match)
            {
                return false;
            }

            Begin(line);
            _dated = true;
            _published = PrintedDate.Parse(match.Groups["date"].Value);
            if (_published is not null)
            {
                _lines[PaperField.Published] = line.Number;
            }

            if (int.TryParse(match.Groups["comments"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var comments))
            {
                _comments = comments;
                _lines[PaperField.Comments] = line.Number;
            }

            return true;
        }

        private void Begin(Line line)
        {
            if (!Any)
            {
                FirstLine = line.Number;
            }
        }
    }
}
