using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Engines;
using PaperBot.Prompts;
using Xunit;

namespace PaperBot.Tests.Engines;

public sealed class FallbackChatClientTests
{
    private static readonly ChatMessage[] Asked = [new(ChatRole.User, "why?")];
    private readonly ManualTimeProvider clock = new(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ScriptedReply Fails => new() { Throws = new InvalidOperationException("down") };

    [Fact]
    public async Task The_next_writes_when_one_fails_before_its_first_word_and_says_who_it_is()
    {
        using var client = Client(new ScriptedChatClient(Fails), new ScriptedChatClient(ScriptedReply.Of("because")));
        var updates = await client.GetStreamingResponseAsync(Asked, null, Token).ToListAsync(Token);
        Assert.Equal("because", string.Concat(updates.Select(u => u.Text)));
        Assert.All(updates, u => Assert.Equal("local", u.AdditionalProperties![ChatCapabilities.EngineKey]));
        Assert.Equal("local", ChatCapabilities.Of(client).Engine);
    }

    [Fact]
    public async Task One_that_failed_is_spared_then_tried_by_one_call_and_longer_each_time()
    {
        var first = new ScriptedChatClient(Fails, Fails, ScriptedReply.Of("back"));
        using var client = Client(first, new ScriptedChatClient(ScriptedReply.Of("second")));
        Assert.Equal("second", await SayAsync(client));
        Assert.Equal("second", await SayAsync(client));
        Assert.Single(first.Calls);
        clock.Advance(EngineCircuit.First);
        Assert.Equal("second", await SayAsync(client));
        Assert.Equal(2, first.Calls.Count);
        clock.Advance(EngineCircuit.First);
        Assert.Equal("second", await SayAsync(client));
        Assert.Equal(2, first.Calls.Count);
        clock.Advance(EngineCircuit.First);
        Assert.Equal("back", await SayAsync(client));
        Assert.Equal("openai", client.Current.Name);
    }

    [Fact]
    public async Task A_failure_after_a_word_is_the_callers_and_never_another_ones_turn()
    {
        var second = new ScriptedChatClient(ScriptedReply.Of("second"));
        using var client = Client(new ScriptedChatClient(new ScriptedReply { Pieces = ["half "], Throws = new InvalidOperationException("cut") }), second);
        List<string> seen = [];
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(Asked, null, Token))
            {
                seen.Add(update.Text);
            }
        });
        Assert.Equal(["half "], seen);
        Assert.Empty(second.Calls);
        Assert.Equal("local", client.Current.Name);
    }

    [Fact]
    public async Task What_was_asked_being_at_fault_spares_nobody()
    {
        var first = new ScriptedChatClient(new ScriptedReply { Throws = new NotSupportedException("too long") });
        using var client = Client(first, new ScriptedChatClient(ScriptedReply.Of("second")));
        Assert.Equal("second", await SayAsync(client));
        Assert.Equal("second", await SayAsync(client));
        Assert.Equal(2, first.Calls.Count);
    }

    [Fact]
    public async Task All_failing_gives_the_last_ones_failure_and_all_spared_says_so()
    {
        using var client = Client(new ScriptedChatClient(Fails), new ScriptedChatClient(new ScriptedReply { Throws = new IOException("gone") }));
        Assert.False(ChatCapabilities.Of(client).Rests);
        await Assert.ThrowsAsync<IOException>(() => SayAsync(client));
        Assert.True(ChatCapabilities.Of(client).Rests);
        var spared = await Assert.ThrowsAsync<InvalidOperationException>(() => SayAsync(client));
        Assert.Contains("openai and local", spared.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_goes_away_at_once_harms_nobody_and_who_waited_long_in_vain_does()
    {
        foreach (var (waited, current) in new[] { (TimeSpan.FromSeconds(1), "openai"), (FallbackChatClient.Patience, "local") })
        {
            var first = new ScriptedChatClient(TimeProvider.System, new ScriptedReply { Stall = TimeSpan.FromHours(1) });
            using var client = Client(first, new ScriptedChatClient(ScriptedReply.Of("second")));
            using var stop = new CancellationTokenSource();
            var saying = client.GetResponseAsync(Asked, null, stop.Token);
            await first.Stalled;
            clock.Advance(waited);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saying);
            Assert.Equal(current, client.Current.Name);
        }
    }

    [Fact]
    public async Task Many_at_once_that_fail_together_are_one_failure()
    {
        var first = new ScriptedChatClient(Fails);
        using var client = Client(first, new ScriptedChatClient(ScriptedReply.Of("second")));
        var said = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => SayAsync(client))));
        Assert.All(said, s => Assert.Equal("second", s));
        clock.Advance(EngineCircuit.First);
        Assert.True(client.States[0].IsOpen);
    }

    [Fact]
    public void A_prompt_is_made_to_fit_whoever_may_take_over()
    {
        var first = new ScriptedChatClient(ScriptedReply.Of("x"));
        first.Services.Add(new ChatCapabilities { Engine = "openai", ContextTokens = 32_000, Tools = true });
        var second = new ScriptedChatClient(ScriptedReply.Of("y"));
        second.Services.Add(new ChatCapabilities { Grammar = true, ContextTokens = 4096 });
        using var client = Client(first, second);
        Assert.Equal(new ChatCapabilities { Engine = "openai", ContextTokens = 4096 }, ChatCapabilities.Of(client));
        using var both = Client(first, first);
        Assert.True(ChatCapabilities.Of(both).Tools);
    }

    [Fact]
    public async Task Messages_that_can_be_read_once_reach_the_second_too()
    {
        var second = new ScriptedChatClient(ScriptedReply.Of("second"));
        using var client = Client(new ScriptedChatClient(Fails), second);
        await client.GetResponseAsync(Once(), null, Token);
        Assert.Equal("why?", second.Calls[0].Messages.Single().Text);

        static IEnumerable<ChatMessage> Once()
        {
            yield return new ChatMessage(ChatRole.User, "why?");
        }
    }

    private static async Task<string> SayAsync(FallbackChatClient client) => (await client.GetResponseAsync(Asked, null, Token)).Text;

    private FallbackChatClient Client(IChatClient first, IChatClient second) => new(
        [new Engine("openai", first), new Engine("local", second)], e => e is not NotSupportedException, clock,
        NullLogger<FallbackChatClient>.Instance);
}
