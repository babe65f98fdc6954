using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Papers;

public sealed class AuthorMatchTests
{
    [Theory]
    [InlineData("Peter Hase", "P. Hase")]
    [InlineData("Hase, Peter", "Peter Hase")]
    [InlineData("Zhang Wei", "Wei Zhang")]
    [InlineData("Jörg Müller", "Jorg M\\\"uller")]
    [InlineData("Martin Luther King Jr.", "M. L. King")]
    public void One_person_in_two_printings_is_shared(string one, string other) =>
        Assert.True(AuthorMatch.ShareSomeone(["Somebody Else", one], [other]));

    [Theory]
    [InlineData("Peter Hase", "Mona Diab")]
    [InlineData("Wei Zhang", "Wei Li")]
    public void Two_people_are_not(string one, string other) => Assert.False(AuthorMatch.ShareSomeone([one], [other]));

    [Fact]
    public void Lists_of_thousands_are_compared_at_once()
    {
        var atlas = Enumerable.Range(0, 3000).Select(i => $"A{i} Name{i}").ToList();
        var others = Enumerable.Range(3000, 3000).Select(i => $"A{i} Name{i}").ToList();

        Assert.False(AuthorMatch.ShareSomeone(atlas, others));
    }
}
