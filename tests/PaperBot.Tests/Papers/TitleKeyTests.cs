using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Papers;

public sealed class TitleKeyTests
{
    [Theory]
    [InlineData("Pre-Training of Deep Models", "pre training  of deep models.")]
    [InlineData("Pretraining of deep models", "Pre\u2010training of Deep Models")]
    [InlineData(@"Schr\""{o}dinger Bridges", "Schrödinger bridges")]
    [InlineData(@"{\'E}tale Cohomology by Poincar{\'e}", "Étale cohomology by Poincare")]
    [InlineData(@"\emph{Fast} {BERT} Inference", "Fast BERT inference")]
    [InlineData(@"$\alpha$-Divergences", "α-divergences")]
    [InlineData("Efﬁcient Search", "Efficient search")]
    [InlineData("Questions & Answers", @"Questions \& answers")]
    [InlineData("Questions & Answers", "Questions and Answers")]
    [InlineData("What Don’t You Know?", "What don't you know")]
    [InlineData(@"A Proof by Erd\H{o}s and \L{}ukasz", "A proof by Erdős and Łukasz")]
    public void One_title_in_two_printings_has_one_key(string one, string other) =>
        Assert.Equal(TitleKey.Of(one), TitleKey.Of(other));

    [Theory]
    [InlineData("On Graphs, Part I", "On Graphs, Part II")]
    [InlineData("Testing GPT-3.5", "Testing GPT-35")]
    [InlineData("Learning C", "Learning C++")]
    [InlineData("Scaling to 10 Languages", "Scaling to 100 Languages")]
    [InlineData("Attention Is All You Need", "Attention Is Not All You Need")]
    public void Near_twins_have_different_keys(string one, string other) =>
        Assert.NotEqual(TitleKey.Of(one), TitleKey.Of(other));

    [Theory]
    [InlineData("???")]
    [InlineData("🦙")]
    public void Every_title_has_a_key(string title) => Assert.NotEmpty(TitleKey.Of(title));

    [Fact]
    public void Half_a_surrogate_pair_does_not_break_the_key() =>
        Assert.Equal(TitleKey.Of("Attention élan"), TitleKey.Of($"Attention{(char)0xD83D} élan"));
}
