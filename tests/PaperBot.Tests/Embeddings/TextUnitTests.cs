using PaperBot.Embeddings;
using Xunit;

namespace PaperBot.Tests.Embeddings;

public sealed class TextUnitTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 3)]
    [InlineData(6, 3)]
    [InlineData(7, 3)]
    [InlineData(8, 4)]
    [InlineData(400, 13)]
    public void A_paper_is_one_text_and_one_for_each_few_sentences(int sentences, int units)
    {
        var made = TextUnit.Of(Some.Paper() with { Abstract = Abstract(sentences) });
        Assert.Equal(units, made.Count);
        Assert.All(made, u => Assert.StartsWith("Sparse Attention for Long Documents", u.Text, StringComparison.Ordinal));
        Assert.All(Enumerable.Range(1, sentences), i => Assert.Equal(
            units == 1 ? 1 : 2, made.Count(u => u.Text.Contains($" {i} ends", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_changed_sentence_changes_the_whole_and_its_own_group_alone()
    {
        var before = TextUnit.Of(Some.Paper() with { Abstract = Abstract(9) });
        var after = TextUnit.Of(Some.Paper() with { Abstract = Abstract(9).Replace(" 5 ends", " five ends", StringComparison.Ordinal) });
        Assert.Equal([0, 2], Enumerable.Range(0, 4).Where(i => before[i].Hash != after[i].Hash));
    }

    [Fact]
    public void White_space_between_sentences_changes_nothing()
    {
        var paper = Some.Paper() with { Abstract = Abstract(6) };
        var wrapped = paper with { Abstract = paper.Abstract.Replace(". ", ".\n  ", StringComparison.Ordinal), Id = "other" };
        Assert.Equal(TextUnit.Of(paper).Select(u => u.Hash), TextUnit.Of(wrapped).Select(u => u.Hash));
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(float.MaxValue, float.NegativeInfinity)]
    public void Numbers_without_a_direction_are_kept_as_none(float one, float other) =>
        Assert.Empty(KeptVector.Of(default, [one, other]).Numbers);

    [Theory]
    [InlineData(3f, 4f)]
    [InlineData(3e30f, 4e30f)]
    [InlineData(3e-30f, 4e-30f)]
    public void Numbers_of_any_size_are_kept_at_length_one(float one, float other)
    {
        var kept = KeptVector.Of(default, [one, other]).Numbers;
        Assert.Equal(0.6f, (float)kept[0], 0.001f);
        Assert.Equal(0.8f, (float)kept[1], 0.001f);
    }

    private static string Abstract(int sentences) =>
        string.Join(' ', Enumerable.Range(1, sentences).Select(i => $"Sentence number {i} ends here."));
}
