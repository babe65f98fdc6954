using PaperBot.DiscordSurface;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>What happens to calls that fail, and what is known afterwards.</summary>
public sealed class RestFailureTests : IAsyncLifetime
{
    private static readonly OutgoingMessage Hello = OutgoingMessage.Text("Hello.");
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private readonly DiscordRig rig = new(patienceSeconds: 600);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_fault_of_Discord_is_repeated_under_the_same_nonce(int status)
    {
        rig.Http.Then(status, "<html>").Then(status, "<html>");
        var sent = await rig.WithinAsync(Long, rig.Api.SendAsync(DiscordRig.Channel, Hello, Token));
        Assert.Equal(new Snowflake(77), sent.Id);
        var nonces = rig.Http.Seen.Select(c => c.Field("nonce")).Distinct().ToList();
        Assert.Equal(3, rig.Sent.Count);
        Assert.InRange(Assert.Single(nonces)!.Length, 1, 25);
        Assert.All(rig.Http.Seen, c => Assert.Contains("\"enforce_nonce\":true", c.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_that_stays_ends_after_four_attempts_and_leaves_open_what_was_done()
    {
        rig.Http.Otherwise = _ => ScriptedHttp.Answer(500, "");
        var failure = await FailAsync(() => rig.Api.SendAsync(DiscordRig.Channel, Hello, Token));
        Assert.Equal((DiscordErrorKind.ServerFailure, CallOutcome.PerhapsDone), (failure.Kind, failure.Outcome));
        Assert.Equal(4, rig.Sent.Count);
    }

    [Fact]
    public async Task A_follow_up_that_may_have_arrived_is_not_sent_again()
    {
        rig.Http.Then(500);
        var failure = await FailAsync(() => rig.Api.FollowUpAsync(rig.Interaction(), Hello, Token));
        Assert.Equal(CallOutcome.PerhapsDone, failure.Outcome);
        Assert.Single(rig.Sent);
    }

    [Fact]
    public async Task A_follow_up_that_surely_did_not_arrive_is_sent_again()
    {
        rig.Http.ThenBreak(HttpRequestError.ConnectionError).ThenBreak(HttpRequestError.NameResolutionError);
        await rig.WithinAsync(Long, rig.Api.FollowUpAsync(rig.Interaction(), Hello, Token));
        Assert.Equal(3, rig.Sent.Count);
    }

    [Fact]
    public async Task A_broken_connection_leaves_open_what_was_done()
    {
        rig.Http.ThenBreak(HttpRequestError.ResponseEnded);
        var failure = await FailAsync(() => rig.Api.FollowUpAsync(rig.Interaction(), Hello, Token));
        Assert.Equal((DiscordErrorKind.Unreachable, CallOutcome.PerhapsDone), (failure.Kind, failure.Outcome));
    }

    [Fact]
    public async Task Silence_is_borne_for_fifteen_seconds_and_then_the_call_is_repeated()
    {
        rig.Http.ThenSilence();
        var reading = rig.Api.ChannelAsync(DiscordRig.Channel, Token);

        // The fifteen seconds count from the sending, which a busy machine may put off.
        while (rig.Sent.Count == 0)
        {
            await Task.Delay(5, Token);
        }

        rig.Clock.Advance(TimeSpan.FromSeconds(14.9));
        await DiscordRig.Settle();
        Assert.Single(rig.Sent);
        await rig.WithinAsync(TimeSpan.FromSeconds(3), reading);
        Assert.Equal(2, rig.Sent.Count);
    }

    [Fact]
    public async Task Silence_after_a_follow_up_ends_as_timed_out_and_perhaps_done()
    {
        rig.Http.ThenSilence();
        var failure = await FailAsync(() => rig.Api.FollowUpAsync(rig.Interaction(), Hello, Token));
        Assert.Equal((DiscordErrorKind.TimedOut, CallOutcome.PerhapsDone), (failure.Kind, failure.Outcome));
    }

    [Fact]
    public async Task Cancelling_is_no_failure_of_Discord()
    {
        rig.Http.ThenSilence();
        using var given = new CancellationTokenSource();
        var reading = rig.Api.ChannelAsync(DiscordRig.Channel, given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task An_answer_that_arrived_though_its_reply_was_lost_counts_as_given()
    {
        rig.Http.Then(500).Then(400, """{"code":40060,"message":"Interaction has already been acknowledged."}""");
        await rig.WithinAsync(
            TimeSpan.FromSeconds(2),
            rig.Api.AnswerAsync(rig.Interaction(), new InteractionAnswer.Deferred(IsPrivate: true), Token));
        Assert.Equal(2, rig.Sent.Count);
    }

    [Fact]
    public async Task An_interaction_that_somebody_else_answered_is_an_error()
    {
        rig.Http.Then(400, """{"code":40060,"message":"Interaction has already been acknowledged."}""");
        var failure = await FailAsync(
            () => rig.Api.AnswerAsync(rig.Interaction(), new InteractionAnswer.Deferred(IsPrivate: true), Token));
        Assert.Equal((DiscordErrorCode.InteractionAlreadyAnswered, CallOutcome.NotDone), (failure.Code, failure.Outcome));
    }

    [Fact]
    public async Task An_answer_is_not_repeated_past_the_three_seconds()
    {
        rig.Http.Otherwise = _ => ScriptedHttp.Answer(500, "");
        var interaction = rig.Interaction();
        rig.Clock.Advance(TimeSpan.FromSeconds(3));
        var failure = await FailAsync(() => rig.Api.AnswerAsync(interaction, new InteractionAnswer.DeferredUpdate(), Token));
        Assert.Equal(DiscordErrorKind.ServerFailure, failure.Kind);
        Assert.Single(rig.Sent);
    }

    [Fact]
    public async Task A_message_that_the_first_attempt_deleted_already_is_deleted()
    {
        rig.Http.Then(502).Then(404, """{"code":10008,"message":"Unknown Message"}""");
        await rig.WithinAsync(Long, rig.Api.DeleteAsync(DiscordRig.Channel, new Snowflake(77), Token));
    }

    [Fact]
    public async Task A_thread_that_the_first_attempt_started_already_is_given_back()
    {
        rig.Http.Then(502).Then(400, """{"code":160004,"message":"A thread has already been created"}""");
        await rig.WithinAsync(Long, rig.Api.StartThreadAsync(DiscordRig.Channel, new Snowflake(77), "More", 1440, Token));
        Assert.Equal("GET channels/77", rig.Sent[^1]);
    }

    [Fact]
    public async Task A_rejected_token_stops_every_further_call_unsent()
    {
        rig.Http.Then(401, """{"code":0,"message":"401: Unauthorized"}""");
        var first = await FailAsync(() => rig.Api.MeAsync(Token));
        var second = await FailAsync(() => rig.Api.SendAsync(DiscordRig.Channel, Hello, Token));
        Assert.Equal((DiscordErrorKind.TokenRejected, DiscordErrorKind.TokenRejected), (first.Kind, second.Kind));
        Assert.Equal(CallOutcome.NotDone, second.Outcome);
        Assert.Single(rig.Sent);
    }

    [Fact]
    public async Task A_refusal_is_not_repeated_and_names_what_is_wrong_where()
    {
        rig.Http.Then(400, """
            {"code":50035,"message":"Invalid Form Body","errors":{"embeds":{"0":{"title":
            {"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}}}
            """);
        var failure = await FailAsync(() => rig.Api.SendAsync(DiscordRig.Channel, Hello, Token));
        Assert.Equal((DiscordErrorKind.Refused, DiscordErrorCode.InvalidForm), (failure.Kind, failure.Code));
        Assert.Equal(["embeds[0].title: Must be 256 or fewer in length."], failure.Details);
        Assert.Single(rig.Sent);
    }

    [Theory]
    [InlineData("<html>Please sign in to this network</html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"id\":true}")]
    [InlineData("{}")]
    public async Task An_answer_that_is_none_is_unreadable_and_perhaps_done(string body)
    {
        rig.Http.Then(200, body);
        var failure = await FailAsync(() => rig.Api.SendAsync(DiscordRig.Channel, Hello, Token));
        Assert.Equal((DiscordErrorKind.Unreadable, CallOutcome.PerhapsDone), (failure.Kind, failure.Outcome));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"code\":\"x\",\"message\":[],\"errors\":{\"a\":7,\"_errors\":[1,{}]}}")]
    [InlineData("{\"code\":99999999999}")]
    public async Task An_error_in_a_strange_form_is_still_an_error(string body)
    {
        rig.Http.Then(404, body);
        Assert.Equal(0, (await FailAsync(() => rig.Api.ChannelAsync(DiscordRig.Channel, Token))).Code);
    }

    private Task<DiscordException> FailAsync(Func<Task> call) =>
        rig.WithinAsync(Long, Assert.ThrowsAsync<DiscordException>(call));
}
