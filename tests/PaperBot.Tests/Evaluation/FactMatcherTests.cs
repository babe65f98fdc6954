using PaperBot.Evaluation;
using Xunit;

namespace PaperBot.Tests.Evaluation;

public sealed class FactMatcherTests
{
    [Theory]
    [InlineData("It reaches 98\\% in English.", "98%", true)]
    [InlineData("It reaches 198% there.", "98%", false)]
    [InlineData("18 of 21 data sets", "18", true)]
    [InlineData("18.4 points", "18", false)]
    [InlineData("1,218 samples", "218", false)]
    [InlineData("a **power–law** in it", "power law|power-law", true)]
    [InlineData("uses NER here", "ner", true)]
    [InlineData("a generous corner", "ner", false)]
    [InlineData("thermostats have beliefs", "thermostat", true)]
    [InlineData("It’s nine words wide", "it's  nine", true)]
    [InlineData("nothing", "a|b|", false)]
    public void Fact_occurs_whole_in_one_of_its_wordings(string answer, string fact, bool holds) =>
        Assert.Equal(holds, FactMatcher.Holds(answer, fact));
}
