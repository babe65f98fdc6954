using PaperBot.Papers;
using PaperBot.Retrieval;
using Xunit;

namespace PaperBot.Tests.Retrieval;

public sealed class RankingTests
{
    private static readonly Paper Robots = Some.Paper("Grasping with Two Fingers", "robots") with
    {
        Abstract = "A manipulator picks up tools from a table. Training on recorded grasps halves the failures.",
    };

    private static readonly Paper Speech = Some.Paper("Windfield: Outdoor Speech Recognition", "speech") with
    {
        Abstract = "Acoustic transcripts get worse in wind. Training on recorded wind halves the failures.",
    };

    private static readonly Paper Grammar = Some.Paper("Case Endings in Old Letters", "grammar") with
    {
        Abstract = "Syntactic parses of old letters disagree. Training on annotated letters halves the failures.",
    };

    private static readonly CorpusSnapshot Corpus = CorpusSnapshot.Of([Grammar, Speech, Robots]);

    [Theory]
    [InlineData("failures of humanoid embodiment", "robots")]
    [InlineData("failures of phoneme decoding", "speech")]
    [InlineData("failures of treebank morphology", "grammar")]
    public void Words_that_no_abstract_uses_decide_by_what_they_mean(string query, string first) =>
        Assert.Equal(first, Corpus.Search(query, PaperFilter.None, 3)[0].Paper.Id);

    [Theory]
    [InlineData("windfeild", "speech")]
    [InlineData("wind-field training", "speech")]
    [InlineData("manipulators' failures", "robots")]
    public void Names_are_found_by_their_letters(string query, string first) =>
        Assert.Equal(first, Corpus.Search(query, PaperFilter.None, 3)[0].Paper.Id);

    [Fact]
    public void What_a_paper_earns_is_counted_in_the_words_of_the_query_alone()
    {
        var hits = Corpus.Search("failures of phoneme decoding", PaperFilter.None, 3);
        Assert.Equal(3, hits.Count);
        Assert.All(hits, h => Assert.Equal(hits[0].Earned, h.Earned, 0.15));
        Assert.All(hits, h => Assert.True(h.Score >= h.Earned));
    }

    [Fact]
    public void All_that_is_found_can_be_asked_for() =>
        Assert.Equal(3, Corpus.Search("training halves failures", PaperFilter.None, int.MaxValue).Count);

    [Fact]
    public void Equals_come_in_the_order_of_their_import()
    {
        var twins = CorpusSnapshot.Of([.. Enumerable.Range(0, 9).Select(i => Robots with { Id = $"twin-{i}" })]);
        Assert.Equal("twin-0 twin-1 twin-2", string.Join(' ', twins.Search("fingers", PaperFilter.None, 3).Select(h => h.Paper.Id)));
    }

    [Fact]
    public void A_paper_that_the_filter_keeps_out_makes_room_for_the_next()
    {
        var corpus = CorpusSnapshot.Of(
            [Grammar with { Category = "CL" }, Speech with { Category = "SD" }, Robots with { Category = "CL" }]);
        var hits = corpus.Search("failures of phoneme decoding", new PaperFilter { Category = "CL" }, 2);
        Assert.Equal(["grammar", "robots"], hits.Select(h => h.Paper.Id).Order());
    }

    [Fact]
    public void More_papers_than_are_looked_at_closely_are_still_listed_when_asked_for()
    {
        var many = CorpusSnapshot.Of(
            [.. Enumerable.Range(0, 700).Select(i => Robots with { Id = $"r-{i}", Title = $"Fingers, part {i}" })]);
        Assert.Equal(650, many.Search("fingers", PaperFilter.None, 650).Count);
        Assert.Equal("r-613", many.Search("fingers part 613", PaperFilter.None, 1)[0].Paper.Id);
    }
}
