using Microsoft.Extensions.Options;
using PaperBot.Intake;
using PaperBot.Surfaces;
using PaperBot.Tests.Surfaces;
using Xunit;

namespace PaperBot.Tests.Intake;

public sealed class IntakeTests
{
    private const string Asked = "how much faster is Lanternfish than full attention?";

    private static readonly ScriptedReply Never = new() { Stall = TimeSpan.FromHours(1) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_answered_where_they_were_written()
    {
        await using var room = await OpenAsync();
        Assert.Null(room.Say(Asked, out var done));
        await done.WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Contains("6.1", Assert.Single(room.Surface.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_streams_into_one_message_that_ends_as_the_checked_answer()
    {
        var client = new ScriptedChatClient(ScriptedReply.Of("Lanternfish is 6.1 times faster than full attention. [1] It is 9 times faster. [1]"));
        await using var room = await OpenAsync(client);
        room.Say(Asked, out var done);
        await done.WaitAsync(TimeSpan.FromMinutes(1), Token);
        var seen = Assert.Single(room.Surface.Seen);
        Assert.StartsWith("Lanternfish is 6.1 times faster than full attention. [1]", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("9 times", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", RefusalKind.Empty)]
    [InlineData(" \n ", RefusalKind.Empty)]
    [InlineData("long", RefusalKind.TooLong)]
    internal async Task Message_that_cannot_be_read_is_refused_at_once(string text, RefusalKind kind)
    {
        await using var room = await OpenAsync(settings: ("Intake:LongestMessage", "100"));
        var refusal = room.Say(text == "long" ? new string('a', 101) : text, out var done);
        Assert.Equal(kind, refusal?.Kind);
        Assert.True(done.IsCompleted);
        Assert.Empty(room.Surface.Seen);
    }

    [Fact]
    public async Task Person_who_asks_too_fast_is_told_how_long_to_wait_and_others_go_on()
    {
        await using var room = await OpenAsync(settings: ("Intake:PerMinute", "2"));
        Assert.Null(room.Say("hello", out _));
        Assert.Null(room.Say("hello", out _));
        var refusal = room.Say("hello", out _);
        Assert.Equal(RefusalKind.TooFast, refusal?.Kind);
        Assert.Matches(@"wait \d+ seconds", refusal!.Sentence);
        Assert.Null(room.Say("hello", out _, person: "bo"));
        Assert.Null(room.Say("hello", out _, isOperator: true));
    }

    [Fact]
    public void Pace_is_counted_over_the_last_minute_and_forgotten_after_it()
    {
        var clock = new ManualTimeProvider(Some.Moment);
        var pace = new PersonalPace(2, clock);
        Assert.Equal(TimeSpan.Zero, pace.Take("ada"));
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(TimeSpan.Zero, pace.Take("ada"));
        Assert.Equal(TimeSpan.FromSeconds(20), pace.Take("ada"));
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.Zero, pace.Take("ada"));
        Assert.Equal(TimeSpan.FromSeconds(40), pace.Take("ada"));
    }

    [Fact]
    public async Task Full_queue_refuses_with_a_sentence_and_shows_those_waiting_their_place()
    {
        await using var room = await OpenAsync(new ScriptedChatClient(Never), ("Intake:AtOnce", "1"), ("Intake:Waiting", "2"));
        Assert.Null(room.Say(Asked, out _, "a"));
        Assert.Null(room.Say(Asked, out _, "b"));
        Assert.Null(room.Say(Asked, out _, "c"));
        Assert.Equal(RefusalKind.Busy, room.Say(Asked, out _, "d")?.Kind);
        for (var i = 0; i < 1000 && Places().Count < 2; i++)
        {
            await Task.Delay(10, Token);
        }

        Assert.Equal(["*2 questions are before yours* …", "*One question is before yours* …"], Places());

        List<string> Places() => [.. room.Surface.Seen.Where(s => s.Contains("before yours", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Stop_tells_those_who_were_not_answered()
    {
        await using var room = await OpenAsync(new ScriptedChatClient(Never), ("Intake:AtOnce", "1"));
        room.Say(Asked, out var first, "a");
        room.Say(Asked, out var second, "b");
        await room.Worker.StopAsync(Token);
        await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Equal(2, room.Surface.Seen.Count(s => s.StartsWith("I was stopped before I could answer", StringComparison.Ordinal)));
        Assert.Equal(RefusalKind.Stopping, room.Say(Asked, out _)?.Kind);
    }

    [Fact]
    public async Task Two_hundred_people_at_once_each_get_their_own_answer()
    {
        await using var room = await OpenAsync(settings: ("Intake:Waiting", "500"));
        var asked = Enumerable.Range(0, 200).Select(i =>
        {
            Assert.Null(room.Say(i % 2 == 0 ? Asked : "how many parameters does Kiteline have?", out var done, $"p{i}"));
            return done;
        }).ToList();
        await Task.WhenAll(asked).WaitAsync(TimeSpan.FromMinutes(2), Token);
        Assert.Equal(200, room.Surface.Seen.Count);
        Assert.Equal(100, room.Surface.Seen.Count(s => s.Contains("6.1", StringComparison.Ordinal)));
        Assert.Equal(100, room.Surface.Seen.Count(s => s.Contains("21M", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_thousand_messages_at_once_are_each_answered_or_refused()
    {
        await using var room = await OpenAsync(settings: ("Intake:PerMinute", "1000"));
        var taken = 0;
        var asked = Enumerable.Range(0, 1000).AsParallel().WithDegreeOfParallelism(8).Select(i =>
        {
            var refusal = room.Say(Asked, out var done, $"p{i % 3}");
            Assert.True(refusal is null or { Kind: RefusalKind.Busy });
            Interlocked.Add(ref taken, refusal is null ? 1 : 0);
            return done;
        }).ToList();
        await Task.WhenAll(asked).WaitAsync(TimeSpan.FromMinutes(2), Token);
        Assert.Equal(taken, room.Surface.Seen.Count);
        Assert.InRange(taken, 52, 1000);
        Assert.Null(room.Say(Asked, out _));
    }

    [Fact]
    public async Task One_person_who_floods_is_answered_no_more_than_their_share()
    {
        await using var room = await OpenAsync();
        var kinds = Enumerable.Range(0, 300).Select(_ => room.Say("hello", out var _, "mallory")?.Kind).ToList();
        Assert.Equal(10, kinds.Count(k => k is null));
        Assert.Equal(290, kinds.Count(k => k is RefusalKind.TooFast));
        Assert.Null(room.Say(Asked, out var done, "ada"));
        await done.WaitAsync(TimeSpan.FromMinutes(1), Token);
    }

    [Fact]
    public async Task Surface_that_is_slow_with_one_reply_holds_up_no_other()
    {
        await using var room = await OpenAsync(settings: ("Intake:AtOnce", "1"));
        var slow = new SlowSurface();
        Assert.Null(room.Intake.Take(new IncomingMessage("m1", "crowd", "ada", Asked), slow, out var late));
        Assert.Null(room.Say(Asked, out var done, "bo"));
        await done.WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.False(late.IsCompleted);
        slow.Open.SetResult();
        await late.WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Contains("6.1", Assert.Single(slow.Inner.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_would_wait_too_long_as_answers_go_is_refused_however_few_wait()
    {
        var clock = new ManualTimeProvider(Some.Moment);
        var intake = new QuestionIntake(Options.Create(new IntakeOptions { AtOnce = 1, LongestWaitSeconds = 10 }), clock);
        Assert.Null(Take("a"));
        Answered(4);
        Assert.Null(Take("b"));
        Assert.Null(Take("c"));
        Assert.Null(Take("d"));
        Assert.Equal(RefusalKind.Busy, Take("e")?.Kind);
        Answered(1);
        Assert.Null(Take("e"));

        Refusal? Take(string person) =>
            intake.Take(new IncomingMessage(person, "room", person, "hello"), new RecordingSurface(), out _);

        void Answered(double seconds)
        {
            intake.Answered(TimeSpan.FromSeconds(seconds));
            intake.Release();
        }
    }

    private static async Task<IntakeRoom> OpenAsync(ScriptedChatClient? client = null, params (string Key, string Value)[] settings)
    {
        var room = await IntakeRoom.OpenAsync(client, settings);
        await room.Worker.StartAsync(CancellationToken.None);
        return room;
    }

    private static Task<IntakeRoom> OpenAsync(params (string Key, string Value)[] settings) => OpenAsync(null, settings);

    /// <summary>Takes a reply only when it is opened, as a channel does in which too much was written.</summary>
    private sealed class SlowSurface : IChatSurface
    {
        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public RecordingSurface Inner { get; } = new();

        public SurfaceLimits Limits => Inner.Limits;

        public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken)
        {
            await Open.Task.WaitAsync(cancellationToken);
            return await Inner.ReplyAsync(message, post, cancellationToken);
        }

        public Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken) =>
            Inner.EditAsync(message, post, cancellationToken);

        public Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken) =>
            Inner.PostAsync(channel, key, post, cancellationToken);

        public Task<PostSearch> FindPostAsync(
            string channel, string key, DateTimeOffset since, CancellationToken cancellationToken) =>
            Inner.FindPostAsync(channel, key, since, cancellationToken);
    }
}
