using System.Collections.Concurrent;
using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Serving;
using Xunit;

namespace PaperBot.Tests.LocalModels.Scheduling;

/// <summary>Waiting, giving up and ending: nobody waits for ever and nobody is forgotten.</summary>
public sealed class QueueTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_wait_are_told_their_places_and_when_there_are_too_many_one_is_sent_away()
    {
        var fake = new FakeLlama();
        using var gate = new Gate(fake);
        await using var service = await fake.ServeAsync(together: 1, queue: 3);
        var first = service.WriteAllAsync(SchedulerFixture.Task("i", "0"), Test);
        await gate.Entered;
        List<(Task Done, ConcurrentQueue<WrittenPiece> Pieces)> waiting = [];
        for (var i = 1; i <= 3; i++)
        {
            ConcurrentQueue<WrittenPiece> pieces = new();
            waiting.Add((Collect(service, SchedulerFixture.Task("i", $"{i}"), pieces), pieces));
            await Until(() => pieces.FirstOrDefault()?.Place == i);
        }

        var one = SchedulerFixture.Task("i", "4");
        var error = await Assert.ThrowsAsync<ModelServiceException>(() => service.WriteAllAsync(one, Test));
        gate.Open();
        await first;
        await Task.WhenAll(waiting.Select(w => w.Done)).WaitAsync(Soon, Test);

        Assert.Equal(ServiceFailure.Busy, error.Failure);
        Assert.Contains("3 questions wait", error.Message, StringComparison.Ordinal);
        for (var i = 1; i <= 3; i++)
        {
            var places = waiting[i - 1].Pieces.Where(p => p.Place is not null).ToList();
            Assert.Equal(Enumerable.Range(1, i).Reverse(), places.Select(p => p.Place!.Value));
            Assert.Null(places[0].LikelyWait);
            Assert.All(places.Skip(1), p => Assert.True(p.LikelyWait > TimeSpan.Zero));
        }
    }

    [Fact]
    public async Task One_who_gives_up_waiting_makes_room_at_once_and_the_others_move_up()
    {
        var fake = new FakeLlama();
        using var gate = new Gate(fake);
        await using var service = await fake.ServeAsync(together: 1, queue: 2);
        var first = service.WriteAllAsync(SchedulerFixture.Task("i", "0"), Test);
        await gate.Entered;
        using var giveUp = new CancellationTokenSource();
        var leaving = service.WriteAllAsync(SchedulerFixture.Task("i", "1"), giveUp.Token);
        ConcurrentQueue<WrittenPiece> pieces = new();
        var staying = Collect(service, SchedulerFixture.Task("i", "2"), pieces);
        await Until(() => pieces.FirstOrDefault()?.Place == 2);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Soon, Test));
        var late = service.WriteAllAsync(SchedulerFixture.Task("i", "3"), Test);
        gate.Open();
        await Task.WhenAll(first, staying, late).WaitAsync(Soon, Test);
        Assert.Equal([2, 1], pieces.Where(p => p.Place is not null).Select(p => p.Place!.Value));
    }

    [Fact]
    public async Task Whoever_gives_up_has_left_the_line_when_it_is_told_so()
    {
        var fake = new FakeLlama();
        using var gate = new Gate(fake);
        await using var service = await fake.ServeAsync(together: 1, queue: 1);
        var first = service.WriteAllAsync(SchedulerFixture.Task("i", "0"), Test);
        await gate.Entered;
        for (var time = 0; time < 500; time++)
        {
            using var giveUp = new CancellationTokenSource();
            var leaving = service.WriteAllAsync(SchedulerFixture.Task("i", "1"), giveUp.Token);
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Soon, Test));
        }

        gate.Open();
        await first.WaitAsync(Soon, Test);
    }

    [Fact]
    public async Task A_computing_that_nobody_waits_for_any_more_is_stopped_and_the_memory_is_right_after_it()
    {
        var fake = new FakeLlama();
        var stopped = 0;
        using var entered = new SemaphoreSlim(0);
        fake.Decoding = (batch, token) =>
        {
            if (stopped == 0 && batch.Count > 100)
            {
                entered.Release();
                Assert.True(token.WaitHandle.WaitOne(Soon));
                stopped++;
            }
        };
        await using var service = await fake.ServeAsync();
        var task = SchedulerFixture.Task(new string('i', 300), "question");
        using var giveUp = new CancellationTokenSource();
        var leaving = service.WriteAllAsync(task, giveUp.Token);
        await entered.WaitAsync(Test);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Soon, Test));
        Assert.Equal(fake.Expected(task), (await service.WriteAllAsync(task, Test)).Text);
        Assert.Equal(1, stopped);
    }

    [Fact]
    public async Task A_computing_that_somebody_still_waits_for_goes_on()
    {
        var fake = new FakeLlama();
        var stopped = false;

        // With a clock that stands still nothing is measured, and both are in every step.
        await using var service = await fake.ServeAsync(time: new ManualTimeProvider(DateTimeOffset.UnixEpoch));
        var staying = SchedulerFixture.Task(new string('a', 200), "stays", 200);
        var leaving = SchedulerFixture.Task(new string('b', 200), "leaves", 500);
        using var together = new SemaphoreSlim(0);
        using var started = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        fake.Decoding = (batch, token) =>
        {
            // Nothing is computed before both have come.
            Assert.True(started.Wait(Soon, CancellationToken.None));
            if (batch.Count == 2 && !go.IsSet)
            {
                together.Release();
                Assert.True(go.Wait(Soon, CancellationToken.None));
                stopped |= token.IsCancellationRequested;
            }
        };
        using var giveUp = new CancellationTokenSource();
        var left = service.WriteAllAsync(leaving, giveUp.Token);
        var stayed = service.WriteAllAsync(staying, Test);
        started.Set();
        Assert.True(await together.WaitAsync(Soon, Test));

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.WaitAsync(Soon, Test));
        go.Set();

        Assert.Equal(fake.Expected(staying), (await stayed.WaitAsync(Soon, Test)).Text);
        Assert.False(stopped);
        await Until(() => fake.Samplers == 0);
    }

    [Fact]
    public async Task A_reader_who_goes_away_ends_its_text()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync(together: 1, context: 8000);
        await foreach (var piece in service.WriteAsync(SchedulerFixture.Task("i", "endless", 7000), Test))
        {
            if (piece.Text.Length > 0)
            {
                break;
            }
        }

        var task = SchedulerFixture.Task("i", "next", 5);
        Assert.Equal(fake.Expected(task), (await service.WriteAllAsync(task, Test).WaitAsync(Soon, Test)).Text);
        Assert.True(fake.Computed < 5000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deadline_counts_the_waiting_too_and_says_so(bool waits)
    {
        var time = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var fake = new FakeLlama();
        using var gate = new Gate(fake);
        await using var service = await fake.ServeAsync(together: 1, time: time);
        var first = waits ? service.WriteAllAsync(SchedulerFixture.Task("i", "0"), Test) : Task.CompletedTask;
        var late = service.WriteAllAsync(SchedulerFixture.Task("i", "1") with { Deadline = TimeSpan.FromSeconds(30) }, Test);
        await gate.Entered;

        time.Advance(TimeSpan.FromSeconds(31));

        var error = await Assert.ThrowsAsync<ModelServiceException>(() => late.WaitAsync(Soon, Test));
        Assert.Equal(ServiceFailure.Deadline, error.Failure);
        Assert.Contains("30 s", error.Message, StringComparison.Ordinal);
        gate.Open();
        await first.WaitAsync(Soon, Test);
        var task = SchedulerFixture.Task("i", "2", 5);
        Assert.Equal(fake.Expected(task), (await service.WriteAllAsync(task, Test)).Text);
    }

    [Fact]
    public async Task Ending_while_it_is_busy_ends_everybody_and_leaves_nothing()
    {
        var fake = new FakeLlama();
        using var entered = new SemaphoreSlim(0);
        fake.Decoding = (_, token) =>
        {
            entered.Release();
            Assert.True(token.WaitHandle.WaitOne(Soon));
        };
        var service = await fake.ServeAsync(together: 2, queue: 10);
        Task[] all =
        [
            .. Enumerable.Range(0, 8).Select(i => service.WriteAllAsync(SchedulerFixture.Task("i", $"{i}"), Test)),
        ];
        await entered.WaitAsync(Test);

        await Task.WhenAll(service.DisposeAsync().AsTask(), service.DisposeAsync().AsTask()).WaitAsync(Soon, Test);

        foreach (var one in all)
        {
            Assert.Equal(ServiceFailure.Ended, (await Assert.ThrowsAsync<ModelServiceException>(() => one)).Failure);
        }

        Assert.Equal((0, 0, 0), (fake.Samplers, fake.Contexts, fake.Live));
        var late = SchedulerFixture.Task("i", "x");
        var error = await Assert.ThrowsAsync<ModelServiceException>(() => service.WriteAllAsync(late, Test));
        Assert.Equal(ServiceFailure.Ended, error.Failure);
        Assert.Throws<ModelServiceException>(() => service.CountTokens("x"));
    }

    [Fact]
    public async Task A_context_that_fails_costs_the_texts_in_it_and_is_opened_anew()
    {
        var fake = new FakeLlama();
        var fails = true;
        fake.Decoding = (_, _) =>
        {
            if (fails)
            {
                fails = false;
                throw new LlamaException("The device is lost.");
            }
        };
        await using var service = await fake.ServeAsync(together: 1);
        var task = SchedulerFixture.Task("i", "question");

        var error = await Assert.ThrowsAsync<ModelServiceException>(() => service.WriteAllAsync(task, Test));

        Assert.Equal(ServiceFailure.Ended, error.Failure);
        Assert.Contains("The device is lost.", error.Message, StringComparison.Ordinal);
        Assert.Equal(fake.Expected(task), (await service.WriteAllAsync(task, Test)).Text);
    }

    [Fact]
    public async Task A_context_that_cannot_be_opened_anew_ends_the_service_and_nobody_hangs()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync(together: 1);
        fake.Decoding = (_, _) => throw new LlamaException("The device is lost.");
        fake.Opening = () => throw new LlamaException("There is no device.");
        Task[] all = [.. Enumerable.Range(0, 4).Select(i => service.WriteAllAsync(SchedulerFixture.Task("i", $"{i}"), Test))];

        foreach (var one in all)
        {
            var error = await Assert.ThrowsAsync<ModelServiceException>(() => one.WaitAsync(Soon, Test));
            Assert.Equal(ServiceFailure.Ended, error.Failure);
        }
    }

    [Theory]
    [Trait("Length", "Long")]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public async Task However_many_come_and_go_at_once_those_who_stay_get_their_text(int seed, bool recurrent)
    {
        var fake = new FakeLlama { Cells = 700, Recurrent = recurrent };
        fake.Decoding = (batch, token) => token.WaitHandle.WaitOne(batch.Count / 32);
        await using var service = await fake.ServeAsync(together: 6, queue: 400, context: 300);
        var random = new Random(seed);
        var all = Enumerable.Range(0, 200).Select(i => (
            Task: SchedulerFixture.Task(
                new string('s', 20 * (i % 4)), new string((char)('a' + (i % 5)), random.Next(1, 120)), random.Next(1, 40)),
            Start: random.Next(300),
            Stays: i % 3 == 0 ? random.Next(1, 250) : (int?)null)).ToList();

        var right = await Task.WhenAll(all.Select(async one =>
        {
            await Task.Delay(one.Start, Test);
            using var giveUp = new CancellationTokenSource();
            if (one.Stays is { } time)
            {
                giveUp.CancelAfter(time);
            }

            try
            {
                return (await service.WriteAllAsync(one.Task, giveUp.Token)).Text == fake.Expected(one.Task);
            }
            catch (OperationCanceledException)
            {
                return one.Stays is not null;
            }
        })).WaitAsync(TimeSpan.FromSeconds(60), Test);

        Assert.DoesNotContain(false, right);
        await Until(() => fake.Samplers == 0);
    }

    private static async Task Collect(ModelService service, WritingTask task, ConcurrentQueue<WrittenPiece> pieces)
    {
        await foreach (var piece in service.WriteAsync(task, Test))
        {
            pieces.Enqueue(piece);
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!condition())
        {
            await Task.Delay(1, limit.Token);
        }
    }

    /// <summary>Holds the computing until it is opened, or until the computing is stopped.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly ManualResetEventSlim open = new();
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Gate(FakeLlama fake) => fake.Decoding = (_, token) =>
        {
            entered.TrySetResult();
            Assert.NotEqual(WaitHandle.WaitTimeout, WaitHandle.WaitAny([open.WaitHandle, token.WaitHandle], Soon));
        };

        public Task Entered => entered.Task;

        public void Open() => open.Set();

        public void Dispose() => open.Dispose();
    }
}
