using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Summaries;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestRendererTests
{
    private static readonly DigestEdition Edition = new("console", new DateOnly(2026, 11, 20));

    [Fact]
    public void One_paper_is_rendered_with_number_summary_facts_link_reason_and_key()
    {
        var content = Content(Some.Paper("Kites & *Stars*") with
        {
            Authors = ["Ada Quill", "Bo Marsh"], Published = new DateOnly(2026, 11, 18), Category = "cs.RO", ArxivId = "2611.00001",
        });

        Assert.Equal(
            """
            # Paper digest, 20 November 2026
            1 paper; none left waiting.
            - “We find 12 kites.” [1]

            **1. Kites & \*Stars\***
            We fly kites.
            Ada Quill, Bo Marsh · 18 Nov 2026 · cs.RO · [arXiv](<https://arxiv.org/abs/2611.00001>)
            *Why: new today*

            *2026-11-20/console*
            """.ReplaceLineEndings("\n"),
            Assert.Single(DigestRenderer.Render(content, 2000)));
    }

    [Fact]
    public void Samples_are_marked_on_their_card_and_facts_nobody_stated_are_left_out()
    {
        var post = Assert.Single(DigestRenderer.Render(Content(Some.Paper("Kites") with { IsSample = true }), 2000));

        Assert.Contains("**1. Kites** · *sample, an invented paper*\nWe fly kites.\n[search by title](<https://scholar", post, StringComparison.Ordinal);
        Assert.Contains("all of them are bundled samples", post, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(350)]
    [InlineData(700)]
    [InlineData(2000)]
    public void Posts_stay_below_the_limit_and_split_between_papers(int limit)
    {
        var papers = GeneratedPapers.Of(25);
        var selection = DigestSelector.Select(
            papers, new HashSet<string>(), new DigestWindow(Edition.Date, TimeZoneInfo.Utc, 25, 365, null));
        var content = DigestComposer.Compose(Edition, selection, papers);

        var posts = DigestRenderer.Render(content, limit);

        Assert.All(posts, p => Assert.InRange(p.Length, 1, limit));
        Assert.All(posts, p => Assert.Contains("2026-11-20/console", p, StringComparison.Ordinal));
        Assert.All(Enumerable.Range(1, 25), n => Assert.Single(posts, p => p.Contains($"**{n}. ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_monstrous_title_is_shortened_rather_than_breaking_the_limit()
    {
        var posts = DigestRenderer.Render(Content(Some.Paper(new string('x', 5000) + "😀")), 400);

        Assert.All(posts, p => Assert.InRange(p.Length, 1, 400));
    }

    [Fact]
    public void An_empty_edition_is_one_post_with_its_reason()
    {
        var content = new DigestContent { Edition = Edition, EmptyReason = "There are no papers yet: import a listing first." };

        Assert.Contains("There are no papers yet", Assert.Single(DigestRenderer.Render(content, 2000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Authors_are_told_as_far_as_they_are_known()
    {
        Assert.Contains("\nAda et al. · ", Card(Some.Paper() with { Authors = ["Ada"], EtAl = true }), StringComparison.Ordinal);
        Assert.Contains("\nA, B, C and 2 more · ", Card(Some.Paper() with { Authors = ["A", "B", "C", "D", "E"] }), StringComparison.Ordinal);
        Assert.Contains("\nA and 8 more · ", Card(Some.Paper() with { Authors = ["A"], AuthorCount = 9, EtAl = true }), StringComparison.Ordinal);
        Assert.Contains("\n6 authors · ", Card(Some.Paper() with { AuthorCount = 6 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_the_papers_own_then_arxiv_then_doi_then_a_search_that_says_so()
    {
        var paper = Some.Paper("Kites & Stars?") with { Url = "https://example.org/p 1", ArxivId = "cs/0112017", Doi = "10.1/a<b" };

        Assert.Equal(new PaperLink("paper", "https://example.org/p%201"), PaperLink.Of(paper));
        Assert.Equal(new PaperLink("arXiv", "https://arxiv.org/abs/cs/0112017"), PaperLink.Of(paper with { Url = "javascript:alert(1)" }));
        Assert.Equal(new PaperLink("DOI", "https://doi.org/10.1/a%3Cb"), PaperLink.Of(paper with { Url = null, ArxivId = null }));
        Assert.Equal(
            new PaperLink("search by title", "https://scholar.google.com/scholar?q=%22Kites%20%26%20Stars%3F%22"),
            PaperLink.Of(paper with { Url = null, ArxivId = null, Doi = null }));
    }

    [Fact]
    public void What_did_not_come_in_is_named_at_the_end()
    {
        var content = Content(Some.Paper("Kites")) with
        {
            Candidates = 13, Next = [Some.Paper("Bees & *Hives*"), Some.Paper("Trains") with { IsSample = true }, Some.Paper("\n")],
        };

        var post = Assert.Single(DigestRenderer.Render(content, 2000));

        Assert.Contains("\n1 paper, and 12 more.\n", post, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n\n**And 12 more**, among them “Bees & \\*Hives\\*”, “Trains” (sample), “untitled”. "
            + "They stay in line for the coming digests; `/search` finds each by its words.\n\n*2026-11-20/console*",
            post, StringComparison.Ordinal);
        Assert.Contains(
            "\n\n**And 1 more**: “Bees & \\*Hives\\*”. They stay",
            Assert.Single(DigestRenderer.Render(content with { Candidates = 2 }, 2000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@everyone <@1> [free](https://evil.example) **now**")]
    [InlineData("\u202e\u0000\ud83d ```code `tick")]
    [InlineData("wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww")]
    public void Teasers_of_any_titles_stay_within_every_limit_and_never_make_a_post_of_their_own(string title)
    {
        var content = Content(Some.Paper("Kites")) with { Candidates = 1_000_000, Next = [.. Enumerable.Repeat(Some.Paper(title), 3)] };
        for (var limit = DigestRenderer.ShortestLimit; limit < 900; limit += 7)
        {
            var posts = DigestRenderer.Render(content, limit);

            Assert.All(posts, p => Assert.InRange(p.Length, 1, limit));
            Assert.Contains("and 999999 more", posts[0], StringComparison.Ordinal);
            Assert.DoesNotContain(posts, p => p.StartsWith("**And", StringComparison.Ordinal) || p.StartsWith('\n'));
            Assert.Equal(0, posts.Sum(p => p.Split("@everyone").Length - 1) + posts.Sum(p => p.Split("](https").Length - 1));
        }
    }

    [Fact]
    public void Reasons_and_notes_show_as_they_read()
    {
        var content = Content(Some.Paper("Kites"));
        var item = content.Groups[0].Items[0] with { Reason = "matches “*kites*”; by @everyone" };
        content = content with { Groups = [content.Groups[0] with { Items = [item] }], Note = "“a_*_b.txt” has brought 3 new papers so far." };

        var post = Assert.Single(DigestRenderer.Render(content, 2000));

        Assert.Contains("*Why: matches “\\*kites\\*”; by @\u200Beveryone*", post, StringComparison.Ordinal);
        Assert.Contains("none left waiting.\n*“a\\_\\*\\_b.txt” has brought 3 new papers so far.*\n- “", post, StringComparison.Ordinal);
        var reason = string.Join(' ', Enumerable.Repeat("**bold**", 300));
        Assert.All(
            DigestRenderer.Render(new DigestContent { Edition = Edition, EmptyReason = reason, Note = reason }, 200), p => Assert.InRange(p.Length, 1, 200));
    }

    private static string Card(Paper paper) =>
        DigestCard.Of(new DigestItem(1, paper, new Tldr("We fly kites.", TldrOrigin.Abstract), "new today"));

    private static DigestContent Content(Paper paper) => new()
    {
        Edition = Edition,
        Candidates = 1,
        Findings = [new DigestFinding("We find 12 kites.", 1)],
        Groups = [new DigestGroup(DigestGroup.Rest, [new DigestItem(1, paper, new Tldr("We fly kites.", TldrOrigin.Abstract), "new today")])],
    };
}
