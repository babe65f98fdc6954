using PaperBot.Papers;

namespace PaperBot.Archive;

/// <summary>A whole edition as a page, and as the content of a feed's item. Pure; everything from outside is encoded.</summary>
internal static class EditionHtml
{
    /// <summary>The page, with the abstracts folded.</summary>
    public static string Page(PrintedEdition edition)
    {
        var (key, made) = (edition.Entry.Edition, edition.Entry.Made);
        var channel = ShownText.Of(key.Channel, ShownText.MostName);
        var body = new PageLines()
            .Add($"<header>")
            .Add($"<h1>Paper digest, <time datetime=\"{key.Date:yyyy-MM-dd}\">{edition.Day}</time></h1>")
            .Add($"<p class=\"counts\">{edition.Counts} · {WebPage.Encode(channel)}</p>")
            .Add($"</header>")
            .Add($"<main>");
        AddFindings(body, edition, whole: true);
        foreach (var group in edition.Groups)
        {
            body.Add($"<section>");
            AddGroup(body, edition, group, whole: true);
            body.Add($"</section>");
        }

        body.Add($"</main>")
            .Add($"<footer>")
            .Add($"<p>{Shown(key.Key, ShownText.MostTitle)} · made {made:yyyy-MM-dd HH:mm} UTC</p>")
            .Add($"<nav aria-label=\"Editions\">")
            .Add($"<a href=\"{EditionPaths.Index}\">All editions</a> · <a href=\"{EditionPaths.Feed}\">Feed</a> ·")
            .Add($"<a href=\"{EditionPaths.Document(key)}\">Markdown</a>")
            .Add($"</nav>")
            .Add($"</footer>");
        return WebPage.Of($"Paper digest, {edition.Day} · {channel}", body.ToString());
    }

    /// <summary>The edition without its frame and its abstracts, for a reader of feeds.</summary>
    public static string Content(PrintedEdition edition)
    {
        var content = new PageLines();
        AddFindings(content, edition, whole: false);
        foreach (var group in edition.Groups)
        {
            AddGroup(content, edition, group, whole: false);
        }

        return content.ToString();
    }

    private static void AddFindings(PageLines html, PrintedEdition edition, bool whole)
    {
        if (edition.Findings.Count == 0)
        {
            return;
        }

        if (whole)
        {
            html.Add($"<section>").Add($"<h2>Findings</h2>");
        }

        html.Add($"<ul{Class("findings", whole)}>");
        foreach (var (text, number) in edition.Findings)
        {
            var (open, close) = whole ? (FormattableString.Invariant($"<a href=\"#paper-{number}\">"), "</a>") : ("", "");
            html.Add($"<li>“{Shown(text, ShownText.MostSentence)}” {open}[{number}]{close}</li>");
        }

        html.Add($"</ul>");
        if (whole)
        {
            html.Add($"</section>");
        }
    }

    private static void AddGroup(PageLines html, PrintedEdition edition, PrintedGroup group, bool whole)
    {
        if (edition.IsHeaded)
        {
            html.Add($"<h2>{Shown(group.Heading, ShownText.MostName)}</h2>");
        }

        foreach (var paper in group.Papers)
        {
            if (whole)
            {
                html.Add($"<article id=\"paper-{paper.Kept.Number}\">");
            }

            AddPaper(html, paper, edition.IsHeaded ? "h3" : "h2", whole);
            if (whole)
            {
                AddAbstract(html, paper.Abstract);
                html.Add($"</article>");
            }
        }
    }

    private static void AddPaper(PageLines html, PrintedPaper paper, string level, bool whole)
    {
        var title = WebPage.Encode(paper.Title);
        html.Add($"<{level}{Class("title", whole)}>{paper.Kept.Number}. <bdi>{title}</bdi></{level}>");
        if (paper.Stored?.IsSample == true)
        {
            html.Add($"<p{Class("sample", whole)}>{PrintedPaper.Sample}</p>");
        }

        if (paper.Summary.Length > 0)
        {
            var origin = $"<span{Class("origin", whole)}>({WebPage.Encode(paper.Origin)})</span>";
            html.Add($"<p>{WebPage.Encode(paper.Summary)} {origin}</p>");
        }

        string[] facts = [WebPage.Encode(paper.Authors), Date(paper.Stored), WebPage.Encode(paper.Category), Link(paper.Link)];
        html.Add($"<p{Class("facts", whole)}>{string.Join(" · ", facts.Where(f => f.Length > 0))}</p>");
        if (paper.Reason.Length > 0)
        {
            html.Add($"<p{Class("why", whole)}>Why: {WebPage.Encode(paper.Reason)}</p>");
        }
    }

    private static void AddAbstract(PageLines html, string text)
    {
        if (text.Length > 0)
        {
            html.Add($"<details>")
                .Add($"<summary>Abstract</summary>")
                .Add($"<p dir=\"auto\">{WebPage.Encode(text)}</p>")
                .Add($"</details>");
        }
    }

    private static string Date(Paper? paper) => paper?.Published is { } day
        ? FormattableString.Invariant($"<time datetime=\"{day:yyyy-MM-dd}\">{PrintedEdition.DayOf(day)}</time>") : "";

    private static string Link(PaperLink? link) => link is null
        ? PrintedPaper.Gone
        : $"<a href=\"{WebPage.Encode(link.Url)}\" rel=\"noopener noreferrer\">{WebPage.Encode(link.Label)}</a>";

    // A reader of feeds has a style of its own.
    private static string Class(string name, bool whole) => whole ? $" class=\"{name}\"" : "";

    private static string Shown(string printed, int most) => WebPage.Encode(ShownText.Of(printed, most));
}
