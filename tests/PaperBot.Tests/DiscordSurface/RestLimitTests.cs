using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api.Rest;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>How calls wait for Discord's limits.</summary>
public sealed class RestLimitTests : IAsyncLifetime
{
    private static readonly OutgoingMessage Hello = OutgoingMessage.Text("Hello.");

    private readonly DiscordRig rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task A_bucket_with_nothing_left_holds_the_next_call_until_it_opens()
    {
        rig.Http.Then(200, Message, Empty("2.5"));
        await rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        var second = rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        rig.Clock.Advance(TimeSpan.FromSeconds(2.5));
        await DiscordRig.Settle();
        Assert.Single(rig.Sent);
        rig.Clock.Advance(TimeSpan.FromSeconds(0.06));
        await second;
        Assert.Equal(2, rig.Sent.Count);
    }

    [Fact]
    public async Task Channels_are_counted_apart()
    {
        rig.Http.Then(200, Message, Empty("9"));
        await rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        await rig.Api.SendAsync(DiscordRig.OtherChannel, Hello, Token);
        Assert.Equal(["POST channels/5/messages", "POST channels/6/messages"], rig.Sent);
    }

    [Fact]
    public async Task Routes_that_name_the_same_bucket_wait_for_each_other()
    {
        rig.Http
            .Then(200, Message, ("X-RateLimit-Bucket", "abc"), ("X-RateLimit-Remaining", "4"))
            .Then(200, Message, Empty("3"));
        await rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        await rig.Api.EditAsync(DiscordRig.Channel, new Snowflake(77), Hello, Token);
        var third = rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        await DiscordRig.Settle();
        Assert.Equal(2, rig.Sent.Count);
        await rig.WithinAsync(TimeSpan.FromSeconds(4), third);
    }

    [Fact]
    public async Task A_limit_told_under_the_name_of_another_routes_bucket_holds_there()
    {
        rig.Http
            .Then(200, Message, ("X-RateLimit-Bucket", "abc"), ("X-RateLimit-Remaining", "4"))
            .Then(429, """{"retry_after":3}""", ("X-RateLimit-Bucket", "abc"), ("X-RateLimit-Scope", "user"));
        await rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        var edit = rig.Api.EditAsync(DiscordRig.Channel, new Snowflake(77), Hello, Token);
        var send = rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        rig.Clock.Advance(TimeSpan.FromSeconds(2.9));
        await DiscordRig.Settle();
        Assert.Equal(2, rig.Sent.Count);
        await rig.WithinAsync(TimeSpan.FromSeconds(1), Task.WhenAll(edit, send));
        Assert.Equal(4, rig.Sent.Count);
    }

    [Fact]
    public async Task Messages_of_one_channel_keep_their_order()
    {
        var first = new TaskCompletionSource<HttpResponseMessage>();
        rig.Http.Then(_ => first.Task);
        var all = Enumerable.Range(0, 5)
            .Select(n => rig.Api.SendAsync(DiscordRig.Channel, OutgoingMessage.Text($"No. {n}"), Token)).ToList();
        await DiscordRig.Settle();
        Assert.Single(rig.Sent);
        first.SetResult(ScriptedHttp.Answer(200, Message));
        await Task.WhenAll(all);
        Assert.Equal(["No. 0", "No. 1", "No. 2", "No. 3", "No. 4"], rig.Http.Seen.Select(c => c.Field("content")));
    }

    [Fact]
    public async Task Too_many_of_one_kind_wait_as_long_as_the_body_says_and_are_sent_again()
    {
        const string slow = """{"message":"slow","retry_after":1.25,"global":false}""";
        rig.Http.Then(429, slow, ("Retry-After", "2"), ("X-RateLimit-Scope", "user"));
        var sent = rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        rig.Clock.Advance(TimeSpan.FromSeconds(1.2));
        await DiscordRig.Settle();
        Assert.Single(rig.Sent);
        rig.Clock.Advance(TimeSpan.FromSeconds(0.2));
        await sent;
        Assert.Equal(2, rig.Sent.Count);
        Assert.Equal(rig.Http.Seen[0].Body, rig.Http.Seen[1].Body);
    }

    [Fact]
    public async Task A_global_limit_holds_every_call_back_but_not_answers_to_interactions()
    {
        rig.Http.Then(429, """{"message":"slow","retry_after":4,"global":true}""", ("X-RateLimit-Scope", "global"));
        var sent = rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        var other = rig.Api.ChannelAsync(DiscordRig.OtherChannel, Token);
        await DiscordRig.Settle();
        await rig.Api.AnswerAsync(rig.Interaction(), new InteractionAnswer.Deferred(IsPrivate: false), Token);
        Assert.Equal(["POST channels/5/messages", "POST interactions/9/interaction-token-9/callback"], rig.Sent);
        await rig.WithinAsync(TimeSpan.FromSeconds(5), Task.WhenAll(sent, other));
    }

    [Fact]
    public async Task A_barrier_before_Discord_that_gives_only_a_header_holds_every_call_back()
    {
        rig.Http.Then(429, "<html>Too many</html>", ("Retry-After", "7"));
        var sent = rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        var other = rig.Api.ChannelAsync(DiscordRig.OtherChannel, Token);
        rig.Clock.Advance(TimeSpan.FromSeconds(6.9));
        await DiscordRig.Settle();
        Assert.Single(rig.Sent);
        await rig.WithinAsync(TimeSpan.FromSeconds(2), Task.WhenAll(sent, other));
    }

    [Fact]
    public async Task A_wait_longer_than_the_patience_fails_at_once_and_says_how_long_it_would_be()
    {
        rig.Http.Then(429, """{"message":"slow","retry_after":600,"global":false}""");
        var failure = await Assert.ThrowsAsync<DiscordException>(() => rig.Api.SendAsync(DiscordRig.Channel, Hello, Token));
        Assert.Equal((DiscordErrorKind.RateLimited, CallOutcome.NotDone), (failure.Kind, failure.Outcome));
        Assert.InRange(failure.RetryAfter!.Value.TotalSeconds, 600, 601);
    }

    [Fact]
    public async Task No_more_than_fifty_calls_leave_in_a_second()
    {
        var calls = Enumerable.Range(100, 60).Select(n => rig.Api.ChannelAsync(new Snowflake((ulong)n), Token)).ToList();
        await DiscordRig.Settle();
        Assert.Equal(50, rig.Sent.Count);
        rig.Clock.Advance(TimeSpan.FromSeconds(0.9));
        await DiscordRig.Settle();
        Assert.Equal(50, rig.Sent.Count);
        await rig.WithinAsync(TimeSpan.FromSeconds(1), Task.WhenAll(calls));
        Assert.Equal(60, rig.Sent.Count);
    }

    [Fact]
    public async Task Answers_to_interactions_leave_without_counting()
    {
        await Task.WhenAll(Enumerable.Range(100, 120).Select(n => rig.Api.AnswerAsync(
            rig.Interaction((ulong)n), new InteractionAnswer.Choices([new DiscordChoice("a", "a")]), Token)));
        Assert.Equal(120, rig.Sent.Count);
    }

    [Fact]
    public async Task Typing_is_not_worth_a_wait()
    {
        rig.Http.Then(204, "", ("X-RateLimit-Bucket", "t"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "3"));
        await rig.Api.ShowTypingAsync(DiscordRig.Channel, Token);
        var failure = await Assert.ThrowsAsync<DiscordException>(() => rig.Api.ShowTypingAsync(DiscordRig.Channel, Token));
        Assert.Equal(DiscordErrorKind.RateLimited, failure.Kind);
        Assert.Single(rig.Sent);
    }

    [Fact]
    public async Task A_cancelled_call_leaves_the_queue_to_the_others()
    {
        rig.Http.Then(200, Message, Empty("5"));
        await rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        using var given = new CancellationTokenSource();
        var up = rig.Api.SendAsync(DiscordRig.Channel, Hello, given.Token);
        var next = rig.Api.SendAsync(DiscordRig.Channel, Hello, Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => up);
        await rig.WithinAsync(TimeSpan.FromSeconds(6), next);
        Assert.Equal(2, rig.Sent.Count);
    }

    [Fact]
    public async Task Buckets_of_past_interactions_are_cleared_out()
    {
        var buckets = new Buckets(rig.Clock);
        for (var n = 0; n < 3000; n++)
        {
            var call = ApiCall.Of(HttpMethod.Post, "interactions/{interaction}/{token}/callback", n, "t");
            (await buckets.EnterAsync(call, rig.Clock.GetUtcNow(), Token)).Leave();
        }

        Assert.InRange(buckets.Count, 1, 500);
    }

    [Fact]
    public async Task Many_refusals_hold_every_call_back_before_Discord_shuts_the_address_out()
    {
        var refused = new RefusedCalls(rig.Clock, most: 3);
        using var http = new ScriptedHttp { Otherwise = _ => ScriptedHttp.Answer(403, """{"code":50013,"message":"Missing"}""") };
        using var rest = new RestClient(rig.Options, http, rig.Clock, rig.Log, refused);
        var call = ApiCall.Of(HttpMethod.Get, "channels/{channel}", 5);
        for (var n = 0; n < 3; n++)
        {
            Assert.Equal(DiscordErrorKind.Refused, (await FailAsync(rest, call)).Kind);
        }

        var held = await FailAsync(rest, call);
        Assert.Equal((DiscordErrorKind.HeldBack, CallOutcome.NotDone), (held.Kind, held.Outcome));
        Assert.Equal(TimeSpan.FromMinutes(10), held.RetryAfter);
        Assert.Equal(3, http.Seen.Count);
        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(DiscordErrorKind.Refused, (await FailAsync(rest, call)).Kind);
    }

    [Fact]
    public async Task A_limit_shared_with_others_is_not_counted_as_a_refusal()
    {
        var refused = new RefusedCalls(rig.Clock, most: 1);
        using var http = new ScriptedHttp();
        http.Then(429, """{"retry_after":0.5}""", ("X-RateLimit-Scope", "shared"));
        using var rest = new RestClient(rig.Options, http, rig.Clock, rig.Log, refused);
        var call = ApiCall.Of(HttpMethod.Get, "channels/{channel}", 5);
        await rig.WithinAsync(TimeSpan.FromSeconds(2), rest.SendAsync(call, Token));
        Assert.Null(refused.HeldBackFor);
        Assert.Equal(2, http.Seen.Count);
    }

    private const string Message = """{"id":"77","channel_id":"5","author":{"id":"1","username":"paperbot"}}""";

    private static (string Name, string Value)[] Empty(string seconds) =>
        [("X-RateLimit-Bucket", "abc"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", seconds)];

    private static Task<DiscordException> FailAsync(RestClient rest, ApiCall call) =>
        Assert.ThrowsAsync<DiscordException>(() => rest.SendAsync(call, Token));
}
