using System.Diagnostics;
using PaperBot.Answering;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Answering;

/// <summary>Clients that misbehave where few do: in what they say of themselves, at a cancellation, while cleaning up.</summary>
public sealed class HostileClientTests
{
    private const string Good = "Larder keeps 2.1 billion vectors on slow disks. [1]";

    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index for Archives", "larder") with
    {
        Abstract = "Archives are asked seldom. Larder keeps 2.1 billion vectors on slow disks. "
            + "On DustShelf it answers in 40 ms with a recall of 91.5%.",
    };

    public static TheoryData<string> Failing => [.. Failures.Keys];

    public static TheoryData<string> Harmless => [.. Oddities.Keys];

    private static Dictionary<string, Func<HostileClient>> Failures { get; } = new()
    {
        ["says never what it is"] = () => new HostileClient { Says = Good, OnService = _ => Blocked() },
        ["is cancelled when asked what it is"] = () => new HostileClient
        {
            Says = Good, OnService = _ => throw new OperationCanceledException(),
        },
        ["blocks before its stream"] = () => new HostileClient { Says = Good, OnAsked = () => Blocked() },
        ["throws before its stream"] = () => new HostileClient { Says = Good, OnAsked = () => throw new InvalidOperationException("no") },
        ["blocks whoever cancels it"] = () => new HostileClient { Says = Good, OnStart = BlockAtCancellationAsync },
        ["throws at whoever cancels it"] = () => new HostileClient { Says = Good, OnStart = ThrowAtCancellationAsync },
        ["never ends"] = () => new HostileClient { Says = Good, OnEnd = _ => Task.Delay(Timeout.Infinite, CancellationToken.None) },
        ["fails long after it was left"] = () => new HostileClient { Says = Good, OnEnd = FailLateAsync },
    };

    private static Dictionary<string, Func<HostileClient>> Oddities { get; } = new()
    {
        ["cleans up for ever"] = () => new HostileClient
        {
            Says = Good, OnDispose = () => Task.Delay(Timeout.Infinite, CancellationToken.None),
        },
        ["blocks while it cleans up"] = () => new HostileClient { Says = Good, OnDispose = () => Task.FromResult(Blocked()) },
        ["throws while it cleans up"] = () => new HostileClient { Says = Good, OnDispose = () => throw new IOException("gone") },
        ["never ends after it has finished"] = () => new HostileClient
        {
            Says = Good, OnFinished = () => Task.Delay(Timeout.Infinite, CancellationToken.None),
        },
        ["fails after it has finished"] = () => new HostileClient { Says = Good, OnFinished = () => throw new IOException("gone") },
        ["sends updates that are none"] = () => new HostileClient { Says = Good, HasNullUpdates = true },
    };

    [Theory]
    [MemberData(nameof(Failing))]
    public async Task Deadline_holds_by_the_clock_on_the_wall(string failure)
    {
        List<Exception> unseen = [];
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, e) => unseen.Add(e.Exception);
        TaskScheduler.UnobservedTaskException += note;
        try
        {
            var watch = Stopwatch.StartNew();
            var answer = await AskAsync(Failures[failure](), seconds: 2);
            Assert.Equal(("extractive", Outcome.Answered), (answer.Engine, answer.Outcome));
            Assert.NotNull(answer.Trace.Fallback);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
            await Task.Delay(500, TestContext.Current.CancellationToken);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.DoesNotContain(unseen, e => e.ToString().Contains("hostile", StringComparison.Ordinal));
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= note;
        }
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task Whole_answer_counts_whatever_its_client_does_after_it(string oddity)
    {
        var watch = Stopwatch.StartNew();
        var answer = await AskAsync(Oddities[oddity](), seconds: 20);
        Assert.Equal("local", answer.Engine);
        Assert.StartsWith(Good, answer.Text, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static Task<Answer> AskAsync(HostileClient client, int seconds) =>
        Answerers.Over(Corpora.Of(Larder), client, new AnsweringOptions { DeadlineSeconds = seconds })
            .AnswerAsync(new Question("q", "what recall does Larder reach on DustShelf?"), CancellationToken.None);

    private static Task BlockAtCancellationAsync(CancellationToken token)
    {
        token.Register(() => Thread.Sleep(Timeout.Infinite));
        return Task.Delay(Timeout.Infinite, CancellationToken.None);
    }

    private static Task ThrowAtCancellationAsync(CancellationToken token)
    {
        token.Register(() => throw new InvalidOperationException("hostile"));
        return Task.Delay(Timeout.Infinite, CancellationToken.None);
    }

    private static async Task FailLateAsync(CancellationToken token)
    {
        await Task.Delay(TimeSpan.FromSeconds(2.2), CancellationToken.None);
        throw new InvalidOperationException("hostile");
    }

    private static int Blocked()
    {
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }
}
