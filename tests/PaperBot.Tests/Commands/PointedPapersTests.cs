using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Records;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Commands;

/// <summary>Numbers of a list mean its papers: each of them, and no other.</summary>
public sealed class PointedPapersTests : IAsyncLifetime
{
    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Theory]
    [InlineData("the first two", 1, 2)]
    [InlineData("the last two", 2, 3)]
    [InlineData("what do papers 1 and 3 report?", 1, 3)]
    [InlineData("what do 3 and 1 say about graphs of ridges?", 3, 1)]
    [InlineData("papers 1-3", 1, 2, 3)]
    [InlineData("compare 2 and 2", 2)]
    [InlineData("the last", 3)]
    public async Task A_question_that_points_is_answered_from_the_papers_pointed_at(string question, params int[] places)
    {
        var papers = (await room.SayAsync("/digest", Token)).Papers;
        var answer = (await room.SayAsync(question, Token)).Answer!;
        Assert.Equal(Outcome.Answered, answer.Outcome);
        Assert.Equal(places.Select(p => papers[p - 1]), answer.Citations.Select(c => c.PaperId).Distinct());
    }

    [Fact]
    public async Task Fields_of_several_papers_are_told_of_each()
    {
        var papers = (await room.SayAsync("/digest", Token)).Papers;
        var answer = (await room.SayAsync("who wrote the first two?", Token)).Answer!;
        Assert.Equal(Outcome.NotStated, answer.Outcome);
        Assert.Equal(papers.Take(2), answer.Citations.Select(c => c.PaperId));
        Assert.Equal(2, answer.Text.Split("does not name the authors").Length - 1);
    }

    [Theory]
    [InlineData("/compare 3 1")]
    [InlineData("/compare #3 [1]")]
    public async Task Commands_take_the_numbers_of_the_list_above(string line)
    {
        Assert.True((await room.SayAsync(line, Token)).IsProblem);
        var papers = (await room.SayAsync("/digest", Token)).Papers;
        var compared = await room.SayAsync(line, Token);
        Assert.False(compared.IsProblem, compared.Text);
        Assert.Equal(
            new[] { papers[2], papers[0] },
            (await room.Service<IAnswerLog>().FindAsync(compared.Answer!.Id!, Token))!.Question.Listed);
        Assert.True((await room.SayAsync("/compare 1 9", Token)).IsProblem);
        Assert.False((await room.SayAsync("/related 2", Token)).IsProblem);
    }

    [Theory]
    [InlineData("compare 2 and 5")]
    [InlineData("the second one")]
    public async Task Numbers_before_any_list_are_told_what_they_lack(string question)
    {
        var answer = (await room.SayAsync(question, Token)).Answer!;
        Assert.Equal(Outcome.NoMatch, answer.Outcome);
        Assert.Contains("no list yet", answer.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Nearest);
    }

    [Fact]
    public async Task A_card_can_be_asked_about()
    {
        await room.SayAsync("/paper kiteline", Token);
        var answer = (await room.SayAsync("how many parameters does it have?", Token)).Answer!;
        Assert.Contains("21M", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_does_not_wait_until_another_process_has_written()
    {
        var other = new SqliteDatabase(Path.Combine(room.Data.Path, Adapters.DatabaseFile));
        var held = new TaskCompletionSource();
        using var free = new ManualResetEventSlim();
        var writing = other.WriteAsync(
            _ =>
            {
                held.SetResult();
                return free.Wait(TimeSpan.FromSeconds(60));
            },
            Token);
        await held.Task;
        var reply = await room.SayAsync("How many parameters does Kiteline have?", Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.False(writing.IsCompleted);
        free.Set();
        await writing;
        other.Dispose();
        Assert.Contains("21M", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("-# answer", reply.Text, StringComparison.Ordinal);
        Assert.Empty(await room.Service<IConversationStore>().RecallAsync("room/ada", Token));
    }
}
