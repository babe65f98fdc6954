using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using PaperBot.Listings.Arxiv;
using PaperBot.Listings.Pages;

namespace PaperBot.Listings.Markup;

/// <summary>
/// A saved web page. Records that arXiv or citation elements mark up are taken from there; any other page is turned into the lines a
/// browser would copy, and read in the layouts of saved text.
/// </summary>
internal sealed partial class HtmlPage : IListingLayout
{
    /// <summary>A page becomes about ten times its size in memory. The longest arXiv list page has some 5 MB.</summary>
    private const int LongestPage = 24 << 20;

    /// <summary>Browsers stop nesting elements at 512; beyond that a page is an attack on its parser.</summary>
    private const int DeepestNesting = 2000;

    /// <summary>Higher than for text: every page has headings with paragraphs below them.</summary>
    private const double Convincing = 0.7;

    private readonly IListingLayout[] _layouts =
        [new TrendingPage(), new ScoredPage(), new ArxivEmail(), new ArxivListing(), new TitleAbstractLines()];

    public string Format => "html";

    public double Evidence(ListingText text)
    {
        var start = string.Join('\n', text.Head.Where(line => !line.IsBlank).Take(60).Select(line => line.Text));
        return start.TrimStart('\uFEFF', ' ', '\t').StartsWith('<') && Page().IsMatch(start) ? 0.99 : 0;
    }

    public IEnumerable<ListingEntry> Read(ListingText text)
    {
        var page = new StringBuilder();
        foreach (var line in text.Lines())
        {
            if (line.Fault is { } fault)
            {
                yield return new SkippedEntry(line.Number, $"this line of the page is left out: {fault}");
            }

            page.Append(line.Fault is null ? line.Text : string.Empty).Append('\n');
            if (page.Length > LongestPage)
            {
                yield return new SkippedEntry(1, "this page is larger than 24 MB; save a part of it");
                yield break;
            }
        }

        foreach (var entry in ReadPage(page.ToString()))
        {
            yield return entry;
        }
    }

    private List<ListingEntry> ReadPage(string source)
    {
        if (Nesting(source) > DeepestNesting)
        {
            return [new SkippedEntry(1, "this page nests its elements too deeply to be read safely")];
        }

        var page = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }).ParseDocument(source);
        var marked = ArxivHtml.Read(page).ToList();
        if (marked.Count > 0)
        {
            return marked;
        }

        var lines = page.Body is { } body ? HtmlLines.From(body) : [];
        using var text = new ListingText(lines);
        var (layout, evidence) = _layouts.Select(layout => (layout, evidence: layout.Evidence(text))).MaxBy(candidate => candidate.evidence);
        return evidence >= Convincing
            ? WithoutFurniture([.. layout.Read(text)], source)
            : [new SkippedEntry(1, "no papers with abstracts were found on this page")];
    }

    /// <summary>
    /// Headings and footers of a page look like titles without abstracts; only between papers, or where the page is cut off, is such a
    /// line worth a word.
    /// </summary>
    private static List<ListingEntry> WithoutFurniture(List<ListingEntry> entries, string source)
    {
        var first = entries.FindIndex(IsPaper);
        var last = entries.FindLastIndex(IsPaper);
        if (first < 0)
        {
            return entries;
        }

        var whole = source.Contains("</body", StringComparison.OrdinalIgnoreCase) || source.Contains("</html", StringComparison.OrdinalIgnoreCase);
        return entries[first..(whole ? last + 1 : entries.Count)];

        // Two headings in a row pair up as a title and a very short abstract.
        static bool IsPaper(ListingEntry entry) => entry is ReadEntry { Paper.Abstract: var prose } && (prose.Length >= 60 || LineShape.EndsSentence(prose));
    }

    /// <summary>An upper bound of the depth, by counting tags.</summary>
    private static int Nesting(string source)
    {
        int depth = 0, deepest = 0;
        foreach (var match in Tag().EnumerateMatches(source))
        {
            depth = Math.Max(0, depth + (source[match.Index + 1] == '/' ? -1 : 1));
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    [GeneratedRegex(@"^\s*(?:<!--.*?-->\s*)*<!DOCTYPE\s+html|<html[\s>]|<body[\s>]|^\s*<(?:div|article|main|section|ul|ol|dl|h[1-4])[\s>]", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Page();

    [GeneratedRegex(@"</?(?!(?:br|hr|img|input|link|meta|wbr|area|base|col|embed|source|track|p|li|dt|dd|path|circle|rect|tr|td|th|option)\b)[a-zA-Z][\w-]*", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
