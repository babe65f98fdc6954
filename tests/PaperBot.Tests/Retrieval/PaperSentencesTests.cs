using PaperBot.Retrieval;
using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Retrieval;

public sealed class PaperSentencesTests
{
    [Theory]
    [InlineData("One thing. Two things! Are there three?")]
    [InlineData("It costs 4.2 points, e.g. on \"Iris\". (We don't know why.) See https://example.org/a.b. … 5 of 9 do.")]
    [InlineData("no capital and no end")]
    [InlineData("*** --- . !!! Words at last.")]
    public void Sentences_are_those_of_the_text_with_the_terms_of_their_words(string text)
    {
        var corpus = CorpusSnapshot.Of([Some.Paper() with { Abstract = text }]);
        var expected = Sentences.Of(text)
            .Select(s => string.Join(' ', Words.Of(s.Text).Select(w => EnglishStemmer.Stem(w.Folded))));
        var found = Enumerable.Range(0, corpus.Sentences.EndsOf(0).Length)
            .Select(i => string.Join(' ', corpus.Sentences.TermsOf(0, i).ToArray().Select(t => corpus.Index.Terms[t])));
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Abstracts_of_generated_papers_are_covered_to_the_last_term()
    {
        var corpus = CorpusSnapshot.Of([.. GeneratedPapers.Of(60)]);
        Assert.All(
            Enumerable.Range(0, 60),
            n => Assert.Equal(corpus.Index.Documents[n].Abstract.Length, corpus.Sentences.EndsOf(n)[^1]));
    }

    [Fact]
    public void Paper_without_an_abstract_has_no_sentence() =>
        Assert.Equal(0, CorpusSnapshot.Of([Some.Paper() with { Abstract = "" }]).Sentences.EndsOf(0).Length);

    [Fact]
    public void Term_that_stands_for_several_query_terms_raises_each()
    {
        var corpus = CorpusSnapshot.Of([Some.Paper() with { Abstract = "A car stops. Nothing else does." }]);
        var expanded = corpus.Expand(QueryTerms.Of("automobile cars glaciers"));
        var best = new double[expanded.Count];
        new SharesByTerm(expanded).Raise(corpus.Sentences.TermsOf(0, 0), best);
        HashSet<int> present = [.. corpus.Sentences.TermsOf(0, 0).ToArray()];
        Assert.Equal(expanded.Select(t => t.BestShare(present)), best);
        Assert.Equal(2, best.Count(share => share > 0));
    }
}
