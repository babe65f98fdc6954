using System.Text.RegularExpressions;

namespace PaperBot.Listings.Arxiv;

/// <summary>
/// arXiv's daily e-mail: records between lines of dashes, <c>\\</c> between heading, abstract and address, wrapped at 80 columns.
/// </summary>
internal sealed partial class ArxivEmail : IListingLayout
{
    public string Format => "arxiv-email";

    public double Evidence(ListingText text)
    {
        var bars = text.Head.Count(line => Bar().IsMatch(line.Content));
        var heads = text.Head.Count(line => Heading().IsMatch(line.Content));
        var titles = text.Head.Count(line => line.Content.StartsWith("Title:", StringComparison.OrdinalIgnoreCase));
        return bars > 0 && heads > 0 && titles > 0 ? 0.985 : 0;
    }

    public IEnumerable<ListingEntry> Read(ListingText text)
    {
        ArxivDraft? draft = null;
        var inAbstract = false;
        foreach (var line in text.VisibleLines())
        {
            var content = line.Content;
            if (line.Fault is null && !inAbstract && Heading().Match(content) is { Success: true } heading && draft is not { Current: "title" })
            {
                if (draft is not null)
                {
                    yield return draft.ToEntry();
                }

                draft = new ArxivDraft(line.Number) { ArxivId = PaperIdentifiers.Arxiv(heading.Groups["id"].Value) };
            }
            else if (draft is null)
            {
                continue;
            }
            else if (line.Fault is null && Bar().Match(content) is { Success: true } bar)
            {
                if (!inAbstract && !bar.Groups["rest"].Success)
                {
                    inAbstract = true;
                    draft.Begin("abstract", string.Empty, line with { Fault = null });
                    continue;
                }

                draft.Url = PaperIdentifiers.Url(Address().Match(bar.Groups["rest"].Value).Value);
                yield return draft.ToEntry();
                (draft, inAbstract) = (null, false);
            }
            else if (!inAbstract && Rule().IsMatch(content))
            {
                // A record without an abstract, as replacements are announced.
                yield return draft.ToEntry();
                draft = null;
            }
            else if (!inAbstract && Field().Match(content) is { Success: true } field && !char.IsWhiteSpace(line.Text[0]))
            {
                var name = field.Groups["name"].Value.ToLowerInvariant();
                draft.Begin(name is "author" ? "authors" : name, field.Groups["text"].Value, line);
            }
            else if (draft.Current.Length > 0)
            {
                draft.Continue(line);
            }
        }

        if (draft is not null)
        {
            yield return new SkippedEntry(draft.Line, "the file is cut off in the middle of this record");
        }
    }

    [GeneratedRegex(@"^\\\\(?<rest>\s+\(.*)?$")]
    private static partial Regex Bar();

    [GeneratedRegex(@"^-{20,}$|^(?:%-){5,}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(?:Paper(?:\s*\(\*cross-listing\*\))?:\s*)?arXiv:(?<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\s+\(\*.*\*\).*|\s+.*replaced.*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<name>Title|Authors?|Categories|Comments|Date|DOI|Journal-ref|Report-no|MSC-class|ACM-class|License|Proxy)(?:\s*\([^)]*\))?:\s*(?<text>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Field();

    [GeneratedRegex(@"https?://[^\s,)]+")]
    private static partial Regex Address();
}
