using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Summaries;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestRevisionTests
{
    private static readonly DateOnly Today = SomeEdition.Day.AddDays(1);

    private static readonly Paper Kites = Some.Paper("Kites & *Stars*") with
    {
        Abstract = "We fly 9 kites by starlight over the bay. Experiments show that accuracy rises by 4.2% over two windy seasons.",
        Authors = ["Ada Quill"], Published = new DateOnly(2026, 11, 18), ArxivId = "2611.00001",
    };

    [Fact]
    public void Changed_card_gets_its_new_words_and_a_note_and_the_finding_that_no_longer_stands_makes_way()
    {
        var kept = SomeEdition.Of([Kites]);
        Assert.Contains("- “Experiments show that accuracy rises by 4.2% over two windy seasons.” [1]", kept.Parts[0].Text, StringComparison.Ordinal);
        var now = Kites with { Version = 2, Abstract = Kites.Abstract.Replace("9 kites", "8 kites", StringComparison.Ordinal).Replace("4.2%", "2.4%", StringComparison.Ordinal) };

        var revised = Revise(kept, now);

        Assert.Equal(
            """
            # Paper digest, 20 November 2026
            1 paper; none left waiting.
            - “Experiments show that accuracy rises by 2.4% over two windy seasons.” [1]

            **1. Kites & \*Stars\***
            We fly 8 kites by starlight over the bay.
            Ada Quill · 18 Nov 2026 · [arXiv](<https://arxiv.org/abs/2611.00001>)
            *Why: new today*
            *Updated 21 Nov: the abstract changed, version 2.*

            *2026-11-20/lab*
            """.ReplaceLineEndings("\n"),
            Assert.Single(revised.Parts).Text);
        Assert.Equal("We fly 8 kites by starlight over the bay.", revised.Papers[0].Tldr.Text);
        Assert.Equal(DigestPrint.Of(now), revised.Papers[0].Printed);
    }

    [Fact]
    public void Finding_that_still_stands_stays_and_one_without_a_successor_is_dropped()
    {
        var kept = SomeEdition.Of([Kites]);
        var standing = Revise(kept, Kites with { Version = 2, Abstract = Kites.Abstract.Replace("9 kites", "8 kites", StringComparison.Ordinal) });
        Assert.Contains("\n- “Experiments show that accuracy rises by 4.2% over two windy seasons.” [1]\n", standing.Parts[0].Text, StringComparison.Ordinal);

        var dropped = Revise(kept, Kites with { Version = 2, Abstract = "We fly 8 kites by starlight over the bay." });
        Assert.Contains("none left waiting.\n\n**1.", dropped.Parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Later_note_replaces_the_earlier_one_and_says_what_changed()
    {
        var kept = SomeEdition.Of([Kites]);
        var second = Revise(kept, Kites with { Version = 2, Abstract = Kites.Abstract.Replace("9 kites", "8 kites", StringComparison.Ordinal) });

        // An import was taken back.
        var back = Revise(second, Kites, Today.AddDays(60));
        Assert.EndsWith("*Why: new today*\n*Corrected 20 Jan 2027: the abstract changed.*\n\n*2026-11-20/lab*", back.Parts[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Updated", back.Parts[0].Text, StringComparison.Ordinal);
        var title = Revise(back, Kites with { Title = "Kites of *Stars*" }, Today);
        Assert.Contains("**1. Kites of \\*Stars\\***\n", title.Parts[0].Text, StringComparison.Ordinal);
        Assert.Contains("*Corrected 21 Nov: the title changed.*", title.Parts[0].Text, StringComparison.Ordinal);
        Assert.Equal("Kites of *Stars*", title.Papers[0].Title);
    }

    [Fact]
    public void Change_that_the_post_does_not_show_leaves_it_alone_and_is_noted_as_printed()
    {
        var kept = SomeEdition.Of([Kites]);
        var now = Kites with { Version = 2, Abstract = Kites.Abstract + " The kites are kept in a shed." };

        var revised = Revise(kept, now);

        Assert.True(DigestRevision.IsOutdated(kept.Papers[0], now));
        Assert.False(DigestRevision.IsOutdated(revised.Papers[0], now));
        Assert.Equal(kept.Parts, revised.Parts);
    }

    [Fact]
    public void White_space_and_papers_whose_print_nobody_noted_are_no_change()
    {
        var kept = SomeEdition.Of([Kites]).Papers[0];
        Assert.False(DigestRevision.IsOutdated(kept, Kites with { Abstract = Kites.Abstract.Replace(" ", "\n  ", StringComparison.Ordinal) }));
        Assert.False(DigestRevision.IsOutdated(kept with { Printed = null }, Kites with { Title = "Other", Abstract = "Other." }));
        Assert.True(DigestRevision.IsOutdated(kept, Kites with { Title = "Other" }));
    }

    [Fact]
    public void Card_that_outgrows_its_post_is_shortened_to_title_summary_and_note()
    {
        var papers = GeneratedPapers.Of(4);
        var kept = SomeEdition.Of(papers, 2000);
        var limit = kept.Parts.Single().Text.Length + 10;
        var revised = Revise(kept, SomeEdition.Corrected(papers[2]), Today, limit);

        var card = revised.Parts.Single().Text.Split("\n\n").Single(c => c.Contains($". {papers[2].Title}**", StringComparison.Ordinal));
        Assert.EndsWith("\n*Updated 21 Nov: the abstract changed, version 2.*", card, StringComparison.Ordinal);
        Assert.Contains("corrected", card, StringComparison.Ordinal);
        Assert.DoesNotContain("*Why:", card, StringComparison.Ordinal);
        Assert.InRange(revised.Parts.Single().Text.Length, 1, limit);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(350)]
    [InlineData(700)]
    [InlineData(2000)]
    [InlineData(int.MaxValue)]
    public void Papers_that_all_change_keep_numbers_headings_order_split_and_footers(int limit)
    {
        var papers = GeneratedPapers.Of(25);
        var kept = SomeEdition.Of(papers, limit);

        var revised = Revised(kept, [.. papers.Select(p => SomeEdition.Corrected(p, "amended"))], Today, limit);

        Assert.Equal(kept.Parts.Select(p => Frame(p.Text)), revised.Parts.Select(p => Frame(p.Text)));
        Assert.All(revised.Parts, p => Assert.InRange(p.Text.Length, 1, limit));
        Assert.NotEqual(kept.Parts, revised.Parts);
        Assert.Equal(kept.Papers.Select(p => (p.Number, p.PaperId, p.Topic, p.Reason)), revised.Papers.Select(p => (p.Number, p.PaperId, p.Topic, p.Reason)));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(350)]
    [InlineData(700)]
    [InlineData(2000)]
    [InlineData(int.MaxValue)]
    public void Unchanged_papers_give_exactly_the_posted_text(int limit) => RevisesToItself(GeneratedPapers.Of(30), 15, limit);

    [Fact]
    public async Task Unchanged_sample_papers_give_exactly_the_posted_text()
    {
        using var corpus = await Corpora.SampleAsync();
        Assert.All([700, 2000], limit => RevisesToItself(corpus.Current.Papers, 8, limit));
    }

    [Fact]
    public async Task Unchanged_real_papers_give_exactly_the_posted_text()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("PAPERBOT_TEST_DATA") ?? "", "papers");
        Assert.SkipUnless(Directory.Exists(folder), "PAPERBOT_TEST_DATA names no folder with papers/.");
        using var corpus = await Corpora.ImportedAsync(folder, sample: false);
        Assert.Equal(240, corpus.Current.Papers.Count);
        Assert.All([700, 2000], limit => RevisesToItself(corpus.Current.Papers, 8, limit));
    }

    // Also once more after a change and its undoing, but for the note.
    private static void RevisesToItself(IReadOnlyList<Paper> papers, int count, int limit)
    {
        foreach (var chunk in papers.Chunk(count))
        {
            var kept = SomeEdition.Of(chunk, limit);
            Assert.Equal(kept.Parts, Revised(kept, chunk, Today, limit).Parts);
            var changed = Revised(kept, [.. chunk.Select(p => SomeEdition.Corrected(p))], Today, limit);
            Assert.Equal(changed.Parts, Revised(changed, [.. chunk.Select(p => SomeEdition.Corrected(p))], Today.AddDays(3), limit).Parts);
        }
    }

    // Headings, numbers in their order, counts and footer: what a revision must not touch.
    private static string Frame(string text) => string.Join('\n', text.Split('\n').Select(
        (l, i) => l.StartsWith("**", StringComparison.Ordinal) ? l[..l.IndexOf('.', StringComparison.Ordinal)]
            : l.StartsWith('#') || l.StartsWith("*2026", StringComparison.Ordinal) || (i == 1 && l.Contains("waiting", StringComparison.Ordinal)) ? l
            : "").Where(l => l.Length > 0));

    private static DigestLedgerEntry Revise(DigestLedgerEntry kept, Paper now, DateOnly? today = null, int limit = 2000) =>
        Revised(kept, [now], today ?? Today, limit);

    private static DigestLedgerEntry Revised(DigestLedgerEntry kept, IReadOnlyList<Paper> now, DateOnly today, int limit) =>
        DigestRevision.Of(kept, [.. now.Select(p => new DigestChange(p, AbstractSummarizer.Summarize(p)))], limit, today);
}
