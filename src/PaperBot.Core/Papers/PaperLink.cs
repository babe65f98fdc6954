namespace PaperBot.Papers;

/// <summary>Where a reader finds a paper.</summary>
/// <param name="Label">What the link is, for the reader: a paper's own page, or only a search.</param>
/// <param name="Url">Absolute, percent-encoded.</param>
public sealed record PaperLink(string Label, string Url)
{
    /// <summary>
    /// The paper's own link, else its arXiv page, else its DOI, else, said so in the label, a scholar search for its title.
    /// </summary>
    public static PaperLink Of(Paper paper)
    {
        // An invented paper has no page; its identifiers may one day be somebody's.
        if (paper.IsSample)
        {
            return Search(paper);
        }

        if (paper.Url is { Length: > 0 } url && Uri.TryCreate(url, UriKind.Absolute, out var own)
            && (own.Scheme == Uri.UriSchemeHttps || own.Scheme == Uri.UriSchemeHttp))
        {
            return new PaperLink("paper", own.AbsoluteUri);
        }

        return paper.ArxivId is { Length: > 0 } arxiv ? new PaperLink("arXiv", "https://arxiv.org/abs/" + EscapePath(arxiv))
            : paper.Doi is { Length: > 0 } doi ? new PaperLink("DOI", "https://doi.org/" + EscapePath(doi))
            : Search(paper);
    }

    private static PaperLink Search(Paper paper) =>
        new("search by title", "https://scholar.google.com/scholar?q=" + Uri.EscapeDataString($"\"{paper.Title}\""));

    // Old arXiv ids and all DOIs contain slashes that belong to the path.
    private static string EscapePath(string id) => string.Join('/', id.Split('/').Select(Uri.EscapeDataString));
}
