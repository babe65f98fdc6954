using System.Diagnostics;
using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;
using PaperBot.Prompts.Sources;
using Xunit;

namespace PaperBot.Tests.LocalModels.ModelHost;

/// <summary>What happens to the model host's process costs the answers in flight, and nothing else.</summary>
public sealed class HostedModelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_of_many_share_one_host_and_each_has_its_own_answer()
    {
        await using var model = HostRig.Open();
        Assert.Equal("not loaded", model.Model.Description);
        Assert.Equal("scripted", (await model.LoadedAsync(Token)).Description);
        Assert.Equal("It computes nowhere.", model.State);
        var texts = await Task.WhenAll(Enumerable.Range(1, 60).Select(n => model.TextAsync($"words {n}", Token)));
        Assert.Equal(
            Enumerable.Range(1, 60).Select(n => string.Concat(Enumerable.Range(1, n).Select(w => $"{w} "))), texts);
        Assert.Equal(1005, model.CountTokens("seven"[..5]));
        var many = Enumerable.Range(0, 150).Select(n => new string('x', n)).ToList();
        var vectors = await model.EmbedAsync(many, Token);
        Assert.Equal(many.Select(t => (float)t.Length), vectors.Select(v => v.Vector[0]));
    }

    [Fact]
    public async Task Host_sees_neither_tokens_nor_keys_nor_the_bots_settings()
    {
        Environment.SetEnvironmentVariable("PAPERBOT__Discord__Token", "secret");
        Environment.SetEnvironmentVariable("OPENAI_API_KEY", "secret");
        try
        {
            await using var model = HostRig.Open();
            var names = (await model.TextAsync("environment", Token)).Split('\n');
            Assert.Contains("PATH", names);
            Assert.DoesNotContain(names, n => n.StartsWith("PAPERBOT", StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(names, n => n.Contains("KEY", StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(names, n => n.Contains("TOKEN", StringComparison.OrdinalIgnoreCase));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PAPERBOT__Discord__Token", null);
            Environment.SetEnvironmentVariable("OPENAI_API_KEY", null);
        }
    }

    [Fact]
    public async Task What_the_host_prints_disturbs_nothing()
    {
        await using var model = HostRig.Open();
        Assert.Equal("still understood", await model.TextAsync("shout", Token));
    }

    [Theory]
    [InlineData("abort", "SIGABRT", "GGML_ASSERT(false) failed")]
    [InlineData("fault", "ended", "")]
    [InlineData("exit", "exit code 3", "")]
    public async Task Host_that_breaks_down_fails_what_is_in_flight_at_once_and_is_started_again(string how, string reason, string words)
    {
        await using var model = HostRig.Open();
        await model.LoadedAsync(Token);
        var first = model.Process;
        var beside = model.TextAsync("slow 5000", Token);
        var failed = await Assert.ThrowsAsync<ModelServiceException>(() => model.TextAsync($"{how} 3", Token));
        Assert.Equal(ServiceFailure.Ended, failed.Failure);
        Assert.Equal(ServiceFailure.Ended, (await Assert.ThrowsAsync<ModelServiceException>(() => beside)).Failure);
        await UntilAsync(() => model.State.Contains("started again", StringComparison.Ordinal));
        Assert.Contains(reason, model.State, StringComparison.Ordinal);
        Assert.Contains(words, model.State, StringComparison.Ordinal);

        // While it is away nobody waits for it, and tokens are estimated.
        Assert.Equal(
            ServiceFailure.Ended, (await Assert.ThrowsAsync<ModelServiceException>(() => model.TextAsync("words 1", Token))).Failure);
        Assert.Equal(EstimatedTokens.Instance.Count("some words"), model.CountTokens("some words"));
        await UntilAsync(() => model.State == "It computes nowhere.");
        Assert.Equal("1 2 ", await model.TextAsync("words 2", Token));
        Assert.NotEqual(first, model.Process);
    }

    [Fact]
    public async Task Host_killed_for_its_memory_is_started_again_and_the_reason_names_memory()
    {
        await using var model = HostRig.Open();
        await model.LoadedAsync(Token);
        var writing = model.TextAsync("slow 5000", Token);
        using (var host = Process.GetProcessById(model.Process!.Value))
        {
            host.Kill();
        }

        await Assert.ThrowsAsync<ModelServiceException>(() => writing);
        await UntilAsync(() => model.State.Contains("started again", StringComparison.Ordinal));
        Assert.Contains("memory ran out", model.State, StringComparison.Ordinal);
        await UntilAsync(() => model.State == "It computes nowhere.");
    }

    [Fact]
    public async Task File_that_breaks_every_host_is_given_up_and_says_so()
    {
        await using var model = HostRig.Open("abort");
        await UntilGivenUpAsync(model);
        Assert.Contains($"ended {RestartPlan.MostEnds} times and is not started again", model.State, StringComparison.Ordinal);
        Assert.Contains("GGML_ASSERT", model.State, StringComparison.Ordinal);
        var failed = await Assert.ThrowsAsync<ModelServiceException>(() => model.TextAsync("words 1", Token));
        Assert.Equal((ServiceFailure.GivenUp, model.State), (failed.Failure, failed.Message));
        Assert.Null(model.Process);
    }

    [Fact]
    public async Task Refused_file_is_not_tried_again()
    {
        await using var model = HostRig.Open("refuse");
        var failed = await Assert.ThrowsAsync<ModelServiceException>(() => model.LoadedAsync(Token));
        Assert.Equal("This file is no model.", failed.Message);
        await UntilAsync(() => model.State == "This file is no model.");
        Assert.Equal("not loaded", model.Model.Description);
    }

    [Fact]
    public async Task Refusal_of_one_call_is_that_calls_alone()
    {
        await using var model = HostRig.Open();
        var failed = await Assert.ThrowsAsync<ModelServiceException>(() => model.TextAsync("busy", Token));
        Assert.Equal((ServiceFailure.Busy, "Too many wait."), (failed.Failure, failed.Message));
        Assert.Equal("1 ", await model.TextAsync("words 1", Token));
    }

    [Fact]
    public async Task Cancelled_call_ends_in_the_host_too()
    {
        await using var model = HostRig.Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var pieces = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var piece in model.WriteAsync(HostRig.Order("slow 5000"), stop.Token))
            {
                if (++pieces == 3)
                {
                    await stop.CancelAsync();
                }
            }
        });
        Assert.Equal("1 ", await model.TextAsync("words 1", Token));
    }

    [Fact]
    public async Task Host_that_hangs_past_a_deadline_is_ended_and_started_again()
    {
        await using var model = HostRig.Open(change: o => o with { Grace = TimeSpan.FromMilliseconds(200) });
        await model.LoadedAsync(Token);
        var task = HostRig.Order("hang") with { Deadline = TimeSpan.FromMilliseconds(300) };
        var failed = await Assert.ThrowsAsync<ModelServiceException>(async () =>
        {
            await foreach (var piece in model.WriteAsync(task, Token))
            {
                Assert.Fail(piece.Text);
            }
        });
        Assert.Equal(ServiceFailure.Deadline, failed.Failure);
        await UntilAsync(() => model.State == "It computes nowhere.");
        Assert.Equal("1 ", await model.TextAsync("words 1", Token));
    }

    [Fact]
    public async Task Host_that_tells_nothing_while_it_loads_is_ended()
    {
        await using var model = HostRig.Open("quiet", o => o with { QuietLoading = TimeSpan.FromMilliseconds(500) });
        await UntilGivenUpAsync(model);
        Assert.Contains("told nothing", model.State, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_ends_when_the_program_is_gone_even_in_the_middle_of_a_text()
    {
        var model = HostRig.Open();
        await model.LoadedAsync(Token);
        using var host = Process.GetProcessById(model.Process!.Value);
        var hanging = model.TextAsync("hang", Token);
        await Task.WhenAll(model.DisposeAsync().AsTask(), model.DisposeAsync().AsTask());
        await host.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromSeconds(5), Token);
        await Assert.ThrowsAsync<ModelServiceException>(() => hanging);
        Assert.Equal(
            ServiceFailure.Ended, (await Assert.ThrowsAsync<ModelServiceException>(() => model.TextAsync("words 1", Token))).Failure);
    }

    [Fact]
    public async Task Program_of_a_host_that_is_not_there_is_told()
    {
        await using var model = HostRig.Open(change: o => o with { Program = _ => new ProcessStartInfo("/no/such/program") });
        await UntilGivenUpAsync(model);
        Assert.Contains("could not be started", model.State, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_larger_than_a_message_is_refused_before_it_is_sent()
    {
        await using var model = HostRig.Open();
        var failed = await Assert.ThrowsAsync<ModelServiceException>(
            () => model.TextAsync(new string('x', FrameStream.LargestBody + 1), Token));
        Assert.Equal(ServiceFailure.TooLong, failed.Failure);
        Assert.Equal("1 ", await model.TextAsync("words 1", Token));
    }

    [Fact]
    public async Task Model_that_was_never_used_starts_nothing_when_it_is_disposed_of()
    {
        var model = HostRig.Open();
        await model.DisposeAsync();
        await model.DisposeAsync();
        model.Start();
        Assert.Null(model.Process);
        await Assert.ThrowsAsync<ModelServiceException>(() => model.TextAsync("words 1", Token));
    }

    private static async Task UntilGivenUpAsync(HostedModel model)
    {
        model.Start();
        await UntilAsync(() => model.State.Contains("not started again", StringComparison.Ordinal));
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var waited = 0; !isSo(); waited++)
        {
            Assert.True(waited < 1500, "It did not come to be within 30 seconds.");
            await Task.Delay(20, Token);
        }
    }
}
