using System.Threading.Channels;
using PaperBot.Text;
using PaperBot.Waiting;

namespace PaperBot.Surfaces;

/// <summary>
/// One reply from the first sign of life to the last word: a sign that something is being done, drafts in one message that is
/// edited at most once a second, and at last the reply in its place. Drafts may come from any thread, also late ones after the
/// end, which show nothing. A draft that cannot be shown costs nothing but itself; a reply whose draft is gone is sent anew. A
/// surface that does not come back from a call is waited for half a minute, or some minutes with the reply itself.
/// </summary>
internal sealed class ReplyStream : IAsyncDisposable
{
    private const string GoesOn = " …";

    // Discord allows five edits in five seconds; a reader cannot follow more than one a second either.
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(1);

    // A typing indicator shows for about ten seconds.
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(8);

    // A reply that comes at once needs no sign.
    private static readonly TimeSpan BeforeSign = TimeSpan.FromMilliseconds(200);

    // A sign must not arrive after the reply; one that is held up by the surface's limits needs it all the same.
    private static readonly TimeSpan BeforeSignOfHeldUp = TimeSpan.FromSeconds(3);

    // What is not shown by then is overtaken.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Where a hundred people ask in one channel the last reply waits for minutes for the service's limits; a surface that takes
    // longer has lost its connection.
    private static readonly TimeSpan PatienceWithReply = TimeSpan.FromMinutes(6);

    private readonly IChatSurface surface;
    private readonly SurfaceLimits limits;
    private readonly IncomingMessage message;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource ended = new();
    private readonly Channel<string> drafts = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Task signing;
    private readonly Task drafting;
    private SentMessage? shown;
    private string last = "";

    /// <param name="surface">Where the reply goes.</param>
    /// <param name="message">What is replied to.</param>
    /// <param name="time">The clock.</param>
    public ReplyStream(IChatSurface surface, IncomingMessage message, TimeProvider time)
    {
        this.surface = surface;
        this.message = message;
        this.time = time;
        limits = surface.Limits;
        signing = SignAsync(BeforeSign, ended.Token);
        drafting = limits.CanEdit ? DraftAsync() : Task.CompletedTask;
    }

    /// <summary>What one message of the reply may hold.</summary>
    public SurfaceLimits Limits => limits;

    /// <summary>Whether a message is a draft, which no finished reply looks like.</summary>
    public static bool IsDraft(string text) => text.EndsWith(GoesOn, StringComparison.Ordinal);

    /// <summary>Shows what there is of the reply so far, soon; a newer draft takes the place of one not yet shown.</summary>
    public void Draft(string text)
    {
        if (limits.CanEdit && text.Length > 0)
        {
            drafts.Writer.TryWrite(text);
        }
    }

    /// <summary>Puts the reply in the place of the drafts. To be called once.</summary>
    /// <param name="posts">In order, at least one, each within the surface's limits.</param>
    /// <param name="cancellationToken">Gives up between posts.</param>
    public async Task FinishAsync(IReadOnlyList<ChatPost> posts, CancellationToken cancellationToken)
    {
        posts = [.. posts.Select(Finished)];
        await StopAsync().ConfigureAwait(false);
        using (var placed = new CancellationTokenSource())
        {
            var heldUp = SignAsync(BeforeSignOfHeldUp, placed.Token);
            try
            {
                await PlaceAsync(posts[0], cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await placed.CancelAsync().ConfigureAwait(false);
                await heldUp.ConfigureAwait(false);
            }
        }

        for (var part = 1; part < posts.Count; part++)
        {
            await ReplyAsync(posts[part] with { Part = part }, PatienceWithReply, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        ended.Dispose();
    }

    private async Task StopAsync()
    {
        drafts.Writer.TryComplete();
        while (drafts.Reader.TryRead(out _))
        {
            // What was not shown yet is overtaken.
        }

        await ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(signing, drafting).ConfigureAwait(false);
    }

    private async Task PlaceAsync(ChatPost post, CancellationToken cancellationToken)
    {
        if (shown is null)
        {
            await ReplyAsync(post, PatienceWithReply, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await EditAsync(shown, post, PatienceWithReply, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Somebody deleted the draft, or the connection is gone; the answer is still owed.
            await ReplyAsync(post, PatienceWithReply, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SignAsync(TimeSpan after, CancellationToken until)
    {
        try
        {
            await Task.Delay(after, time, until).ConfigureAwait(false);
            while (shown is null)
            {
                await CallAsync(ShowAsync, Patience, until).ConfigureAwait(false);
                await Task.Delay(BetweenSigns, time, until).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // The end, or a surface that shows no sign: either way the reply itself tells.
        }

        async Task<bool> ShowAsync(CancellationToken token)
        {
            await surface.ShowWorkingAsync(message, token).ConfigureAwait(false);
            return true;
        }
    }

    private async Task DraftAsync()
    {
        await foreach (var text in drafts.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            var draft = Bounded(text);
            if (draft == last)
            {
                continue;
            }

            try
            {
                // Not cancelled by the end: a message that may or may not be there could not be replaced.
                if (shown is null)
                {
                    shown = await ReplyAsync(draft, Patience, CancellationToken.None).ConfigureAwait(false);
                }
                else
                {
                    await EditAsync(shown, draft, Patience, CancellationToken.None).ConfigureAwait(false);
                }

                last = draft;
            }
            catch (Exception)
            {
                // A draft is a courtesy.
            }

            // The reply is an edit like any other and waits as well.
            await Task.Delay(BetweenEdits, time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private Task<SentMessage> ReplyAsync(ChatPost post, TimeSpan patience, CancellationToken cancellationToken) =>
        CallAsync(token => surface.ReplyAsync(message, post, token), patience, cancellationToken);

    private Task<SentMessage> EditAsync(
        SentMessage sent, ChatPost post, TimeSpan patience, CancellationToken cancellationToken) => CallAsync(
        async token =>
        {
            await surface.EditAsync(sent, post, token).ConfigureAwait(false);
            return sent;
        },
        patience,
        cancellationToken);

    // A surface that neither comes back nor listens would keep its reader, the worker and a stop waiting for ever.
    private async Task<T> CallAsync<T>(
        Func<CancellationToken, Task<T>> call, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var calling = call(both.Token);
        LeftAlone.Let(calling);
        return await calling.WaitAsync(both.Token).ConfigureAwait(false);
    }

    // A list that was cut ends as a draft does; the mark of drafts is theirs alone.
    private static ChatPost Finished(ChatPost post) =>
        IsDraft(post.Text) ? post with { Text = string.Concat(post.Text.AsSpan(0, post.Text.Length - GoesOn.Length), "…") } : post;

    private string Bounded(string text)
    {
        var room = limits.MessageLength - GoesOn.Length;
        return (text.Length <= room ? text : MarkdownCut.At(text, room).First) + GoesOn;
    }
}
