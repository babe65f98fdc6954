using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.Surfaces;

public sealed class ReplyStreamTests
{
    private static readonly IncomingMessage Message = new("m1", "room", "ada", "hello");

    private readonly ManualTimeProvider clock = new(Some.Moment);
    private readonly TimedSurface surface;

    public ReplyStreamTests() => surface = new TimedSurface(clock);

    [Fact]
    public async Task Final_text_takes_the_place_of_the_draft()
    {
        await using var reply = new ReplyStream(surface, Message, clock);
        reply.Draft("The error");
        await SeenAsync(1);
        await FinishAsync(reply, "The error falls. [1]", "More.");
        Assert.Equal(["The error falls. [1]", "More."], surface.Inner.Seen);
        Assert.Equal(["The error …", "The error falls. [1]"], surface.Sent.Take(2).Select(s => s.Text));
    }

    [Fact]
    public async Task Reply_that_ends_in_dots_is_not_taken_for_a_draft()
    {
        await using var reply = new ReplyStream(surface, Message, clock);
        await FinishAsync(reply, "one · two …", "and more …");
        Assert.Equal(["one · two…", "and more…"], surface.Inner.Seen);
        Assert.DoesNotContain(surface.Inner.Seen, ReplyStream.IsDraft);
    }

    [Fact]
    public async Task Edits_are_at_least_a_second_apart_and_the_newest_draft_wins()
    {
        await using var reply = new ReplyStream(surface, Message, clock);
        reply.Draft("one");
        await SeenAsync(1);
        for (var i = 0; i < 40; i++)
        {
            reply.Draft($"draft {i}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await FinishAsync(reply, "final");
        Assert.Equal(["final"], surface.Inner.Seen);
        var moments = surface.Sent.Select(s => s.At).ToList();
        Assert.InRange(moments.Count, 3, 6);
        Assert.All(moments.Zip(moments.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Surface_that_cannot_edit_gets_only_the_final_text()
    {
        var scrolling = new RecordingSurface(SurfaceLimits.Unbounded);
        await using var reply = new ReplyStream(scrolling, Message, clock);
        reply.Draft("The error");
        await FinishAsync(reply, "The error falls.");
        Assert.Equal(["The error falls."], scrolling.Seen);
    }

    [Fact]
    public async Task Deleted_draft_does_not_take_the_answer_with_it()
    {
        await using var reply = new ReplyStream(surface, Message, clock);
        reply.Draft("The error");
        await SeenAsync(1);
        surface.FailsEdits = true;
        await FinishAsync(reply, "The error falls.");
        Assert.Equal("The error falls.", surface.Inner.Seen[^1]);
    }

    [Fact]
    public async Task Draft_that_cannot_be_sent_costs_only_itself()
    {
        surface.FailsReplies = 1;
        await using var reply = new ReplyStream(surface, Message, clock);
        reply.Draft("The error");
        await Task.Delay(50, TestContext.Current.CancellationToken);
        await FinishAsync(reply, "The error falls.");
        Assert.Equal(["The error falls."], surface.Inner.Seen);
    }

    [Fact]
    public async Task Late_drafts_show_nothing()
    {
        await using var reply = new ReplyStream(surface, Message, clock);
        await FinishAsync(reply, "The error falls.");
        reply.Draft("The err");
        clock.Advance(TimeSpan.FromSeconds(5));
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(["The error falls."], surface.Inner.Seen);
    }

    [Fact]
    public async Task Draft_longer_than_a_message_is_cut_between_words()
    {
        await using var reply = new ReplyStream(surface, Message, clock);
        reply.Draft(string.Concat(Enumerable.Repeat("word ", 1000)));
        await SeenAsync(1);
        Assert.InRange(surface.Sent[0].Text.Length, 1900, 2000);
        Assert.EndsWith("word …", surface.Sent[0].Text, StringComparison.Ordinal);
        await FinishAsync(reply, "short");
    }

    [Fact]
    public async Task Sign_of_life_is_repeated_while_nothing_can_be_shown()
    {
        await using var reply = new ReplyStream(surface, Message, clock);
        for (var i = 0; i < 200 && surface.Inner.Signs < 3; i++)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(surface.Inner.Signs >= 3);
        await FinishAsync(reply, "done");
    }

    private async Task FinishAsync(ReplyStream reply, params string[] posts)
    {
        var finishing = reply.FinishAsync([.. posts.Select(ChatPost.FromString)], TestContext.Current.CancellationToken);
        while (await Task.WhenAny(finishing, Task.Delay(20, TestContext.Current.CancellationToken)) != finishing)
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        await finishing;
    }

    private async Task SeenAsync(int sent)
    {
        for (var i = 0; i < 500 && surface.Sent.Count < sent; i++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(surface.Sent.Count >= sent, "Nothing was shown.");
    }

    /// <summary>Notes when something was sent, and fails when told to.</summary>
    private sealed class TimedSurface(TimeProvider time) : IChatSurface
    {
        private readonly List<(DateTimeOffset At, string Text)> sent = [];

        public RecordingSurface Inner { get; } = new();

        public bool FailsEdits { get; set; }

        public int FailsReplies { get; set; }

        public IReadOnlyList<(DateTimeOffset At, string Text)> Sent
        {
            get
            {
                lock (sent)
                {
                    return [.. sent];
                }
            }
        }

        public SurfaceLimits Limits => Inner.Limits;

        public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken) =>
            Inner.ShowWorkingAsync(message, cancellationToken);

        public Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken)
        {
            if (FailsReplies-- > 0)
            {
                throw new IOException("no connection");
            }

            Note(post.Text);
            return Inner.ReplyAsync(message, post, cancellationToken);
        }

        public Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken)
        {
            if (FailsEdits)
            {
                throw new IOException("unknown message");
            }

            Note(post.Text);
            return Inner.EditAsync(message, post, cancellationToken);
        }

        public Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken) =>
            Inner.PostAsync(channel, key, post, cancellationToken);

        public Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken) =>
            Inner.FindPostAsync(channel, key, since, cancellationToken);

        private void Note(string text)
        {
            lock (sent)
            {
                sent.Add((time.GetUtcNow(), text));
            }
        }
    }
}
