using FsCheck;
using FsCheck.Fluent;
using PaperBot.Generation;
using Xunit;

namespace PaperBot.Tests.Generation;

public sealed class SentenceStreamTests
{
    [Theory]
    [InlineData("Larder keeps vectors [1]. It is slow [2].", "Larder keeps vectors [1].|It is slow [2].")]
    [InlineData("Larder keeps vectors. [1] It is slow. [2][3]", "Larder keeps vectors. [1]|It is slow. [2][3]")]
    [InlineData("It gains 4.2 points [1, 2]. No more.", "It gains 4.2 points [1, 2].|No more.")]
    [InlineData("- Larder is slow [1].\n- Cairn is quick [2].", "Larder is slow [1].|Cairn is quick [2].")]
    [InlineData("1. Larder is slow [1].\n2) Cairn is quick [2].", "Larder is slow [1].|Cairn is quick [2].")]
    [InlineData("Larder keeps vectors.[1] It is slow.[2][3] So.", "Larder keeps vectors. [1]|It is slow. [2][3]|So.")]
    [InlineData("Larder keeps vectors. 【1】 It is slow 【2】. So.", "Larder keeps vectors. [1]|It is slow [2].|So.")]
    [InlineData("Larder keeps vectors. [1-3] It is slow. [Source 2] So. [^1]", "Larder keeps vectors. [1-3]|It is slow. [Source 2]|So. [^1]")]
    [InlineData("Larder keeps vectors. [CLS] tokens are slow. [1]", "Larder keeps vectors.|[CLS] tokens are slow. [1]")]
    [InlineData("no end mark [1]", "no end mark [1]")]
    [InlineData("", "")]
    public void Sentences_keep_their_markers(string text, string sentences)
    {
        var expected = sentences.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, Whole(text, text.Length));
    }

    [Fact]
    public void Pieces_of_any_size_give_the_same_sentences() => Prop.ForAll(
        Gen.Elements("Larder keeps vectors [1]. It is slow. [2] So it is cheap [1, 3]!", "A. [1] B. [2]\n- C d. [3]", "One [1]. Two").ToArbitrary(),
        Gen.Choose(1, 9).ToArbitrary(),
        (text, size) => Assert.Equal(Whole(text, text.Length), Whole(text, size))).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_in_pieces_of_any_size_gives_the_sentences_of_the_whole()
    {
        string[] fragments =
        [
            "Larder", "It", " ", " ", " ", ".", ". ", ".\n", "\n", "!", "?", "3", "3.5", "[1]", "[2] ", "1", "[1, 2]", "【2】", "[Source 2]",
            "e.g. ", "et al. ", "- ", "2. ", "A", ",", "[^1]", "-", "[1-3]", "ms", " slow. [1] ", " fast.[2] ",
        ];
        for (var seed = 0; seed < 4000; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(2, 40)).Select(_ => fragments[random.Next(fragments.Length)]));
            var whole = Whole(text, text.Length);
            Assert.Equal((seed, string.Join('|', whole)), (seed, string.Join('|', Whole(text, random.Next(1, 9)))));
        }
    }

    [Fact]
    public void Sentence_is_held_until_the_next_one_begins()
    {
        var stream = new SentenceStream();
        Assert.Empty(stream.Add("It gains four points."));
        Assert.Empty(stream.Add(" [1"));
        Assert.Empty(stream.Add("]"));
        Assert.Equal(["It gains four points. [1]"], stream.Add(" Then it st"));
        Assert.Equal(["Then it stops."], [.. stream.Add("ops."), .. stream.Finish()]);
    }

    private static List<string> Whole(string text, int size)
    {
        var stream = new SentenceStream();
        List<string> sentences = [];
        for (var at = 0; at < text.Length; at += size)
        {
            sentences.AddRange(stream.Add(text.Substring(at, Math.Min(size, text.Length - at))));
        }

        sentences.AddRange(stream.Finish());
        return sentences;
    }
}
