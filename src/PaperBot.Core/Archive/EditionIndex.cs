using System.Globalization;
using System.Text;

namespace PaperBot.Archive;

/// <summary>The page that lists a channel's editions, newest first, by month. Pure.</summary>
internal static class EditionIndex
{
    private const int MostHeadings = 4;

    /// <param name="channel">The channel's name.</param>
    /// <param name="editions">Of that channel, newest first, each with its page beside this one.</param>
    public static string Page(string channel, IReadOnlyList<ArchivedEdition> editions)
    {
        var name = ShownText.Of(channel, ShownText.MostName);
        var body = new StringBuilder($"<header>\n<h1>Paper digests</h1>\n<p class=\"counts\">{WebPage.Encode(name)} · ");
        body.Append(PrintedEdition.Plural(editions.Count, "edition"));
        body.Append(CultureInfo.InvariantCulture, $" · <a href=\"{EditionPaths.Feed}\">Feed</a></p>\n</header>\n<main>\n");
        foreach (var month in editions.GroupBy(e => (e.Edition.Date.Year, e.Edition.Date.Month)))
        {
            var first = new DateOnly(month.Key.Year, month.Key.Month, 1);
            body.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{first:MMMM yyyy}</h2>\n<ul class=\"editions\">\n");
            foreach (var edition in month)
            {
                var day = edition.Edition.Date;
                body.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{day:yyyy-MM-dd}.html\"><time datetime=\"{day:yyyy-MM-dd}\">{PrintedEdition.DayOf(day)}</time></a> ");
                body.Append(CultureInfo.InvariantCulture, $"<span>{PrintedEdition.Plural(edition.Papers.Count, "paper")}{Headings(edition)}</span></li>\n");
            }

            body.Append("</ul>\n</section>\n");
        }

        return WebPage.Of($"Paper digests · {name}", body.Append("</main>\n").ToString());
    }

    private static string Headings(ArchivedEdition edition) => edition.Headings.Count == 0 ? ""
        : " · " + string.Join(", ", edition.Headings.Take(MostHeadings).Select(h => WebPage.Encode(ShownText.Of(h, ShownText.MostName))))
            + (edition.Headings.Count > MostHeadings ? " …" : "");
}
