using PaperBot.Answering;
using PaperBot.Retrieval;
using Xunit;

namespace PaperBot.Tests.Commands;

public sealed class CheckTests : IAsyncLifetime
{
    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Theory]
    [InlineData("Kiteline is a graph transformer with 21M parameters.", Standing.Supported, "kiteline")]
    [InlineData("Lanternfish is 6.1 times faster than full attention.", Standing.Supported, "lanternfish")]
    [InlineData("Kiteline is a graph transformer with 25M parameters.", Standing.Contradicted, "kiteline")]
    [InlineData("Lanternfish is 6.1 times slower than full attention.", Standing.Contradicted, "lanternfish")]
    [InlineData("Kiteline was trained on photographs of whales.", Standing.NotStated, null)]
    [InlineData("Cheese is made of milk.", Standing.NotStated, null)]
    public void A_sentence_stands_to_the_abstracts_as_they_say(string text, object standing, string? paper)
    {
        var found = Assert.Single(TextCheck.Of(text, room.Service<Corpus>().Current));
        Assert.Equal(standing, found.Standing);
        Assert.Equal(paper, found.Paper?.Id.Split('-')[0]);
        Assert.True(found.Paper is null || found.Paper.Abstract.Contains(found.Quote, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_reply_says_of_each_sentence_how_it_stands_with_the_abstracts_words_and_the_papers()
    {
        var reply = await room.SayAsync(
            "/check Kiteline is a graph transformer with 21M parameters. It lives on @everyone's cheese [7].", Token);
        Assert.Contains("✅ “Kiteline is a graph transformer with 21M parameters.”: supported [1]", reply.Text, StringComparison.Ordinal);
        Assert.Contains("\n> “Kiteline is a graph transformer with 21M parameters that ranks routes", reply.Text, StringComparison.Ordinal);
        Assert.Contains("not stated in any abstract here", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Sources:\n[1] Kiteline", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", reply.Text, StringComparison.Ordinal);
        Assert.StartsWith("kiteline", Assert.Single(reply.Papers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_long_text_the_first_sentences_are_checked_and_that_is_said()
    {
        var text = string.Concat(Enumerable.Repeat("Cheese is made of milk.\n", TextCheck.MostSentences + 3));
        Assert.Equal(TextCheck.MostSentences, TextCheck.Of(text, room.Service<Corpus>().Current).Count);
        Assert.Contains("Only the first 12 sentences", (await room.SayAsync("/check " + text, Token)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Only the first", (await room.SayAsync("/check Cheese is made of milk.", Token)).Text, StringComparison.Ordinal);
        Assert.True((await room.SayAsync("/check ...", Token)).IsProblem);
    }

    [Fact]
    public async Task Papers_about_a_text_begin_with_the_one_it_names()
    {
        var reply = await room.SayAsync("/about We planned tours over ridges, unlike Lanternfish, which reads ledgers", Token);
        Assert.StartsWith("lanternfish", reply.Papers[0], StringComparison.Ordinal);
        Assert.Contains(reply.Papers, p => p.StartsWith("kiteline", StringComparison.Ordinal));
        Assert.Single((await room.SayAsync("/about canal water levels --count 1", Token)).Papers);
        Assert.Equal("No stored paper is about that.", (await room.SayAsync("/about xyzzyq", Token)).Text);
    }
}
