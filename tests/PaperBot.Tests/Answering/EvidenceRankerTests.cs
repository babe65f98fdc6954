using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Answering;

public sealed class EvidenceRankerTests
{
    private const string Background = "Harvest robots drop many apples.";
    private const string Method = "We train a soft gripper on recorded grasps of apples.";
    private const string Result = "Robots with the soft gripper bruise fewer apples, 4 of 100.";

    [Fact]
    public void What_was_found_goes_before_the_background_that_uses_the_same_words() =>
        Assert.Equal(Result, First("robots and apples", Background, Method, Result));

    [Fact]
    public void Words_that_every_sentence_uses_decide_nothing() => Assert.Equal(
        "A gripper of rubber bends.",
        First(
            "what do gripper and gripper rubber do",
            "A gripper of steel holds.", "A gripper of rubber bends.", "A gripper of wood breaks."));

    [Fact]
    public void Relatives_that_stemming_keeps_apart_are_told_by_their_letters() => Assert.Equal(
        "Glycemic control was poor in nurses.",
        First(
            "hyperglycemia", "Sleep was short in nurses.", "Glycemic control was poor in nurses.", "Wages of night nurses rose."));

    [Fact]
    public void Number_that_is_asked_for_outweighs_a_word_more() => Assert.Equal(
        "The gripper bruises 4% of the fruit.",
        First(
            "what percentage of apples does it bruise",
            "Apples bruise.", "The gripper bruises 4% of the fruit.", "Apples that bruise are sold as juice."));

    [Fact]
    public void Abstract_without_a_sentence_gives_none() => Assert.Empty(Ranked("apples", ""));

    [Fact]
    public void Question_without_a_word_of_the_abstract_still_orders_its_sentences() =>
        Assert.All(Ranked("volcanoes?", $"{Background} {Method} {Result}"), e => Assert.True(double.IsFinite(e.Score)));

    [Fact]
    public void Tone_of_a_sentence_is_read_from_its_words_and_once_a_paper()
    {
        var paper = Some.Paper() with
        {
            Abstract = "Can apples bruise less? They bruise fewer, since grasping improves. Apples fall.",
        };
        var tone = SentenceTone.Of(paper);
        Assert.Equal([true, false, false], tone.Select(t => t.Asks));
        Assert.Equal([false, true, false], tone.Select(t => t.Dangling));
        Assert.Equal([false, true, false], tone.Select(t => t.Gains));
        Assert.Same(tone, SentenceTone.Of(paper));
        Assert.NotSame(tone, SentenceTone.Of(paper with { Abstract = "Another." }));
    }

    [Fact]
    public void Stems_do_not_depend_on_whether_the_corpus_holds_a_word()
    {
        var terms = CorpusSnapshot.Of([Some.Paper() with { Abstract = "Grasping robots improved." }]).Index.Terms;
        foreach (var word in (string[])["grasping", "improved", "robots", "volcanoes", "x", ""])
        {
            Assert.Equal(EnglishStemmer.Stem(word), terms.StemOf(word));
            Assert.Equal(terms.FindStem(EnglishStemmer.Stem(word)), terms.Find(word));
        }
    }

    [Fact]
    public void Shipped_weights_are_finite_and_favour_what_covers_the_question()
    {
        Assert.All(
            Enum.GetValues<EvidenceFeature>(), f => Assert.True(double.IsFinite(EvidenceWeights.Shipped[f]), f.ToString()));
        Assert.True(EvidenceWeights.Shipped[EvidenceFeature.Covered] > 1);
        Assert.True(EvidenceWeights.Shipped[EvidenceFeature.Fit] > 0);
    }

    [Fact]
    public void Weights_are_read_as_they_were_written()
    {
        using var written = new StringWriter();
        EvidenceWeights.Shipped.Write(written);
        using var reader = new StringReader(written.ToString());
        var read = EvidenceWeights.Read(reader);
        Assert.All(Enum.GetValues<EvidenceFeature>(), f => Assert.Equal(EvidenceWeights.Shipped[f], read[f], 3));
    }

    [Theory]
    [InlineData("Covered seven", "“Covered seven”")]
    [InlineData("Shine 2", "“Shine 2”")]
    [InlineData("17 2", "“17 2”")]
    [InlineData("Covered 2\nCovered 2", "“Covered 2”")]
    [InlineData("Covered 2", "SpeltAlike has none")]
    public void Broken_file_of_weights_is_refused_with_what_is_wrong(string text, string said)
    {
        using var reader = new StringReader(text);
        var refused = Assert.Throws<FormatException>(() => EvidenceWeights.Read(reader));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    private static string First(string question, params string[] sentences) =>
        Ranked(question, string.Join(' ', sentences)).MaxBy(e => e.Score)!.Sentence.Text;

    private static List<Evidence> Ranked(string question, string text)
    {
        Paper paper = Some.Paper("Orchards") with { Abstract = text };
        var corpus = CorpusSnapshot.Of([paper, Some.Paper("Sparse attention", "other-paper")]);
        var terms = corpus.Expand(QueryTerms.Of(question));
        return new EvidenceRanker(corpus.Index, terms, QuestionReading.Read(question)).Rank(paper);
    }
}
