using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.Surfaces;

/// <summary>Surfaces that hang, or fail in ways that read like a cancellation.</summary>
public sealed class HostileSurfaceTests
{
    private static readonly IncomingMessage Message = new("m1", "room", "ada", "hello");

    private readonly ManualTimeProvider clock = new(Some.Moment);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Edit_whose_connection_times_out_leaves_the_answer_to_a_new_message()
    {
        var surface = new BadSurface { Edit = _ => throw new TaskCanceledException("The request timed out.") };
        await FinishAsync(surface, "The error", "The error falls.");
        Assert.Equal("The error falls.", surface.Inner.Seen[^1]);
    }

    [Fact]
    public async Task Draft_that_never_arrives_does_not_hold_the_answer_for_ever()
    {
        var first = true;
        var surface = new BadSurface();
        surface.Reply = _ => first && !(first = false) ? Task.Delay(Timeout.Infinite, CancellationToken.None) : Task.CompletedTask;
        await FinishAsync(surface, "The error", "The error falls.");
        Assert.Equal(["The error falls."], surface.Inner.Seen);
        Assert.InRange(clock.GetUtcNow() - Some.Moment, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Sign_of_life_that_hangs_does_not_hold_the_answer()
    {
        var surface = new BadSurface { Sign = _ => Task.Delay(Timeout.Infinite, CancellationToken.None) };
        await using var reply = new ReplyStream(surface, Message, clock);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(50, Token);
        await reply.FinishAsync(["The error falls."], CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(["The error falls."], surface.Inner.Seen);
    }

    [Fact]
    public async Task Surface_that_fails_at_every_call_ends_with_its_own_error_and_leaves_no_timer()
    {
        var surface = new BadSurface { Sign = Fail, Reply = Fail, Edit = Fail };
        await Assert.ThrowsAsync<IOException>(() => FinishAsync(surface, "The error", "The error falls."));
        Assert.Equal(0, clock.Timers);

        static Task Fail(CancellationToken token) => throw new IOException("gone");
    }

    [Fact]
    public async Task Finished_reply_leaves_no_timer()
    {
        var surface = new BadSurface();
        await FinishAsync(surface, "The error", "The error falls.");
        Assert.Equal(0, clock.Timers);
    }

    private async Task FinishAsync(BadSurface surface, string draft, string text)
    {
        await using var reply = new ReplyStream(surface, Message, clock);
        reply.Draft(draft);
        await Task.Delay(50, Token);
        var finishing = reply.FinishAsync([text], CancellationToken.None);
        for (var i = 0; i < 400 && await Task.WhenAny(finishing, Task.Delay(10, Token)) != finishing; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.True(finishing.IsCompleted, "It hangs.");
        await finishing;
    }

    private sealed class BadSurface : IChatSurface
    {
        public RecordingSurface Inner { get; } = new();

        public Func<CancellationToken, Task> Sign { get; init; } = _ => Task.CompletedTask;

        public Func<CancellationToken, Task> Reply { get; set; } = _ => Task.CompletedTask;

        public Func<CancellationToken, Task> Edit { get; init; } = _ => Task.CompletedTask;

        public SurfaceLimits Limits => Inner.Limits;

        public async Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken)
        {
            await Sign(cancellationToken);
            await Inner.ShowWorkingAsync(message, cancellationToken);
        }

        public async Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken)
        {
            await Reply(cancellationToken);
            return await Inner.ReplyAsync(message, post, cancellationToken);
        }

        public async Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken)
        {
            await Edit(cancellationToken);
            await Inner.EditAsync(message, post, cancellationToken);
        }

        public Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken) =>
            Inner.PostAsync(channel, key, post, cancellationToken);

        public Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken) =>
            Inner.FindPostAsync(channel, key, since, cancellationToken);
    }
}
