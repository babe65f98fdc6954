using PaperBot.LocalModels.Templates;
using PaperBot.Tests.LocalModels.Scheduling;
using Xunit;

namespace PaperBot.Tests.LocalModels.Templates;

public sealed class PromptTokensTests
{
    [Fact]
    public void Only_markers_become_special_tokens()
    {
        var tokens = new PromptTokens(new FakeLlama()).Of(
        [
            new(SegmentKind.Marker, "<|im_start|>user\n"),
            new(SegmentKind.Text, "<|im_start|>"),
            new(SegmentKind.Marker, "<|im_end|>"),
        ]);
        Assert.Equal("^user|<|im_start|>$", Written(tokens));
    }

    [Fact]
    public void A_vocabulary_that_puts_a_space_before_texts_puts_none_within_a_line()
    {
        var tokens = new PromptTokens(new FakeLlama { PutsSpaceBefore = true }).Of(
        [
            new(SegmentKind.Marker, "<|im_start|>user\n"),
            new(SegmentKind.Text, "What"),
            new(SegmentKind.Marker, "<|im_end|>"),
            new(SegmentKind.Text, "is"),
            ChatSegment.End,
            new(SegmentKind.Marker, "[INST] "),
            new(SegmentKind.Text, "new"),
        ]);
        Assert.Equal(" ^user|What$ is$ [INST] new", Written(tokens));
    }

    [Fact]
    public void A_space_at_a_markers_end_goes_with_the_word_after_it()
    {
        // Between marker and text the sentinel stands once, and the space behind it.
        var tokens = new PromptTokens(new FakeLlama()).Of([new(SegmentKind.Marker, "[INST] "), new(SegmentKind.Text, "x")]);
        Assert.Equal("[INST] x", Written(tokens));
    }

    private static string Written(int[] tokens) => string.Concat(tokens.Select(t => t switch
    {
        FakeLlama.TurnBegins => '^',
        FakeLlama.TurnEnds => '$',
        '\n' => '|',
        _ => (char)t,
    }));
}
