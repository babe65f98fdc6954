using PaperBot.LocalModels.Serving;
using Xunit;

namespace PaperBot.Tests.LocalModels.Scheduling;

/// <summary>Many texts from one context: what each says must not depend on who else is there.</summary>
public sealed class WritingTogetherTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4, null, false)]
    [InlineData(1, null, false)]
    [InlineData(8, 400, false)]
    [InlineData(4, 330, false)]
    [InlineData(4, null, true)]
    public async Task Texts_say_what_they_say_alone_however_many_are_written_and_however_little_memory_there_is(
        int together, int? cells, bool recurrent)
    {
        var fake = new FakeLlama { Cells = cells, Recurrent = recurrent };
        await using var service = await fake.ServeAsync(together, context: 300);
        var random = new Random(5);
        WritingTask[] tasks =
        [
            .. Enumerable.Range(0, 60).Select(i => SchedulerFixture.Task(
                new string('s', 10 + (i % 3 * 40)), new string((char)('a' + (i % 7)), random.Next(1, 90)), random.Next(1, 60))),
        ];

        var texts = await Task.WhenAll(tasks.Select(t => service.WriteAllAsync(t, Test)));

        Assert.Equal(tasks.Select(fake.Expected), texts.Select(t => t.Text));
        Assert.All(texts, t => Assert.Equal(FinishedBy.Length, t.Last.Finished));
        Assert.Equal(0, fake.Samplers);
    }

    [Fact]
    public async Task Those_who_come_together_compute_their_common_instructions_once()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync(together: 8);
        var system = new string('i', 500);
        WritingTask[] tasks = [.. Enumerable.Range(0, 8).Select(i => SchedulerFixture.Task(system, $"question {i}", 5))];

        var texts = await Task.WhenAll(tasks.Select(t => service.WriteAllAsync(t, Test)));

        Assert.Equal(tasks.Select(fake.Expected), texts.Select(t => t.Text));
        Assert.InRange(fake.Computed, 500, 500 + (8 * 100));
    }

    [Fact]
    public async Task A_follow_up_computes_only_what_is_new()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync();
        var first = SchedulerFixture.Task(new string('i', 400), "first", 10);
        var (text, _) = await service.WriteAllAsync(first, Test);
        var before = fake.Computed;
        var second = first with { Turns = [.. first.Turns, new("assistant", text), new("user", "second")] };

        var (more, last) = await service.WriteAllAsync(second, Test);

        Assert.Equal(fake.Expected(second), more);
        Assert.InRange(fake.Computed - before, 1, 70);
        Assert.Equal(fake.Prompt(second).Length, last.PromptTokens);
        Assert.InRange(last.ReusedTokens!.Value, fake.Prompt(first).Length + 9, last.PromptTokens!.Value - 1);
    }

    [Fact]
    public async Task Instructions_outlive_many_other_questions_while_there_is_memory()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync(together: 2);
        for (var i = 0; i < 20; i++)
        {
            var task = SchedulerFixture.Task(new string('i', 300), new string((char)('a' + i), 50), 5);
            var (_, last) = await service.WriteAllAsync(task, Test);
            Assert.InRange(last.ReusedTokens!.Value, i == 0 ? 0 : 300, 400);
        }
    }

    [Theory]
    [InlineData(4 * 900, 300, 300)]
    [InlineData(4 * 500, 300, 0)]
    [InlineData(0, 0, 0)]
    public async Task Of_finished_texts_as_many_are_kept_as_there_is_memory_for_and_the_least_used_goes_first(
        long kept, int newest, int oldest)
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync(kept: kept);
        var tasks = "abc".Select(c => SchedulerFixture.Task(new string(c, 300), "question", 5)).ToList();
        async Task<int> Reused(WritingTask task) => (await service.WriteAllAsync(task, Test)).Last.ReusedTokens!.Value;
        await Reused(tasks[0]);
        await Reused(tasks[1]);

        Assert.InRange(await Reused(tasks[1]), newest, newest + 50);
        Assert.InRange(await Reused(tasks[0]), oldest, oldest + 50);

        // Of two, the one asked for last stays when a third comes.
        await Reused(tasks[2]);
        Assert.InRange(await Reused(tasks[0]), oldest, oldest + 50);
        Assert.InRange(await Reused(tasks[1]), 0, 50);
    }

    [Fact]
    public async Task Whoever_waits_for_a_beginning_has_it_also_when_the_one_in_front_is_done_with_it()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync(together: 2);
        var system = new string('i', 900);
        WritingTask[] tasks = [SchedulerFixture.Task(system, "1", 1), SchedulerFixture.Task(system, "2", 1)];

        var texts = await Task.WhenAll(tasks.Select(t => service.WriteAllAsync(t, Test)));

        Assert.Equal(tasks.Select(fake.Expected), texts.Select(t => t.Text));
        Assert.InRange(fake.Computed, 900, 1100);
    }

    [Fact]
    public async Task A_long_prompt_does_not_stall_those_who_are_written()
    {
        var time = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var fake = new FakeLlama();
        List<(int Prompt, int Written)> steps = [];
        using var both = new ManualResetEventSlim();
        var writing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fake.Decoding = (batch, _) =>
        {
            var written = Enumerable.Range(0, batch.Count).GroupBy(i => batch.Sequences[i]).Count(g => g.Count() == 1);
            steps.Add((batch.Count - written, written));

            // A thousand tokens a second, and the first text waits in its midst for the long prompt.
            time.Advance(TimeSpan.FromMilliseconds(batch.Count));
            if (steps.Count == 3)
            {
                writing.SetResult();
                Assert.True(both.Wait(TimeSpan.FromSeconds(20), CancellationToken.None));
            }
        };
        await using var service = await fake.ServeAsync(context: 8000, time: time);
        var first = SchedulerFixture.Task("i", "short", 60);
        var second = SchedulerFixture.Task(new string('x', 1500), "long", 3);

        var running = service.WriteAllAsync(first, Test);
        await writing.Task;
        var begun = service.WriteAllAsync(second, Test);
        both.Set();

        Assert.Equal(fake.Expected(second), (await begun).Text);
        Assert.Equal(fake.Expected(first), (await running).Text);
        Assert.InRange(steps.Count(s => s is { Prompt: > 1, Written: 1 }), 12, 40);
        Assert.All(steps, s => Assert.InRange(s.Prompt, 0, 130));
    }

    [Fact]
    public async Task A_stop_string_ends_the_text_before_it()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync();
        var task = SchedulerFixture.Task("i", "question", 40);
        var whole = fake.Expected(task);
        var stop = whole.Substring(12, 3);

        var (text, last) = await service.WriteAllAsync(task with { Stops = ["zzzzzz", stop] }, Test);

        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], text);
        Assert.Equal(FinishedBy.Stop, last.Finished);
    }

    [Fact]
    public async Task A_prompt_that_cannot_fit_is_refused_before_anything_is_computed()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync(context: 256);
        var task = SchedulerFixture.Task("i", new string('q', 300));

        var error = await Assert.ThrowsAsync<ModelServiceException>(() => service.WriteAllAsync(task, Test));

        Assert.Equal(ServiceFailure.TooLong, error.Failure);
        Assert.Contains($"{fake.Prompt(task).Length} tokens", error.Message, StringComparison.Ordinal);
        Assert.Contains("256", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, fake.Computed);
    }

    [Fact]
    public async Task A_text_ends_where_the_context_does()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync(context: 256);
        var task = SchedulerFixture.Task("i", new string('q', 150)) with { MostTokens = null };

        var (text, last) = await service.WriteAllAsync(task, Test);

        Assert.Equal(256, last.PromptTokens + last.WrittenTokens);
        Assert.Equal(FakeLlama.Expected(fake.Prompt(task), last.WrittenTokens!.Value), text);
        Assert.Equal(FinishedBy.Length, last.Finished);
    }

    [Fact]
    public async Task Penalties_look_at_the_end_of_the_prompt_too_and_without_penalties_nothing_does()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync();
        var task = SchedulerFixture.Task("i", new string('x', 90) + "the end", 3);

        await service.WriteAllAsync(task with { RepeatPenalty = 1.1f }, Test);
        Assert.Equal(fake.Prompt(task).TakeLast(64), fake.Accepted);

        await service.WriteAllAsync(task, Test);
        Assert.Empty(fake.Accepted);
    }

    [Fact]
    public async Task A_grammar_that_cannot_be_read_is_refused_and_others_go_on()
    {
        var fake = new FakeLlama();
        await using var service = await fake.ServeAsync();
        var task = SchedulerFixture.Task("i", "question");

        var error = await Assert.ThrowsAsync<ModelServiceException>(
            () => service.WriteAllAsync(task with { Grammar = "bad" }, Test));

        Assert.Equal(ServiceFailure.Refused, error.Failure);
        Assert.Equal(fake.Expected(task), (await service.WriteAllAsync(task, Test)).Text);
    }
}
