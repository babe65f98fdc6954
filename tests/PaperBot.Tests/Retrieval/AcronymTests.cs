using PaperBot.Papers;
using PaperBot.Retrieval;
using Xunit;

namespace PaperBot.Tests.Retrieval;

public sealed class AcronymTests
{
    private static readonly Paper Defining = Of(
        "Judging by machine", "We build a mixture of experts (MoE) layer. Named entity recognition (NER) gains from it.");

    private static readonly Paper LongOnly = Of(
        "Sparse routing", "A mixture of experts routes each token to two of eight networks.");

    private static readonly Paper ShortOnly = Of(
        "Cheap inference", "MoE layers are pruned after training without loss.");

    private static readonly Paper Other = Of(
        "Wine experts", "Experts taste a mixture and tell the vineyard.");

    private static readonly CorpusSnapshot Corpus = CorpusSnapshot.Of([Other, Defining, LongOnly, ShortOnly]);

    [Theory]
    [InlineData("MoE")]
    [InlineData("moe?")]
    public void Paper_that_writes_only_the_long_form_is_found_by_the_acronym(string query) =>
        Assert.Equal(["Cheap inference", "Judging by machine", "Sparse routing"], Found(query).Select(p => p.Id).Order());

    [Fact]
    public void Paper_that_writes_only_the_acronym_is_found_by_the_long_form()
    {
        var found = Found("how is a mixture of experts pruned");
        Assert.Equal(ShortOnly, found[0]);
        Assert.True(found.IndexOf(ShortOnly) < found.IndexOf(Other));
    }

    [Fact]
    public void Words_of_a_long_form_apart_from_one_another_do_not_stand_for_the_acronym()
    {
        var found = Found("experts of a mixture");
        Assert.DoesNotContain(ShortOnly, found);
    }

    [Theory]
    [InlineData("large language models (LLMs)", "LLM", true)]
    [InlineData("Long Short-Term Memory (LSTM)", "LSTM", true)]
    [InlineData("retrieval-augmented generation (RAG)", "RAG", true)]
    [InlineData("automatic speech recognition (ASR-2)", "ASR-2", false)]
    [InlineData("a strange machine (see Table 2)", "see", false)]
    [InlineData("some words (XQZ)", "XQZ", false)]
    [InlineData("translation (T)", "T", false)]
    [InlineData("nothing closes (LN", "LN", false)]
    [InlineData("it is (IT)", "IT", false)]
    public void Definition_is_believed_when_the_letters_stand_in_the_words_before_it(string text, string acronym, bool believed)
    {
        var corpus = CorpusSnapshot.Of([Of("One", $"We look at {text} here."), Of("Two", Before(text) + " is all.")]);
        var term = corpus.Index.Terms.Find(acronym.ToLowerInvariant());
        Assert.Equal(believed, corpus.Index.Acronyms.In(corpus.Index.Documents[1].Abstract).Any(found => found.Acronym == term));
    }

    [Fact]
    public void Acronym_beside_its_long_form_counts_once()
    {
        var index = CorpusSnapshot.Of([
            Of("A", "Named entity recognition (NER) is slow."),
            Of("B", "Entity recognition, NER, is here slow."),
        ]).Index;
        var postings = index.PostingsOf(index.Terms.Find("ner"));
        Assert.Equal(postings[0].Saturation, postings[1].Saturation, 1e-6);
    }

    private static Paper Of(string title, string text) => Some.Paper(title, title) with { Abstract = text };

    private static List<Paper> Found(string query) => [.. Corpus.Search(query, PaperFilter.None, 10).Select(h => h.Paper)];

    private static string Before(string text) => text[..text.IndexOf('(', StringComparison.Ordinal)].Trim();
}
