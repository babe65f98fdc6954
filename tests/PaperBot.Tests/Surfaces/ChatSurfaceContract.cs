using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.Surfaces;

/// <summary>What every surface promises.</summary>
public abstract class ChatSurfaceContract
{
    private protected static readonly IncomingMessage Message = new("m1", "room", "ada", "hello");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A new surface, and what people see on it, message by message.</summary>
    private protected abstract (IChatSurface Surface, Func<IReadOnlyList<string>> Seen) Open();

    [Fact]
    public async Task A_reply_appears_in_the_channel_of_the_message()
    {
        var (surface, seen) = Open();
        var sent = await surface.ReplyAsync(Message, "Good morning.", Token);
        Assert.Equal("room", sent.Channel);
        Assert.Equal(["Good morning."], seen());
    }

    [Fact]
    public async Task Messages_have_ids_of_their_own()
    {
        var (surface, _) = Open();
        var first = await surface.ReplyAsync(Message, "One.", Token);
        Assert.NotEqual(first, await surface.ReplyAsync(Message, new ChatPost("Two.") { Part = 1 }, Token));
    }

    [Fact]
    public async Task An_edit_replaces_the_text_or_shows_the_new_one_below()
    {
        var (surface, seen) = Open();
        var sent = await surface.ReplyAsync(Message, "Draft.", Token);
        await surface.EditAsync(sent, "Final.", Token);
        Assert.Equal(surface.Limits.CanEdit ? ["Final."] : ["Draft.", "Final."], seen());
    }

    [Fact]
    public async Task A_key_is_posted_once_a_channel()
    {
        var (surface, seen) = Open();
        var first = await surface.PostAsync("room", "2026-03-31/room/1", "Digest.", Token);
        var second = await surface.PostAsync("room", "2026-03-31/room/1", "Digest, again.", Token);
        var elsewhere = await surface.PostAsync("hall", "2026-03-31/room/1", "Digest of the hall.", Token);
        Assert.Equal(first, second);
        Assert.NotEqual(first, elsewhere);
        Assert.Equal(["Digest.", "Digest of the hall."], seen());
    }

    [Fact]
    public async Task A_post_is_found_by_its_key_and_nothing_else_is()
    {
        var (surface, _) = Open();
        var sent = await surface.PostAsync("room", "k1", "Digest.", Token);
        Assert.Equal(new PostSearch.Found(sent), await surface.FindPostAsync("room", "k1", Some.Moment, Token));
        Assert.Equal(new PostSearch.Absent(), await surface.FindPostAsync("room", "k2", Some.Moment, Token));
        Assert.Equal(new PostSearch.Absent(), await surface.FindPostAsync("hall", "k1", Some.Moment, Token));
    }

    [Fact]
    public async Task A_post_with_actions_is_shown_once_and_found_like_any_other()
    {
        var (surface, seen) = Open();
        var post = new ChatPost("Digest.") { Actions = [new ChatAction("Topics", "digest topics") { Prompt = "topics" }] };
        var sent = await surface.PostAsync("room", "k1", post, Token);
        Assert.Equal(sent, await surface.PostAsync("room", "k1", post, Token));
        Assert.Equal(["Digest."], seen());
        Assert.Equal(new PostSearch.Found(sent), await surface.FindPostAsync("room", "k1", Some.Moment, Token));
    }

    [Fact]
    public async Task A_cancelled_post_shows_nothing()
    {
        var (surface, seen) = Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => surface.PostAsync("room", "k1", "Digest.", new CancellationToken(canceled: true)));
        Assert.Empty(seen());
        Assert.Equal(new PostSearch.Absent(), await surface.FindPostAsync("room", "k1", Some.Moment, Token));
    }

    [Fact]
    public void Limits_leave_room_for_a_sentence()
    {
        var (surface, _) = Open();
        Assert.True(surface.Limits.MessageLength >= 200);
    }
}
