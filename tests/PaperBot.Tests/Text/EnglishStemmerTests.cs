using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Text;

public sealed class EnglishStemmerTests
{
    // Pairs of the algorithm's description and its sample vocabulary.
    [Theory]
    [InlineData("consigned", "consign")]
    [InlineData("consistency", "consist")]
    [InlineData("consolation", "consol")]
    [InlineData("knightly", "knight")]
    [InlineData("kneeling", "kneel")]
    [InlineData("generalization", "general")]
    [InlineData("generate", "generat")]
    [InlineData("communism", "communism")]
    [InlineData("arsenal", "arsenal")]
    [InlineData("hopping", "hop")]
    [InlineData("hoping", "hope")]
    [InlineData("bees", "bee")]
    [InlineData("skies", "sky")]
    [InlineData("ties", "tie")]
    [InlineData("cries", "cri")]
    [InlineData("gas", "gas")]
    [InlineData("gaps", "gap")]
    [InlineData("succeed", "succeed")]
    [InlineData("luxuriated", "luxuri")]
    [InlineData("fluently", "fluentli")]
    [InlineData("added", "add")]
    [InlineData("egged", "egg")]
    [InlineData("controlling", "control")]
    [InlineData("yields", "yield")]
    [InlineData("news", "news")]
    public void Words_have_the_stems_of_the_published_algorithm(string word, string stem) => Assert.Equal(stem, EnglishStemmer.Stem(word));

    [Theory]
    [InlineData("ab")]
    [InlineData("gpt4")]
    [InlineData("größe")]
    public void Short_words_names_with_digits_and_other_letters_stay(string word) => Assert.Equal(word, EnglishStemmer.Stem(word));
}
