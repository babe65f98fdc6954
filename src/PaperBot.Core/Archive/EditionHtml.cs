using System.Globalization;
using System.Text;
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
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"<header>\n<h1>Paper digest, <time datetime=\"{key.Date:yyyy-MM-dd}\">{edition.Day}</time></h1>\n");
        body.Append(CultureInfo.InvariantCulture, $"<p class=\"counts\">{edition.Counts} · {WebPage.Encode(channel)}</p>\n</header>\n<main>\n");
        AppendFindings(body, edition, linked: true);
        foreach (var group in edition.Groups)
        {
            body.Append("<section>\n");
            AppendGroup(body, edition, group, whole: true);
            body.Append("</section>\n");
        }

        body.Append("</main>\n<footer>\n");
        body.Append(CultureInfo.InvariantCulture, $"<p>{Shown(key.Key, ShownText.MostTitle)} · made {made:yyyy-MM-dd HH:mm} UTC</p>\n");
        body.Append(CultureInfo.InvariantCulture, $"<nav aria-label=\"Editions\"><a href=\"{EditionPaths.Index}\">All editions</a> · ");
        body.Append(CultureInfo.InvariantCulture, $"<a href=\"{EditionPaths.Feed}\">Feed</a> · <a href=\"{key.Date:yyyy-MM-dd}.md\">Markdown</a></nav>\n</footer>\n");
        return WebPage.Of($"Paper digest, {edition.Day} · {channel}", body.ToString());
    }

    /// <summary>The edition without its frame and its abstracts, for a reader of feeds.</summary>
    public static string Content(PrintedEdition edition)
    {
        var content = new StringBuilder();
        AppendFindings(content, edition, linked: false);
        foreach (var group in edition.Groups)
        {
            AppendGroup(content, edition, group, whole: false);
        }

        return content.ToString();
    }

    private static void AppendFindings(StringBuilder html, PrintedEdition edition, bool linked)
    {
        if (edition.Findings.Count == 0)
        {
            return;
        }

        html.Append(linked ? "<section>\n<h2>Findings</h2>\n<ul class=\"findings\">\n" : "<ul>\n");
        foreach (var finding in edition.Findings)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"[{finding.Number}]");
            var mark = linked ? string.Create(CultureInfo.InvariantCulture, $"<a href=\"#paper-{finding.Number}\">{number}</a>") : number;
            html.Append(CultureInfo.InvariantCulture, $"<li>“{Shown(finding.Text, ShownText.MostSentence)}” {mark}</li>\n");
        }

        html.Append(linked ? "</ul>\n</section>\n" : "</ul>\n");
    }

    private static void AppendGroup(StringBuilder html, PrintedEdition edition, PrintedGroup group, bool whole)
    {
        if (edition.IsHeaded)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Shown(group.Heading, ShownText.MostName)}</h2>\n");
        }

        foreach (var paper in group.Papers)
        {
            AppendPaper(html, paper, edition.IsHeaded ? "h3" : "h2", whole);
        }
    }

    private static void AppendPaper(StringBuilder html, PrintedPaper paper, string heading, bool whole)
    {
        var number = paper.Kept.Number;
        html.Append(whole ? string.Create(CultureInfo.InvariantCulture, $"<article id=\"paper-{number}\">\n") : "");
        html.Append(CultureInfo.InvariantCulture, $"<{heading}{(whole ? " class=\"title\"" : "")}>{number}. <bdi>{WebPage.Encode(paper.Title)}</bdi></{heading}>\n");
        html.Append(paper.Stored?.IsSample == true ? $"<p{Class("sample", whole)}>{PrintedPaper.Sample}</p>\n" : "");
        if (paper.Summary.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{WebPage.Encode(paper.Summary)} <span{Class("origin", whole)}>({WebPage.Encode(paper.Origin)})</span></p>\n");
        }

        string[] facts = [WebPage.Encode(paper.Authors), Date(paper), WebPage.Encode(paper.Category), Link(paper.Link)];
        html.Append("<p").Append(Class("facts", whole)).Append('>').AppendJoin(" · ", facts.Where(f => f.Length > 0)).Append("</p>\n");
        html.Append(paper.Reason.Length > 0 ? $"<p{Class("why", whole)}>Why: {WebPage.Encode(paper.Reason)}</p>\n" : "");
        if (whole)
        {
            html.Append(paper.Abstract.Length > 0
                ? $"<details>\n<summary>Abstract</summary>\n<p dir=\"auto\">{WebPage.Encode(paper.Abstract)}</p>\n</details>\n" : "");
            html.Append("</article>\n");
        }
    }

    private static string Date(PrintedPaper paper) => paper.Stored?.Published is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"<time datetime=\"{day:yyyy-MM-dd}\">{PrintedEdition.DayOf(day)}</time>") : "";

    private static string Link(PaperLink? link) => link is null
        ? PrintedPaper.Gone : $"<a href=\"{WebPage.Encode(link.Url)}\" rel=\"noopener noreferrer\">{WebPage.Encode(link.Label)}</a>";

    private static string Class(string name, bool whole) => whole ? $" class=\"{name}\"" : "";

    private static string Shown(string printed, int most) => WebPage.Encode(ShownText.Of(printed, most));
}
