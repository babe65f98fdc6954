using PaperBot.Retrieval;
using Xunit;

namespace PaperBot.Tests.Retrieval;

public sealed class TitleIndexTests
{
    private static readonly CorpusSnapshot Corpus = CorpusSnapshot.Of(
    [
        Some.Paper("GLINT-SLM: A Spoken Model with Gestures", "glint"),
        Some.Paper("Store^3: Keeping What Matters", "store3"),
        Some.Paper("RH-T: Ranked Habits for Tidying", "rht"),
        Some.Paper("QuailBench: Measuring Patience", "quail"),
        Some.Paper("The Tensor Garden: Growing Memory", "tensor"),
        Some.Paper("Settling Transformers for Play", "settling") with { Abstract = "We gate them. The Gated Rest Net (GRestNet) learns." },
        Some.Paper("Forecasting Storm Surge with Graph Networks", "surge"),
        Some.Paper("On the Patience of Large Language Models with Rivers", "rivers"),
    ]);

    [Theory]
    [InlineData("glintslm", "glint")]
    [InlineData("GLINT SLM", "glint")]
    [InlineData("store3", "store3")]
    [InlineData("store 3", "store3")]
    [InlineData("RHT", "rht")]
    [InlineData("rht", "rht")]
    [InlineData("quailbnech", "quail")]
    [InlineData("quail", "quail")]
    [InlineData("tensor graden", "tensor")]
    [InlineData("growing memory", "tensor")]
    [InlineData("grestnet", "settling")]
    [InlineData("storm surge graph", "surge")]
    [InlineData("stormsurge", "surge")]
    [InlineData("patience of llms with rivers", "rivers")]
    [InlineData("qu", "quail")]
    [InlineData("forec", "surge")]
    public void Typed_fragments_find_their_paper(string typed, string first) => Assert.Equal(first, Corpus.Lookup(typed, 5)[0].Id);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("😂")]
    [InlineData("zzzzqqq")]
    public void Nothing_like_it_finds_nothing(string typed) => Assert.Empty(Corpus.Lookup(typed, 5));

    [Fact]
    public void Every_keystroke_towards_a_title_keeps_it_in_the_list()
    {
        const string title = "Forecasting Storm Surge with Graph Networks";
        for (var length = 2; length <= title.Length; length++)
        {
            Assert.Contains("surge", Corpus.Lookup(title[..length], 5).Select(p => p.Id));
        }
    }

    [Fact]
    public void Mentions_are_told_by_title_head_acronym_and_whole_title()
    {
        var mentions = Corpus.MentionsIn("Is GRestNet better than quailbench? Or than Forecasting Storm Surge with Graph Networks?");
        Assert.Equal(["settling", "quail", "surge"], mentions.Where(m => m.Certain).Select(m => m.Paper.Id));
    }

    [Fact]
    public async Task Who_types_waits_for_no_index_and_is_offered_titles_that_hold_what_was_typed_until_it_is_there()
    {
        var fresh = CorpusSnapshot.Of([.. Corpus.Papers, Some.Paper("Patience, Measured", "measured")]);
        Assert.Equal(["measured", "quail", "rivers"], fresh.Suggest("patience", 5).Select(p => p.Id));
        for (var i = 0; i < 500 && fresh.Suggest("quailbnech", 5).Count == 0; i++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal("quail", fresh.Suggest("quailbnech", 5)[0].Id);
        Assert.Equal(fresh.Lookup("patience", 5), fresh.Suggest("patience", 5));
    }
}
