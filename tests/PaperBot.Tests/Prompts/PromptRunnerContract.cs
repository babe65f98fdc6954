using Microsoft.Extensions.AI;
using PaperBot.Prompts;
using Xunit;

namespace PaperBot.Tests.Prompts;

/// <summary>What every prompt runner promises.</summary>
public abstract class PromptRunnerContract : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualTimeProvider clock = new(Some.Moment);

    protected PromptRunnerContract() => SomePrompts.FillWithShipped(folder);

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A runner of the folder's prompts on the client.</summary>
    private protected abstract IPromptRunner Open(string folder, IChatClient client, TimeProvider time);

    [Theory]
    [MemberData(nameof(PromptTemplateTests.Hostile), MemberType = typeof(PromptTemplateTests))]
    public async Task A_value_reaches_the_model_character_for_character(string value)
    {
        var client = new ScriptedChatClient(ScriptedReply.Of("Fine."));
        await Runner(client).RunAsync(Asking(value), Token);
        var (messages, options) = Assert.Single(client.Calls);
        Assert.Equal([ChatRole.System, ChatRole.User], messages.Select(m => m.Role));
        Assert.Equal($"Before {value} between nothing after", messages[1].Text);
        Assert.Equal(50, options?.MaxOutputTokens);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Text_streams_as_it_comes_and_the_result_is_all_of_it(int pieceLength)
    {
        var usage = new UsageDetails { InputTokenCount = 12, OutputTokenCount = 5 };
        var client = new ScriptedChatClient(ScriptedReply.Of("\n The error falls. [1] \n", pieceLength) with { Usage = usage });
        var (text, result) = await StreamedAsync(client);
        Assert.Equal("The error falls. [1]", result.Text);
        Assert.Equal(result.Text, text.Trim());
        Assert.Equal("\n The error falls. [1] \n", result.Raw);
        Assert.Equal(
            (ChatFinishReason.Stop, 12, 5), (result.FinishReason, result.Usage?.InputTokenCount, result.Usage?.OutputTokenCount));
        Assert.Equal(("echo", "scripted"), (result.Prompt, result.ModelId));
        Assert.Matches("^[0-9a-f]{64}$", result.PromptHash);
    }

    [Fact]
    public async Task Output_without_end_is_cut_and_says_so()
    {
        var client = new ScriptedChatClient(ScriptedReply.Of(new string('a', 120_000), 500));
        var (_, result) = await StreamedAsync(client);
        Assert.True(result.IsCut);
        Assert.InRange(result.Raw.Length, 50_000, 51_000);
    }

    [Fact]
    public async Task Result_names_what_was_sent_and_the_seed_that_was_used()
    {
        var client = new ScriptedChatClient(ScriptedReply.Of("Fine."));
        var drawn = await Runner(client).RunAsync(Asking("Why?"), Token);
        Assert.Equal(client.Calls[0].Options?.Seed, drawn.Seed);
        Assert.Equal(client.Calls[0].Messages.Select(m => (m.Role.Value, m.Text)), drawn.Messages);
        var asked = await Runner(client).RunAsync(Asking("Why?") with { Options = new ChatOptions { Seed = 9 } }, Token);
        Assert.Equal((9, 9), (asked.Seed, client.Calls[1].Options?.Seed));
    }

    [Fact]
    public async Task Failure_keeps_what_there_was_until_then()
    {
        var client = new ScriptedChatClient(ScriptedReply.Of("The error falls.") with { Throws = new IOException("gone") });
        var failed = await Assert.ThrowsAsync<PromptFailedException>(() => Runner(client).RunAsync(Asking("Why?"), Token));
        Assert.Equal(("The error falls.", "echo"), (failed.Partial?.Raw, failed.Partial?.Prompt));
    }

    [Theory]
    [InlineData("<think>Hm, [7].</think>\n\nIt falls. [1]", "It falls. [1]")]
    [InlineData("<THINKING>Hm.</thinking>It falls.", "It falls.")]
    [InlineData("It <think>or not</think>falls.", "It falls.")]
    [InlineData("Hm, I see.</think>It falls.", "It falls.")]
    [InlineData("It falls when a<b and <thin> air </thin", "It falls when a<b and <thin> air </thin")]
    [InlineData("<think>never closed, [1].", "")]
    [InlineData("It falls.<think>never closed", "It falls.")]
    [InlineData("<<think>x</think>b", "<b")]
    public async Task Thinking_is_no_output_wherever_the_stream_is_split(string said, string output)
    {
        for (var pieceLength = 1; pieceLength <= said.Length; pieceLength++)
        {
            var (text, result) = await StreamedAsync(new ScriptedChatClient(ScriptedReply.Of(said, pieceLength)));
            Assert.Equal(output, result.Text);
            Assert.Equal(output, text.Trim());
            Assert.Equal(said, result.Raw);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("<think>only thoughts</think>")]
    public async Task Empty_output_is_reported_as_such(string said)
    {
        var (text, result) = await StreamedAsync(new ScriptedChatClient(ScriptedReply.Of(said)));
        Assert.True(result.IsEmpty);
        Assert.Equal("", text);
        Assert.Null(result.FirstText);
    }

    [Fact]
    public async Task Output_that_hit_the_limit_says_so()
    {
        var (_, result) = await StreamedAsync(
            new ScriptedChatClient(ScriptedReply.Of("It fal") with { Finish = ChatFinishReason.Length }));
        Assert.True(result.IsCut);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Half a sent")]
    public async Task A_client_that_throws_is_one_failure_that_names_the_prompt(string before)
    {
        var cause = new InvalidOperationException("out of memory");
        var client = new ScriptedChatClient(ScriptedReply.Of(before) with { Throws = cause });
        var failure = await Assert.ThrowsAsync<PromptFailedException>(() => Runner(client).RunAsync(Asking("x"), Token));
        Assert.Equal(("echo", PromptFailure.Client), (failure.Prompt, failure.Failure));
        Assert.Same(cause, failure.InnerException);
        Assert.Contains("echo", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_cancels_itself_has_failed()
    {
        var client = new ScriptedChatClient(ScriptedReply.Of("x") with { Throws = new TaskCanceledException("its own timeout") });
        var failure = await Assert.ThrowsAsync<PromptFailedException>(() => Runner(client).RunAsync(Asking("x"), Token));
        Assert.Equal(PromptFailure.Client, failure.Failure);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_client_that_stands_still_ends_at_the_deadline(bool isDeaf, bool endsQuietly)
    {
        var client = Stalling(isDeaf, endsQuietly);
        var running = Runner(client).RunAsync(Asking("x") with { Deadline = TimeSpan.FromSeconds(20) }, Token);
        await client.Stalled;
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(running.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        var failure = await Assert.ThrowsAsync<PromptFailedException>(() => running);
        Assert.Equal(("echo", PromptFailure.Deadline), (failure.Prompt, failure.Failure));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_cancelled_run_is_cancelled_whatever_the_client_does(bool isDeaf, bool endsQuietly)
    {
        var client = Stalling(isDeaf, endsQuietly);
        using var stop = new CancellationTokenSource();
        var running = Runner(client).RunAsync(Asking("x"), stop.Token);
        await client.Stalled;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_call_may_override_settings_and_add_a_grammar()
    {
        var client = new ScriptedChatClient(ScriptedReply.Of("x"));
        var options = ChatCapabilities.WithGrammar("root ::= \"x\"");
        options.MaxOutputTokens = 9;
        await Runner(client).RunAsync(Asking("x") with { Options = options }, Token);
        var sent = Assert.Single(client.Calls).Options!;
        Assert.Equal((9, 0.5f), (sent.MaxOutputTokens, sent.Temperature));
        Assert.Equal("root ::= \"x\"", sent.AdditionalProperties?[ChatCapabilities.GrammarKey]);
    }

    [Fact]
    public async Task An_unknown_prompt_and_wrong_variables_fail_alike()
    {
        var runner = Runner(new ScriptedChatClient(ScriptedReply.Of("x")));
        var unknown = await Assert.ThrowsAsync<PromptFailedException>(
            () => runner.RunAsync(Asking("x") with { Prompt = "poem" }, Token));
        Assert.Equal(PromptFailure.UnknownPrompt, unknown.Failure);
        var wrong = await Assert.ThrowsAsync<PromptFailedException>(
            () => runner.RunAsync(new PromptRequest("echo", new Dictionary<string, string>()), Token));
        Assert.Equal(PromptFailure.WrongVariables, wrong.Failure);
    }

    [Fact]
    public async Task Runs_side_by_side_do_not_mix()
    {
        var client = ScriptedChatClient.Answering((messages, _) => ScriptedReply.Of(messages[1].Text, 1));
        var runner = Runner(client);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => runner.RunAsync(Asking($"q{i}"), Token)));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Before q{i} between nothing after"), results.Select(r => r.Text));
    }

    private static PromptRequest Asking(string question) =>
        new("echo", new Dictionary<string, string> { ["question"] = question });

    private ScriptedChatClient Stalling(bool isDeaf, bool endsQuietly) => new(
        clock,
        new ScriptedReply
        {
            Pieces = ["One ", "two."],
            Stall = TimeSpan.FromHours(1),
            IsDeaf = isDeaf,
            EndsQuietly = endsQuietly,
        });

    private IPromptRunner Runner(IChatClient client) => Open(folder.Path, client, clock);

    private async Task<(string Text, PromptResult Result)> StreamedAsync(ScriptedChatClient client)
    {
        var text = "";
        PromptResult? result = null;
        await foreach (var update in Runner(client).StreamAsync(Asking("x"), Token))
        {
            Assert.Null(result);
            switch (update)
            {
                case PromptText piece:
                    Assert.NotEqual("", piece.Text);
                    text += piece.Text;
                    break;
                case PromptWithdrawn:
                    text = "";
                    break;
                case PromptFinished finished:
                    result = finished.Result;
                    break;
            }
        }

        return (text, Assert.IsType<PromptResult>(result));
    }
}
