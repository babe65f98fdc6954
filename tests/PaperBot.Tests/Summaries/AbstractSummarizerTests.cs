using System.Text.Json;
using PaperBot.Summaries;
using Xunit;

namespace PaperBot.Tests.Summaries;

public sealed class AbstractSummarizerTests
{
    [Fact]
    public void The_contribution_is_preferred_to_background_questions_and_code()
    {
        var paper = Some.Paper("LANTERN: Quiet Sensors for Beehives") with
        {
            Abstract =
                "Beehives are widely monitored by microphones. However, microphones disturb some colonies. Can we listen without sound? "
                + "We introduce LANTERN, a quiet sensor for beehives that reads wing beats from light. "
                + "This makes hives calmer. Code is available at https://example.org/lantern.",
        };

        var tldr = AbstractSummarizer.Summarize(paper);

        Assert.Equal("We introduce LANTERN, a quiet sensor for beehives that reads wing beats from light.", tldr.Text);
        Assert.Equal(TldrOrigin.Abstract, tldr.Origin);
    }

    [Fact]
    public void An_opener_that_leans_on_what_stood_before_is_dropped()
    {
        Assert.Equal("we propose a kite.", SentenceTrimmer.WithoutOpener("To address this limitation, we propose a kite."));
        Assert.Equal("we propose a kite.", SentenceTrimmer.WithoutOpener("However, we propose a kite."));
        Assert.Equal("In this paper, we propose a kite.", SentenceTrimmer.WithoutOpener("In this paper, we propose a kite."));
        Assert.Equal("First order logic is old.", SentenceTrimmer.WithoutOpener("First order logic is old."));
    }

    [Fact]
    public void A_long_sentence_is_cut_at_a_clause_border_and_says_so()
    {
        const string Sentence =
            "We present a method for counting migrating storks from weather radar archives of the last four decades, which "
            + "needs no labels beyond the ringing records that volunteers have kept in very small black notebooks since long before the radars were built, "
            + "and which runs on one ordinary computer in a night.";

        var spans = SentenceTrimmer.Spans(Sentence, SummaryWords.Limit);

        Assert.Equal(
            [("We present a method for counting migrating storks from weather radar archives of the last four decades…", SpanCut.Tail)],
            spans);
    }

    [Fact]
    public void A_sentence_may_stand_without_what_leads_to_its_main_clause_and_without_its_tail()
    {
        const string Sentence =
            "However, in this paper, since all of the kites are slow, we propose a way of flying them quickly over the sea, which needs no wind.";

        Assert.Equal(
            [
                ("in this paper, since all of the kites are slow, we propose a way of flying them quickly over the sea, which needs no wind.",
                    SpanCut.None),
                ("in this paper, since all of the kites are slow, we propose a way of flying them quickly over the sea…", SpanCut.Tail),
            ],
            SentenceTrimmer.Spans(Sentence, SummaryWords.Limit));
        Assert.Equal(
            [SpanCut.None, SpanCut.LeadingClause, SpanCut.Tail],
            SentenceTrimmer.Spans("However, S" + Sentence["However, in this paper, s".Length..], SummaryWords.Limit).Select(s => s.Cut));
        Assert.Equal(
            [SpanCut.None, SpanCut.NamesThePaper],
            SentenceTrimmer.Spans("In this paper, we propose a way of flying kites quickly over the sea.", SummaryWords.Limit).Select(s => s.Cut));
    }

    [Fact]
    public void A_cut_never_leaves_an_open_bracket_or_half_an_enumeration()
    {
        const string Sentence =
            "We study three ways to keep a clock honest in a moving train that crosses borders at night: (1) asking the stars about the "
            + "hour with a small telescope on the roof of the last carriage, (2) asking the stations, and (3) asking the passengers, who "
            + "have watches of their own.";

        Assert.Empty(SentenceTrimmer.Spans(Sentence, SummaryWords.Limit));
        Assert.Equal(
            "We study three ways to keep a clock honest in a moving train that crosses borders at night…",
            SentenceTrimmer.Shortened(Sentence, SummaryWords.Limit));
    }

    [Fact]
    public void A_sentence_without_any_border_still_ends_within_forty_words()
    {
        var sentence = string.Join(' ', Enumerable.Range(1, 70).Select(i => $"word{i}")) + ".";

        Assert.Empty(SentenceTrimmer.Spans(sentence, SummaryWords.Limit));
        Assert.Equal(40, SummaryWords.Count(SentenceTrimmer.Shortened(sentence, SummaryWords.Limit)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("...")]
    [InlineData("没有句号的摘要")]
    [InlineData("one")]
    public void Odd_abstracts_neither_fail_nor_grow(string text)
    {
        var tldr = AbstractSummarizer.Summarize(Some.Paper() with { Abstract = text });

        Assert.True(tldr.Text.Length <= text.Length);
    }

    [Fact]
    public void Every_made_up_abstract_gives_a_span_of_at_most_forty_words()
    {
        foreach (var paper in GeneratedPapers.Of(300))
        {
            AssertKeepsThePromise(paper.Abstract, AbstractSummarizer.Summarize(paper).Text);
        }
    }

    [Fact]
    public void Every_real_abstract_gives_a_span_of_at_most_forty_words_better_than_its_first_sentence()
    {
        var folder = Environment.GetEnvironmentVariable("PAPERBOT_TEST_DATA");
        var file = folder is null ? null : Path.Combine(folder, "eval", "scitldr", "dev.jsonl");
        Assert.SkipUnless(File.Exists(file), "PAPERBOT_TEST_DATA names no folder with eval/scitldr/dev.jsonl.");
        var (ours, first, count) = (0.0, 0.0, 0);
        foreach (var line in File.ReadLines(file!))
        {
            using var json = JsonDocument.Parse(line);
            var text = string.Join(' ', Strings(json, "sentences"));
            var paper = Some.Paper(json.RootElement.GetProperty("title").GetString()!) with { Abstract = text };
            var tldr = AbstractSummarizer.Summarize(paper).Text;
            AssertKeepsThePromise(text, tldr);
            ours += Strings(json, "targets").Max(t => WordOverlap(tldr, t));
            first += Strings(json, "targets").Max(t => WordOverlap(AbstractSummarizer.SentencesOf(text)[0], t));
            count++;
        }

        // Measured when the weights were learned: 38 against 27 over 619 abstracts.
        Assert.True(ours > first * 1.2, $"Overlap {100 * ours / count:F1} against {100 * first / count:F1} over {count}.");
    }

    private static void AssertKeepsThePromise(string text, string tldr)
    {
        var whole = tldr.EndsWith('…') ? tldr[..^1] : tldr;
        Assert.NotEmpty(tldr);
        Assert.True(SummaryWords.Count(tldr) <= 40, tldr);
        Assert.Contains(whole, SummaryWords.SingleSpaced(text), StringComparison.Ordinal);
        Assert.Contains(AbstractSummarizer.SentencesOf(text), s => s.Contains(whole, StringComparison.Ordinal));
    }

    private static string[] Strings(JsonDocument json, string name) =>
        [.. json.RootElement.GetProperty(name).EnumerateArray().Select(s => s.GetString()!)];

    // F of distinct content stems: near enough to ROUGE-1 to notice a broken summariser.
    [Theory]
    [InlineData("we propose a kite.", "We propose a kite.")]
    [InlineData("mBERT knows kites.", "mBERT knows kites.")]
    [InlineData("k-means finds kites.", "K-means finds kites.")]
    [InlineData("We propose \\oni, a kite.", "We propose oni, a kite.")]
    [InlineData("It saves 30\\% of the wind.", "It saves 30\\% of the wind.")]
    public void A_reader_sees_a_capital_and_no_macro_marks(string text, string shown) =>
        Assert.Equal(shown, new Tldr(text, TldrOrigin.Abstract).Shown);

    private static double WordOverlap(string a, string b)
    {
        var (left, right) = (ContentStems.Of(a), ContentStems.Of(b));
        return left.Count + right.Count == 0 ? 0 : 2.0 * left.Count(right.Contains) / (left.Count + right.Count);
    }
}
