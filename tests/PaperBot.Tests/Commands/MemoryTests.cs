using PaperBot.Answering;
using PaperBot.Commands;
using PaperBot.Conversations;
using PaperBot.Records;
using Xunit;

namespace PaperBot.Tests.Commands;

/// <summary>What the commands remember, show again and forget.</summary>
public sealed class MemoryTests : IAsyncLifetime
{
    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Evidence_of_the_last_answer_is_one_step_away_word_for_word()
    {
        var answer = (await room.SayAsync("How many parameters does Kiteline have?", Token)).Answer!;
        var evidence = await room.SayAsync("/evidence", Token);
        Assert.False(evidence.IsProblem);
        Assert.Contains($"`{answer.Id}`", evidence.Text, StringComparison.Ordinal);
        Assert.Contains("**[1] Kiteline: Graph Transformers for Alpine Rescue** · date not given", evidence.Text, StringComparison.Ordinal);
        Assert.All(answer.Citations, c => Assert.Contains($"> “{c.Quote}”", evidence.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("How many", evidence.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_of_another_conversation_needs_the_id()
    {
        var answer = (await room.SayAsync("ada", "How many parameters does Kiteline have?", Token)).Answer!;
        Assert.True((await room.SayAsync("bob", "/evidence", Token)).IsProblem);
        Assert.Contains("21M", (await room.SayAsync("bob", $"/evidence {answer.Id}", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("21M", (await room.SayAsync("bob", $"/evidence #{answer.Id!.ToUpperInvariant()}", Token)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/evidence 00000000", "no longer kept")]
    [InlineData("/evidence hello", "That is no answer's id")]
    [InlineData("/feedback fine", "takes good or bad")]
    [InlineData("/feedback good", "no answer in this conversation yet")]
    [InlineData("/forget-me now", "takes yes")]
    [InlineData("/ask compare 1 and 2 --edition 2020-01-01", "There is no digest")]
    [InlineData("/ask compare 1 and 2 --edition soon", "takes a day")]
    public async Task What_cannot_be_meant_gets_a_sentence(string line, string says)
    {
        var reply = await room.SayAsync(line, Token);
        Assert.True(reply.IsProblem);
        Assert.Contains(says, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Small_talk_has_no_footer_and_is_no_answer_to_look_up()
    {
        Assert.DoesNotContain("-# answer", (await room.SayAsync("hello", Token)).Text, StringComparison.Ordinal);
        Assert.True((await room.SayAsync("/evidence", Token)).IsProblem);
    }

    [Theory]
    [InlineData("/compare lanternfish kiteline")]
    [InlineData("/summarize")]
    [InlineData("what is the capital of Mongolia")]
    public async Task Every_answer_is_kept(string line)
    {
        var reply = await room.SayAsync(line, Token);
        Assert.Equal(reply.Answer!.Text, (await room.Service<IAnswerLog>().FindAsync(reply.Answer.Id!, Token))!.Answer.Text);
        Assert.EndsWith($"\n-# answer {reply.Answer.Id}", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/search graph ledgers canal")]
    [InlineData("/digest")]
    public async Task Numbers_after_a_list_mean_its_papers(string list)
    {
        var papers = (await room.SayAsync(list, Token)).Papers;
        Assert.True(papers.Count >= 2, string.Join(' ', papers));
        var one = (await room.SayAsync("what does paper 2 report?", Token)).Answer!;
        Assert.Equal([papers[1]], one.Citations.Select(c => c.PaperId).Distinct());
        var both = (await room.SayAsync("compare 2 and 1", Token)).Answer!;
        Assert.Equal(new[] { papers[1], papers[0] }, both.Citations.Select(c => c.PaperId).Distinct());
        Assert.Equal(Outcome.NoMatch, (await room.SayAsync("what does paper 40 report?", Token)).Answer!.Outcome);
    }

    [Fact]
    public async Task A_question_over_an_edition_uses_its_numbers_and_nothing_else()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var papers = (await room.SayAsync("bob", "/digest", Token)).Papers;
        var answer = (await room.SayAsync("ada", $"/ask compare 3 and 1 --edition {day}", Token)).Answer!;
        Assert.Equal(new[] { papers[2], papers[0] }, answer.Citations.Select(c => c.PaperId).Distinct());
        Assert.Equal(papers, (await room.Service<IAnswerLog>().FindAsync(answer.Id!, Token))!.Question.Listed);
    }

    [Fact]
    public async Task Several_people_share_a_thread_and_nobody_shares_a_conversation_of_their_own()
    {
        await room.SayAsync("ada", "What is Lanternfish?", Token, "thread-9");
        var shared = (await room.SayAsync("bob", "and how much faster is it?", Token, "thread-9")).Answer!;
        Assert.StartsWith("lanternfish", Assert.Single(shared.Citations.Select(c => c.PaperId).Distinct()), StringComparison.Ordinal);
        Assert.Equal(["ada", "ada", "bob", "bob"], (await room.Service<IConversationStore>().RecallAsync("thread-9", Token)).Select(t => t.Person));
        Assert.Empty(await room.Service<IConversationStore>().RecallAsync("room/bob", Token));
    }

    [Fact]
    public async Task Feedback_is_kept_with_its_comment_and_a_later_one_counts()
    {
        var answer = (await room.SayAsync("How many parameters does Kiteline have?", Token)).Answer!;
        Assert.False((await room.SayAsync("/feedback good", Token)).IsProblem);
        Assert.False((await room.SayAsync($"/feedback bad it says -- wrongly --answer {answer.Id}", Token)).IsProblem);
        var rating = Assert.Single(await room.Service<IAnswerLog>().RatingsAsync(answer.Id!, Token));
        Assert.Equal(("ada", false, "it says -- wrongly"), (rating.Person, rating.Good, rating.Comment));
        Assert.True((await room.SayAsync($"/feedback bad {new string('x', Rating.MostComment + 1)}", Token)).IsProblem);
    }

    [Fact]
    public async Task Forgetting_says_what_goes_and_waits_for_a_yes()
    {
        Assert.Contains("Nothing is stored", (await room.SayAsync("/forget-me", Token)).Text, StringComparison.Ordinal);
        var mine = (await room.SayAsync("ada", "What is Lanternfish?", Token, "thread-9")).Answer!;
        var his = (await room.SayAsync("bob", "and how much faster is it?", Token, "thread-9")).Answer!;
        await room.SayAsync($"/feedback good --answer {mine.Id}", Token);

        var asks = await room.SayAsync("/forget-me", Token);
        Assert.Contains("2 messages in conversations, 2 kept answers and 1 rating", asks.Text, StringComparison.Ordinal);
        Assert.NotNull(await room.Service<IAnswerLog>().FindAsync(mine.Id!, Token));

        Assert.Contains("Erased: 2 messages", (await room.SayAsync("/forget-me yes", Token)).Text, StringComparison.Ordinal);
        Assert.Null(await room.Service<IAnswerLog>().FindAsync(mine.Id!, Token));
        Assert.Null(await room.Service<IAnswerLog>().FindAsync(his.Id!, Token));
        Assert.Equal(["bob", "bob"], (await room.Service<IConversationStore>().RecallAsync("thread-9", Token)).Select(t => t.Person));
    }

    [Fact]
    public void A_question_may_hold_dashes_that_are_no_option()
    {
        var read = CommandLineReader.Read(room.Table, "/ask what does --after mean for 2 --edition 2026-01-02 papers");
        Assert.Equal(("what does --after mean for 2 papers", "2026-01-02"), (read.Values["question"], read.Values["edition"]));
    }
}
