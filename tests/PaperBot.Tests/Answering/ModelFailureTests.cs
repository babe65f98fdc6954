using System.Diagnostics;
using Microsoft.Extensions.AI;
using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Papers;
using PaperBot.Prompts.Sources;
using Xunit;

namespace PaperBot.Tests.Answering;

/// <summary>Whatever a client does at whatever stage, there is an answer within the deadline.</summary>
public sealed class ModelFailureTests
{
    private const string Asked = "what recall does Larder reach on DustShelf?";

    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index for Archives", "larder") with
    {
        Abstract = "Archives are asked seldom. Larder keeps 2.1 billion vectors on slow disks. On DustShelf it answers in 40 ms with a recall of 91.5%.",
    };

    private static readonly ScriptedReply Never = new() { Stall = TimeSpan.FromHours(1) };
    private static readonly Question FollowUp = new("q", "and how many vectors does it keep?")
    {
        History = [new Turn(Speaker.User, "what is Larder?"), new Turn(Speaker.Bot, "Larder: A Vector Index for Archives answers in 40 ms. [1]\n\nSources:\n[1] Larder: A Vector Index for Archives (1 Jan 2026)")],
    };

    public static TheoryData<string> Failures => [.. Clients.Keys];

    private static Dictionary<string, Func<ScriptedReply>> Clients { get; } = new()
    {
        ["throws at once"] = () => new ScriptedReply { Throws = new InvalidOperationException("gone") },
        ["throws in mid-sentence"] = () => ScriptedReply.Of("Larder reaches") with { Throws = new IOException("pipe closed") },
        ["throws after a good sentence"] = () => ScriptedReply.Of("Larder keeps 2.1 billion vectors on slow disks. [1] It al") with { Throws = new IOException("gone") },
        ["says nothing"] = () => new ScriptedReply(),
        ["says only white space"] = () => ScriptedReply.Of(" \n \n"),
        ["only thinks"] = () => ScriptedReply.Of("<think>Larder keeps 2.1 billion vectors on slow disks. [1]"),
        ["stalls at once"] = () => Never,
        ["stalls in mid-sentence"] = () => ScriptedReply.Of("Larder reaches a recall of 91.5% on Dust") with { Stall = TimeSpan.FromHours(1) },
        ["stalls and does not listen"] = () => Never with { IsDeaf = true },
        ["stalls and ends quietly"] = () => Never with { EndsQuietly = true },
        ["babbles for ever"] = () => ScriptedReply.Of(string.Concat(Enumerable.Repeat("Bananas are yellow. [1] ", 4000)), 50),
        ["cancels by itself"] = () => new ScriptedReply { Throws = new OperationCanceledException() },
        ["times out by itself"] = () => new ScriptedReply { Throws = new TimeoutException() },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Answer_stands_within_the_deadline_in_the_abstracts_words(string failure)
    {
        var clock = new ManualTimeProvider(Some.Moment);
        var client = new ScriptedChatClient(clock, Clients[failure]());
        var answer = await AnswerAsync(client, clock, new Question("q", Asked));
        Assert.Equal(("extractive", Outcome.Answered), (answer.Engine, answer.Outcome));
        Assert.Contains("91.5%", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Trace.Fallback);
        Assert.InRange(clock.GetUtcNow() - Some.Moment, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Follow_up_whose_rewriting_fails_is_read_as_asked(string failure)
    {
        var clock = new ManualTimeProvider(Some.Moment);
        var client = new ScriptedChatClient(clock, Clients[failure](), ScriptedReply.Of("Larder keeps 2.1 billion vectors on slow disks. [1]"));
        var answer = await AnswerAsync(client, clock, FollowUp);
        Assert.Equal(Outcome.Answered, answer.Outcome);
        Assert.Null(answer.Trace.Standalone);
        Assert.Contains("2.1 billion", answer.Text, StringComparison.Ordinal);
        Assert.InRange(clock.GetUtcNow() - Some.Moment, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failed_second_attempt_costs_only_what_it_would_have_repaired(string failure)
    {
        var clock = new ManualTimeProvider(Some.Moment);
        var client = new ScriptedChatClient(
            clock, ScriptedReply.Of("Larder keeps 2.1 billion vectors on slow disks. [1] Bananas are yellow. [1]"), Clients[failure]());
        var answer = await AnswerAsync(client, clock, new Question("q", Asked));
        Assert.Equal(("local", Outcome.Answered), (answer.Engine, answer.Outcome));
        Assert.StartsWith("Larder keeps 2.1 billion vectors on slow disks. [1]", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_that_cannot_say_what_it_is_leaves_the_extractive_answer()
    {
        using var client = new BrokenClient();
        var answer = await Answerers.Over(Corpora.Of(Larder), client).AnswerAsync(new Question("q", Asked), CancellationToken.None);
        Assert.Equal(("extractive", Outcome.Answered), (answer.Engine, answer.Outcome));
    }

    [Fact]
    public async Task Token_counter_that_blocks_its_thread_does_not_hold_the_answer()
    {
        using var counter = new BlockingCounter();
        var client = new ScriptedChatClient(ScriptedReply.Of("Larder keeps 2.1 billion vectors. [1]"));
        client.Services.Add(counter);
        var watch = Stopwatch.StartNew();
        var answer = await Answerers.Over(Corpora.Of(Larder), client, new AnsweringOptions { DeadlineSeconds = 2 })
            .AnswerAsync(new Question("q", Asked), CancellationToken.None);
        Assert.Equal("extractive", answer.Engine);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Person_who_gives_up_stops_the_model()
    {
        using var stop = new CancellationTokenSource();
        var client = new ScriptedChatClient(Never);
        var asking = Answerers.Over(Corpora.Of(Larder), client).AnswerAsync(new Question("q", Asked), stop.Token);
        await client.Stalled;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    // Lets the clock run, a second at a time, once the client stands still.
    private static async Task<Answer> AnswerAsync(ScriptedChatClient client, ManualTimeProvider clock, Question question)
    {
        var asking = Answerers.Over(Corpora.Of(Larder), client, new AnsweringOptions { DeadlineSeconds = 10 }, clock)
            .AnswerAsync(question, CancellationToken.None);
        await Task.WhenAny(asking, client.Stalled).WaitAsync(TimeSpan.FromMinutes(1));
        var patience = Stopwatch.StartNew();
        while (await Task.WhenAny(asking, Task.Delay(TimeSpan.FromMilliseconds(40))) != asking)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "It hangs.");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await asking;
    }

    private sealed class BrokenClient : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    private sealed class BlockingCounter : ITokenCounter, IDisposable
    {
        private readonly ManualResetEventSlim released = new();

        public int Count(string text)
        {
            released.Wait();
            return text.Length;
        }

        // Not disposed: the thread left behind still waits on it.
        public void Dispose() => released.Set();
    }
}
