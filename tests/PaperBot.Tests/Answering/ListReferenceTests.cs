using PaperBot.Answering;
using Xunit;

namespace PaperBot.Tests.Answering;

public sealed class ListReferenceTests
{
    [Theory]
    [InlineData("compare 2 and 5", 2, 5)]
    [InlineData("Compare #2 with #5, please", 2, 5)]
    [InlineData("compare papers 2 and 5", 2, 5)]
    [InlineData("what do 1, 3 and 4 have in common?", 1, 3, 4)]
    [InlineData("1, 3 and 4", 1, 3, 4)]
    [InlineData("papers 2-4", 2, 3, 4)]
    [InlineData("what is the difference between 4 and 1?", 4, 1)]
    [InlineData("2 vs 3", 2, 3)]
    [InlineData("what does paper 3 report?", 3)]
    [InlineData("and paper 3?", 3)]
    [InlineData("and 3?", 3)]
    [InlineData("what does 3 report", 3)]
    [InlineData("who wrote [2]?", 2)]
    [InlineData("paper number 12: what is new?", 12)]
    [InlineData("who wrote the second one?", 2)]
    [InlineData("and the second?", 2)]
    [InlineData("what is the 3rd paper about?", 3)]
    [InlineData("compare the first and the third", 1, 3)]
    [InlineData("compare the second one with the fourth one", 2, 4)]
    [InlineData("when were the first, second and third papers published?", 1, 2, 3)]
    [InlineData("compare the first two", 1, 2)]
    [InlineData("what do the first three have in common?", 1, 2, 3)]
    [InlineData("compare the last three", 10, 11, 12)]
    [InlineData("the last 2 papers: who wrote them?", 11, 12)]
    [InlineData("what about the last one", 12)]
    public void Places_of_a_list_of_twelve_are_read_off_the_question(string question, params int[] places) =>
        Assert.Equal(places, ListReference.In(question)?.On(12)?.Select(p => p + 1));

    [Theory]
    [InlineData("how much do 2 and 5 percent noise cost?")]
    [InlineData("compare 2 and 5 layer networks")]
    [InlineData("what are the first two layers for?")]
    [InlineData("which papers 2024 brought are about graphs?")]
    [InlineData("does it win on 3 of 5 datasets?")]
    [InlineData("is the gain between 2% and 5%?")]
    [InlineData("what happens in the second stage?")]
    [InlineData("compare the first and last layers")]
    [InlineData("which model has 7 billion parameters?")]
    public void Amounts_and_parts_of_things_are_no_places(string question) => Assert.Null(ListReference.In(question));

    [Theory]
    [InlineData("compare 2 and 5")]
    [InlineData("the last five papers")]
    [InlineData("what is the fifth one?")]
    public void A_place_past_the_end_is_on_no_list(string question) => Assert.Null(ListReference.In(question)!.On(4));
}
