using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using PaperBot.Archive;
using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Summaries;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class EditionPageTests
{
    private static readonly Paper Kites = Some.Paper("Kites & <Stars>", "kites") with
    {
        Authors = ["Ada Quill", "Bo \"B\" Marsh"], Published = new DateOnly(2026, 11, 18), Category = "cs.RO", ArxivId = "2611.00001",
        Abstract = "We fly kites. It costs $\\alpha$ < 3 & more.", IsSample = true,
    };

    [Fact]
    public void Page_has_everything_that_is_known_of_a_paper()
    {
        var entry = SomeEditions.Of(Kites) with { Parts = [new DigestPart(1, "# Paper digest\n1 paper.\n- “We find 12 kites \\*.” [1]\n\n**1. …**")] };
        var page = Read(EditionHtml.Page(SomeEditions.Printed(entry, Kites)));

        Assert.Equal("Paper digest, 20 November 2026 · console", page.Title);
        Assert.Equal("“We find 12 kites *.” [1]", page.QuerySelector("ul.findings li")!.TextContent);
        Assert.Equal("#paper-1", page.QuerySelector("ul.findings a")!.GetAttribute("href"));
        var paper = page.QuerySelector("article#paper-1")!;
        Assert.Equal("1. Kites & <Stars>", paper.QuerySelector(".title")!.TextContent);
        Assert.Equal("sample, an invented paper", paper.QuerySelector(".sample")!.TextContent);
        Assert.Contains("We study kites. (in the abstract's words)", paper.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ada Quill, Bo \"B\" Marsh · 18 November 2026 · cs.RO · search by title", paper.QuerySelector(".facts")!.TextContent);
        Assert.Equal("Why: new today", paper.QuerySelector(".why")!.TextContent);
        Assert.Equal("We fly kites. It costs α < 3 & more.", paper.QuerySelector("details p")!.TextContent);
        Assert.Equal("2026-11-18", paper.QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Contains("2026-11-20/console · made 2026-11-20 08:30 UTC", page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_has_everything_that_is_known_of_a_paper()
    {
        var entry = SomeEditions.Of(Kites) with { Parts = [new DigestPart(1, "# Paper digest\n1 paper.\n- “We find 12 kites.” [1]\n\n**1. …**")] };
        var text = EditionMarkdown.Of(SomeEditions.Printed(entry, Kites with { IsSample = false }));

        Assert.Equal(
            """
            # Paper digest, 20 November 2026

            1 paper.

            - “We find 12 kites.” \[1\]

            ## 1. Kites & \<Stars>

            We study kites. *(in the abstract's words)*

            Ada Quill, Bo "B" Marsh · 18 November 2026 · cs.RO · [arXiv](<https://arxiv.org/abs/2611.00001>)

            *Why: new today*

            > We fly kites. It costs α < 3 & more.

            ---

            *2026-11-20/console · made 2026-11-20 08:30 UTC*

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Papers_stand_under_their_headings_and_a_model_is_named_where_it_wrote()
    {
        Paper[] papers = [Some.Paper("A", "a"), Some.Paper("B", "b"), Some.Paper("C", "c")];
        var entry = SomeEditions.Of(papers) with
        {
            Papers =
            [
                SomeEditions.Kept(1, papers[0], "Kites"),
                SomeEditions.Kept(2, papers[1], "Kites") with { Tldr = new Tldr("Kites fly.", TldrOrigin.Model) },
                SomeEditions.Kept(3, papers[2]),
            ],
        };
        var edition = SomeEditions.Printed(entry, papers);

        Assert.Equal("3 papers under 1 heading", edition.Counts);
        var page = Read(EditionHtml.Page(edition));
        Assert.Equal(["Kites", "Also"], page.QuerySelectorAll("section > h2").Select(h => h.TextContent));
        Assert.Equal(["h3", "h3", "h3"], page.QuerySelectorAll(".title").Select(t => t.LocalName));
        Assert.Equal($"Kites fly. ({Tldr.ModelNote})", page.QuerySelector("#paper-2 p")!.TextContent);
        Assert.Contains("\n## Kites\n\n### 1. A\n", EditionMarkdown.Of(edition), StringComparison.Ordinal);
    }

    [Fact]
    public void Paper_taken_back_since_appears_as_it_was_kept()
    {
        var edition = SomeEditions.Printed(SomeEditions.Of(Kites));

        var paper = Read(EditionHtml.Page(edition)).QuerySelector("#paper-1")!;
        Assert.Equal("1. Kites & <Stars>", paper.QuerySelector(".title")!.TextContent);
        Assert.Contains("We study kites.", paper.TextContent, StringComparison.Ordinal);
        Assert.Equal("no longer stored", paper.QuerySelector(".facts")!.TextContent);
        Assert.Null(paper.QuerySelector("details"));
        Assert.Contains("\n\nno longer stored\n\n", EditionMarkdown.Of(edition), StringComparison.Ordinal);
    }

    [Fact]
    public void Title_and_summary_are_the_ones_that_were_shown_whatever_the_store_says_now()
    {
        var edition = SomeEditions.Printed(SomeEditions.Of(Kites), Kites with { Title = "Retitled", Version = 2 });

        Assert.Equal("1. Kites & <Stars>", Read(EditionHtml.Page(edition)).QuerySelector(".title")!.TextContent);
    }

    [Fact]
    public void Findings_are_those_of_the_post_that_a_renderer_made()
    {
        var papers = GeneratedPapers.Of(40);
        var day = DateOnly.FromDateTime(Some.Moment.UtcDateTime);
        var selection = DigestSelector.Select(papers, new HashSet<string>(), new DigestWindow(day, TimeZoneInfo.Utc, 8, 365, null));
        var content = DigestComposer.Compose(new DigestEdition("console", day), selection, papers);
        Assert.Equal(2, content.Findings.Count);
        var entry = SomeEditions.Of([.. content.Groups.SelectMany(g => g.Items).Select(i => i.Paper)]) with
        {
            Parts = [.. DigestRenderer.Render(content, 2000).Select((text, i) => new DigestPart(i + 1, text))],
        };

        Assert.Equal(content.Findings, SomeEditions.Printed(entry).Findings);
    }

    [Fact]
    public void Policy_admits_the_pages_own_style_and_nothing_else()
    {
        var page = Read(EditionHtml.Page(SomeEditions.Printed(Kites)));

        var style = page.QuerySelector("style")!.TextContent;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'",
            page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll("script, img, iframe, object, form, [src], [style], link[rel=stylesheet]"));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.All(page.QuerySelectorAll("a[href^=http]"), a => Assert.Equal("noopener noreferrer", a.GetAttribute("rel")));
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
    }

    [Fact]
    public void Abstract_of_megabytes_is_shortened_in_a_moment()
    {
        var huge = Kites with
        {
            Title = new string('t', 1_000_000), Abstract = string.Concat(Enumerable.Repeat("$\\alpha$ 😀 <b> \\frac{", 250_000)),
            Authors = [.. Enumerable.Repeat(new string('n', 5000), 3000)],
        };
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var edition = SomeEditions.Printed(huge);
        var (page, document, feed) = (EditionHtml.Page(edition), EditionMarkdown.Of(edition), EditionFeed.Of("console", [edition], null));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.InRange(page.Length, 20_000, 150_000);
        Assert.InRange(document.Length, 20_000, 150_000);
        Assert.InRange(feed.Length, 1000, 50_000);
        Assert.EndsWith("…", Read(page).QuerySelector("details p")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(" and 2960 more", document, StringComparison.Ordinal);
    }

    [Fact]
    public void List_of_editions_groups_them_by_month()
    {
        var kites = SomeEditions.Kept(1, Kites, "Kites & <Co>");
        ArchivedEdition Edition(DateOnly day) => new(new DigestEdition("lab <1>", day), [kites], [kites]);

        var page = Read(EditionIndex.Page("lab <1>", [Edition(new(2026, 12, 1)), Edition(new(2026, 11, 30)), Edition(new(2026, 11, 2))]));

        Assert.Equal("lab <1> · 3 editions · Feed", page.QuerySelector(".counts")!.TextContent);
        Assert.Equal(["December 2026", "November 2026"], page.QuerySelectorAll("h2").Select(h => h.TextContent));
        Assert.Equal(["2026-12-01.html", "2026-11-30.html", "2026-11-02.html"], page.QuerySelectorAll("li a").Select(a => a.GetAttribute("href")));
        Assert.Equal("1 December 2026 1 paper · Kites & <Co>", page.QuerySelector("li")!.TextContent);
    }

    private static IHtmlDocument Read(string html) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);
}
