using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Reranking;
using Xunit;

namespace PaperBot.Tests.Retrieval;

public sealed class RerankingTests
{
    private static readonly CorpusSnapshot Corpus = CorpusSnapshot.Of(
    [
        Of("Apart", "Robots learn quickly. Nobody asked whether gripping wet fruit is safe. The arm is cheap."),
        Of("Together", "We present a machine. Robots learn gripping of wet fruit from videos. The arm is cheap."),
        Of("Elsewhere", "Syntactic parsers disagree on old letters. Their treebanks are small."),
    ]);

    [Fact]
    public void Words_that_meet_in_one_sentence_cover_more_of_it_than_words_apart()
    {
        var (apart, together, elsewhere) = Covered("robots gripping wet fruit");
        Assert.Equal(1, together.CoveredInSentence, 1e-5f);
        Assert.Equal(1, together.RepeatedInSentence, 1e-5f);
        Assert.Equal(1, apart.Repeated, 1e-5f);
        Assert.InRange(apart.CoveredInSentence, 0.4f, 0.95f);
        Assert.Equal(0, elsewhere.Repeated);
        Assert.InRange(elsewhere.Covered, 0, 0.6f);
    }

    [Fact]
    public void Words_of_like_meaning_cover_without_repeating()
    {
        var (_, together, elsewhere) = Covered("manipulator grasping");
        Assert.Equal(0, together.Repeated);
        Assert.True(together.Covered > elsewhere.Covered + 0.1f, $"{together.Covered:F2} {elsewhere.Covered:F2}");
    }

    [Fact]
    public void Query_of_nothing_but_unknown_words_changes_no_order() =>
        Assert.Equal(
            ["Apart", "Together"],
            Corpus.Search("arm zzyzx qwrtp", PaperFilter.None, 3).Take(2).Select(h => h.Paper.Id).Order());

    [Fact]
    public void Papers_below_those_looked_at_again_stay_below()
    {
        var many = CorpusSnapshot.Of([.. Enumerable.Range(0, 90).Select(i =>
            Of($"Paper {i}", $"Robots grip fruit. {string.Join(' ', Enumerable.Repeat("Filler stands here.", i))}"))]);
        var hits = many.Search("robots grip fruit", PaperFilter.None, 90);
        Assert.Equal(90, hits.Count);
        Assert.Equal(hits.OrderByDescending(h => h.Score).Select(h => h.Paper.Id), hits.Select(h => h.Paper.Id));
        Assert.All(hits.Take(40), h => Assert.True(int.Parse(h.Paper.Id[6..], null) < 50));
    }

    [Fact]
    public void Whole_abstract_as_a_query_is_ranked_by_the_first_look()
    {
        var words = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"word{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"));
        Assert.Null(Corpus.Closer(QueryTerms.Of("robots " + words)));
        Assert.NotNull(Corpus.Closer(QueryTerms.Of("robots arm")));
    }

    [Fact]
    public void Features_are_in_standard_deviations_among_the_papers_looked_at()
    {
        var (papers, look) = Corpus.Closer(QueryTerms.Of("robots gripping wet fruit"))!.Value;
        Assert.Equal(papers.Length, look.Rows.Length);
        Assert.Equal(0, look.OtherWords, 1e-5);
        foreach (var feature in Enum.GetValues<RerankFeature>())
        {
            Assert.Equal(0, look.Rows.Sum(row => row[(int)feature]), 1e-9);
            Assert.InRange(look.Rows.Average(row => row[(int)feature] * row[(int)feature]), 0, 1 + 1e-9);
        }
    }

    [Fact]
    public void Weights_are_read_as_they_were_written()
    {
        var count = Enum.GetValues<RerankFeature>().Length;
        var weights = new RerankWeights([.. Enumerable.Range(0, count).Select(i => i - 2.5)], [.. Enumerable.Range(0, count).Select(i => i / 8.0)]);
        using var writer = new StringWriter();
        weights.Write(writer);
        var read = RerankWeights.Read(new StringReader(writer.ToString()));
        double[] row = [.. Enumerable.Range(0, count).Select(i => i * 0.5)];
        Assert.Equal(weights.Of(row, 0.3), read.Of(row, 0.3), 1e-9);
        Assert.NotEqual(weights.Of(row, 0.3), weights.Of(row, 0.4));
    }

    [Theory]
    [InlineData("First 1", "“First 1”")]
    [InlineData("Luck 1 2", "“Luck 1 2”")]
    [InlineData("First 1 x", "“First 1 x”")]
    [InlineData("First 1 2\nFirst 1 2", "“First 1 2”")]
    [InlineData("First 1 2", "Words has none")]
    public void Weights_that_cannot_be_read_are_named(string text, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => RerankWeights.Read(new StringReader(text))).Message, StringComparison.Ordinal);

    private static (Coverage Apart, Coverage Together, Coverage Elsewhere) Covered(string query)
    {
        var meanings = new MeaningIndex(Corpus.Index, WordVectors.English);
        var found = SoftCoverage.Of(Corpus.Index, Corpus.Sentences, meanings, Corpus.Expand(QueryTerms.Of(query)), [0, 1, 2]);
        return (found[0], found[1], found[2]);
    }

    private static Paper Of(string title, string text) => Some.Paper(title, title) with { Abstract = text };
}
