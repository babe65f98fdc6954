using System.Text.RegularExpressions;
using AngleSharp.Dom;
using PaperBot.Listings.Records;

namespace PaperBot.Listings.Markup;

/// <summary>
/// Records marked up by arXiv (lists, search results) and, on the page of one paper, by the citation_ elements that arXiv, journals and
/// repositories share (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing).
/// </summary>
internal static partial class ArxivHtml
{
    public static IEnumerable<ListingEntry> Read(IDocument page)
    {
        var any = false;
        foreach (var entry in page.QuerySelectorAll("li.arxiv-result").Select(SearchResult).Concat(Lists(page)))
        {
            any = true;
            yield return entry;
        }

        if (!any && Cited(page) is { } cited)
        {
            yield return cited;
        }
    }

    private static IEnumerable<ListingEntry> Lists(IDocument page)
    {
        foreach (var body in page.QuerySelectorAll("dl > dd").Where(body => body.QuerySelector(".list-title") is not null))
        {
            var head = body.PreviousElementSibling;
            var link = head?.QuerySelectorAll("a").FirstOrDefault(a => a.GetAttribute("href")?.Contains("/abs/", StringComparison.Ordinal) == true);
            var authors = AuthorNames.From(body.QuerySelectorAll(".list-authors a").Select(a => a.TextContent));
            yield return RecordEntry.From(
                new RecordFacts
                {
                    Title = Unlabelled(body.QuerySelector(".list-title")),
                    Abstract = Unlabelled(body.QuerySelector("p.mathjax")),
                    Authors = authors.NamesOrNull,
                    AuthorCount = authors.Count,
                    EtAl = authors.EtAl,
                    Category = Code(body.QuerySelector(".primary-subject") ?? body.QuerySelector(".list-subjects")),
                    ArxivId = PaperIdentifiers.Arxiv(link?.TextContent) ?? PaperIdentifiers.Arxiv(link?.GetAttribute("href")),
                    Url = PaperIdentifiers.Url(link?.GetAttribute("href")),
                },
                HtmlLines.LineOf(head ?? body));
        }
    }

    private static ListingEntry SearchResult(IElement result)
    {
        var link = result.QuerySelector("p.list-title a");
        var authors = AuthorNames.From(result.QuerySelectorAll("p.authors a").Select(a => a.TextContent));
        var prose = result.QuerySelector("span.abstract-full") ?? result.QuerySelector("p.abstract");
        prose?.QuerySelectorAll("a").Where(a => a.TextContent.AsSpan().ContainsAny('△', '▽')).ToList().ForEach(a => a.Remove());
        var submitted = result.QuerySelectorAll("p").Select(p => Submitted().Match(WrappedText.Join(p.TextContent))).FirstOrDefault(match => match.Success);
        return RecordEntry.From(
            new RecordFacts
            {
                Title = Unlabelled(result.QuerySelector("p.title")),
                Abstract = Unlabelled(prose),
                Authors = authors.NamesOrNull,
                AuthorCount = authors.Count,
                EtAl = authors.EtAl,
                Published = PrintedDate.Parse(submitted?.Groups["day"].Value),
                Category = result.QuerySelector("span.tag")?.TextContent.Trim(),
                ArxivId = PaperIdentifiers.Arxiv(link?.TextContent) ?? PaperIdentifiers.Arxiv(link?.GetAttribute("href")),
                Url = PaperIdentifiers.Url(link?.GetAttribute("href")),
            },
            HtmlLines.LineOf(result));
    }

    private static ListingEntry? Cited(IDocument page)
    {
        if (Meta("citation_title") is not { } title)
        {
            return null;
        }

        var authors = AuthorNames.From(page.QuerySelectorAll("meta[name=citation_author]").Select(meta => meta.GetAttribute("content") ?? string.Empty));
        var url = PaperIdentifiers.Url(page.QuerySelector("link[rel=canonical]")?.GetAttribute("href"));
        return RecordEntry.From(
            new RecordFacts
            {
                Title = WrappedText.Join(title),
                Abstract = Meta("citation_abstract") is { } prose ? WrappedText.Join(prose) : Unlabelled(page.QuerySelector("blockquote.abstract")),
                Authors = authors.NamesOrNull,
                AuthorCount = authors.Count,
                EtAl = authors.EtAl,
                Published = PrintedDate.Parse(Meta("citation_date") ?? Meta("citation_publication_date") ?? Meta("citation_online_date")),
                Category = Code(page.QuerySelector(".primary-subject")),
                ArxivId = PaperIdentifiers.Arxiv(Meta("citation_arxiv_id")) ?? PaperIdentifiers.Arxiv(url),
                Doi = PaperIdentifiers.Doi(Meta("citation_doi")),
                Url = url,
            },
            HtmlLines.LineOf(page.QuerySelector("meta[name=citation_title]")));

        string? Meta(string name) => page.QuerySelector($"meta[name={name}]")?.GetAttribute("content") is { } content
            && !string.IsNullOrWhiteSpace(content) ? content : null;
    }

    private static string? Unlabelled(IElement? element) =>
        element is null ? null : FieldLabel().Replace(WrappedText.Join(element.TextContent), string.Empty).Trim();

    private static string? Code(IElement? element)
    {
        var text = element is null ? null : Unlabelled(element);
        return text is null ? null : SubjectCode().Match(text) is { Success: true } code ? code.Groups[1].Value : text.Split(';')[0].Trim();
    }

    [GeneratedRegex(@"^(?:Title|Authors?|Abstract|Subjects?):\s*")]
    private static partial Regex FieldLabel();

    [GeneratedRegex(@"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)")]
    private static partial Regex SubjectCode();

    [GeneratedRegex(@"^Submitted\s+(?<day>\d{1,2}\s+\p{L}+,?\s+\d{4})")]
    private static partial Regex Submitted();
}
