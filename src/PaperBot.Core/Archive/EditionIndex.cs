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
        var count = PrintedEdition.Plural(editions.Count, "edition");
        var body = new PageLines()
            .Add($"<header>")
            .Add($"<h1>Paper digests</h1>")
            .Add($"<p class=\"counts\">{WebPage.Encode(name)} · {count} · <a href=\"{EditionPaths.Feed}\">Feed</a></p>")
            .Add($"</header>")
            .Add($"<main>");
        foreach (var month in editions.GroupBy(e => (e.Edition.Date.Year, e.Edition.Date.Month)))
        {
            body.Add($"<section>")
                .Add($"<h2>{new DateOnly(month.Key.Year, month.Key.Month, 1):MMMM yyyy}</h2>")
                .Add($"<ul class=\"editions\">");
            foreach (var edition in month)
            {
                var day = edition.Edition.Date;
                var link = FormattableString.Invariant($"<time datetime=\"{day:yyyy-MM-dd}\">{PrintedEdition.DayOf(day)}</time>");
                var papers = PrintedEdition.Plural(edition.Papers.Count, "paper") + Headings(edition);
                body.Add($"<li><a href=\"{EditionPaths.Page(edition.Edition)}\">{link}</a> <span>{papers}</span></li>");
            }

            body.Add($"</ul>").Add($"</section>");
        }

        return WebPage.Of($"Paper digests · {name}", body.Add($"</main>").ToString());
    }

    private static string Headings(ArchivedEdition edition)
    {
        var shown = edition.Headings.Take(MostHeadings).Select(h => WebPage.Encode(ShownText.Of(h, ShownText.MostName))).ToList();
        return shown.Count == 0 ? "" : $" · {string.Join(", ", shown)}{(edition.Headings.Count > MostHeadings ? " …" : "")}";
    }
}
