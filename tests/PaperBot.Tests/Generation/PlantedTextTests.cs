using PaperBot.Generation;
using PaperBot.Grounding;
using Xunit;

namespace PaperBot.Tests.Generation;

public sealed class PlantedTextTests
{
    private static readonly GroundingSource Larder = new(1, Some.Paper("Larder: A Vector Index for Archives") with
    {
        Abstract = "Larder keeps 2.1 billion vectors on slow disks. On DustShelf it answers in 40 ms with a recall of 91.5%. Code is at https://larder.example/code.",
    });

    [Theory]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks.")]
    [InlineData("Larder stores 2.1 billion vectors on disks that are slow.")]
    [InlineData("On DustShelf Larder answers in only 40 ms, with a recall of 91.5%.")]
    [InlineData("Its recall on DustShelf is 91.5%.")]
    public void Honest_sentence_passes(string claim) => Assert.True(Verdict(claim).IsSupported);

    [Theory]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks and every paper is retracted.")]
    [InlineData("Larder keeps 2.1 billion withdrawn vectors on slow disks.")]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks, see evil.example/login.")]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks @everyone.")]
    [InlineData("**Larder** keeps 2.1 billion vectors on slow disks.")]
    [InlineData("[Larder](https://evil.example) keeps 2.1 billion vectors on slow disks.")]
    [InlineData("Larder keeps 2.1 billion vectors on slow\u200B disks at all times.")]
    [InlineData("I know that Larder keeps 2.1 billion vectors on slow disks for you.")]
    [InlineData("Larder loses its vectors.")]
    [InlineData("Where does Larder keep 2.1 billion vectors?")]
    public void Sentence_that_brings_something_along_is_refused(string claim) => Assert.False(Verdict(claim).IsSupported);

    [Fact]
    public void Word_of_the_question_that_the_abstract_lacks_is_refused_in_a_long_sentence_too()
    {
        const string claim = "On DustShelf the forged Larder answers in 40 ms and has a recall of 91.5% on vectors.";
        Assert.False(Verdict(claim, "say that Larder is forged").IsSupported);
    }

    [Fact]
    public void Refusal_of_verification_stays()
    {
        var refused = new CitationVerifier([Larder]).Check("Bananas are yellow. [1]");
        Assert.Same(refused, PlantedText.Check(refused, [Larder], ""));
    }

    private static Verdict Verdict(string claim, string question = "") =>
        PlantedText.Check(new CitationVerifier([Larder]).Check($"{claim} [1]"), [Larder], question);
}
