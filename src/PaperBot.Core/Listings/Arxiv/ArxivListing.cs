using System.Text.RegularExpressions;
using PaperBot.Listings.Pages;

namespace PaperBot.Listings.Arxiv;

/// <summary>
/// Text copied from arXiv's pages: lists of new papers, search results, the page of one paper; in general records of labelled lines
/// (<c>Title:</c>, <c>Authors:</c>, <c>Abstract:</c>). Without its label the abstract is what follows the subjects.
/// </summary>
internal sealed partial class ArxivListing : IListingLayout
{
    public string Format => "arxiv-listing";

    public double Evidence(ListingText text)
    {
        var heads = text.Head.Count(line => Heading().IsMatch(line.Content));
        var labels = text.Head.Select(line => Label().Match(line.Content)).Where(match => match.Success)
            .Select(match => match.Groups["name"].Value.ToLowerInvariant()).ToHashSet();
        var titled = labels.Contains("title");
        return heads > 0 && (titled || labels.Contains("authors") || labels.Contains("abstract")) ? 0.96
            : titled && labels.Contains("abstract") ? 0.93
            : titled && labels.Contains("authors") && labels.Contains("subjects") ? 0.9
            : 0;
    }

    public IEnumerable<ListingEntry> Read(ListingText text)
    {
        ArxivDraft? draft = null;
        DateLine? submitted = null;
        Line? last = null;
        foreach (var line in text.VisibleLines())
        {
            var content = line.Content;
            last = line;
            if (line.Fault is null && Heading().Match(content) is { Success: true } heading)
            {
                if (draft is not null)
                {
                    yield return draft.ToEntry();
                }

                draft = new ArxivDraft(line.Number) { ArxivId = PaperIdentifiers.Arxiv(heading.Groups["id"].Value) };
                continue;
            }

            if (line.Fault is null && Label().Match(content) is { Success: true } label)
            {
                var name = Canonical(label.Groups["name"].Value);
                if (name == "title" && (draft is null || draft.Has("title")))
                {
                    if (draft is not null)
                    {
                        yield return draft.ToEntry();
                    }

                    draft = new ArxivDraft(line.Number);
                    if (submitted is { } day)
                    {
                        draft.Begin("date", day.Text, day.Line);
                        submitted = null;
                    }
                }

                draft?.Begin(name, label.Groups["text"].Value, line);
                continue;
            }

            if (line.Fault is null && Submitted().Match(content) is { Success: true } stated)
            {
                // On the page of one paper the day stands above the title, in search results below the abstract.
                if (draft is null || (draft.Has("abstract") && content.StartsWith('[')))
                {
                    submitted = new DateLine(stated.Groups["day"].Value, line);
                }
                else
                {
                    draft.Begin("date", stated.Groups["day"].Value, line);
                    draft.Begin("page", string.Empty, line);
                }

                continue;
            }

            if (draft is null || (line.Fault is null && Furniture().IsMatch(content)))
            {
                draft?.Begin(draft.Current == "abstract" ? "page" : draft.Current, string.Empty, line);
                continue;
            }

            Place(draft, line);
        }

        if (draft is not null)
        {
            var cut = text.EndsMidLine && draft.Current is "abstract" or "title" && last is not null && !LineShape.EndsSentence(last.Content);
            yield return cut && draft.ToEntry() is ReadEntry
                ? new SkippedEntry(draft.Line, "the file is cut off in the middle of this paper's abstract")
                : draft.ToEntry();
        }
    }

    private static void Place(ArxivDraft draft, Line line)
    {
        switch (draft.Current)
        {
            case "" when !draft.Has("title"):
                draft.Begin("title", line.Content, line);
                break;
            case "title" when draft.Has("title") && IsNameList(line.Content):
                draft.Begin("authors", line.Content, line);
                break;
            case "subjects" or "comments" or "doi" or "journal-ref" or "report-no" or "msc-class" or "acm-class" when !draft.Has("abstract"):
                draft.Begin("abstract", line.Content, line);
                break;
            case "authors" when !draft.Has("abstract") && line.Content.Length > 200 && LineShape.EndsSentence(line.Content) && !IsNameList(line.Content):
                draft.Begin("abstract", line.Content, line);
                break;
            default:
                draft.Continue(line);
                break;
        }
    }

    private static bool IsNameList(string text) =>
        text.Length < 2000 && AuthorBoundary.SplitNames(text).All(name => PersonName.Cost(name) < 3);

    private static string Canonical(string label) => label.ToLowerInvariant() switch
    {
        "author" => "authors",
        "subject" or "subject areas" => "subjects",
        "summary" => "abstract",
        "published" => "date",
        var name => name,
    };

    [GeneratedRegex(@"^(?:\[\d+\]\s*|\d+\.\s+)?arXiv:\s?(?<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?=$|\s*[\[(]|\s+[a-z-]+\.[A-Z]|\s+(?:cross-list|replaced))", RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<name>Title|Authors?|Abstract|Summary|Comments|Subjects?|Subject areas|Categories|Journal-ref|Report-no|MSC-class|ACM-class|DOI|Cite as|Date|Published)\s*:\s*(?<text>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\[?Submitted\s+(?:on\s+)?(?<day>\d{1,2}\s+\p{L}+,?\s+\d{4})\b.*$", RegexOptions.IgnoreCase)]
    private static partial Regex Submitted();

    [GeneratedRegex(
        @"^(?:(?:new|cross|replacement)\s+submissions?\b.*|cross-lists?\b.*|showing\s.*(?:entries|listings).*|total of \d+ entries.*"
        + @"|[△▽]\s*(?:less|more)|view\s+(?:a\s+)?pdf.*|html \(experimental\).*|\(or\s+arXiv:.*|https?://doi\.org/\S+|focus to learn more.*|submission history|from: .*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Furniture();

    private readonly record struct DateLine(string Text, Line Line);
}
