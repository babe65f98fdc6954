using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Text;

public sealed class WordsTests
{
    [Theory]
    [InlineData("GOAT-SLM, twice", "goat slm twice")]
    [InlineData("the model's don’t", "the models dont")]
    [InlineData("Gutiérrez Ångström ﬁne", "gutierrez angstrom fine")]
    [InlineData("e\u0301te\u0301 ok", "ete ok")]
    [InlineData("😂😂", "")]
    [InlineData("日本語", "日本語")]
    public void Words_are_folded(string text, string folded) => Assert.Equal(folded, string.Join(' ', Words.Of(text).Select(w => w.Folded)));

    [Fact]
    public void Offsets_refer_to_the_text_as_given()
    {
        const string text = " Ça, l'été-là ";
        Assert.Equal(["Ça", "l'été", "là"], Words.Of(text).Select(w => text[w.Start..w.End]));
    }

    [Theory]
    [InlineData("brain", "brian", 2, 1)]
    [InlineData("analobench", "analobnech", 2, 1)]
    [InlineData("kitten", "sitting", 3, 3)]
    [InlineData("kitten", "sitting", 2, 3)]
    [InlineData("", "ab", 2, 2)]
    public void Edit_distance_counts_a_swap_once_and_stops_at_its_limit(string a, string b, int limit, int distance) =>
        Assert.Equal(distance, EditDistance.Between(a, b, limit));
}
