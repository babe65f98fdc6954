using Microsoft.Extensions.AI;
using PaperBot.Waiting;

namespace PaperBot.Prompts;

/// <summary>
/// Reads a client's updates and stops waiting when told to, even when the client does not: one that blocks its thread, ignores its
/// token or never ends its cleaning up is left behind, and what it still does is nobody's concern.
/// </summary>
internal sealed class ClientStream : IAsyncDisposable
{
    // What a client still does after the end, counting tokens or cleaning up, may not cost the answer.
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromSeconds(1);

    private readonly Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> open;
    private readonly TimeProvider time;
    private readonly CancellationToken cancellationToken;
    private readonly CancellationTokenRegistration registration;

    // The client gets a token of its own: what it registers there may block or throw, and would do so in our timers.
    private readonly CancellationTokenSource forClient = new();
    private IAsyncEnumerator<ChatResponseUpdate>? updates;
    private Task<bool>? pending;

    /// <param name="open">Asks the client, at the first read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting, and tells the client.</param>
    public ClientStream(
        Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> open, TimeProvider time, CancellationToken cancellationToken)
    {
        (this.open, this.time, this.cancellationToken) = (open, time, cancellationToken);
        registration = cancellationToken.UnsafeRegister(_ => LeftAlone.Let(forClient.CancelAsync()), null);
    }

    /// <summary>The next update, or null at the end.</summary>
    /// <param name="hasFinished">
    /// True when the client has said that it finished: what may follow is waited for a second.
    /// </param>
    /// <exception cref="TimeoutException">Nothing follows.</exception>
    public async Task<ChatResponseUpdate?> NextAsync(bool hasFinished)
    {
        // On the pool, because a local model may compute a token before it yields.
        pending = Task.Run(MoveAsync, CancellationToken.None);
        var limit = hasFinished ? AfterTheEnd : Timeout.InfiniteTimeSpan;
        var more = await pending.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        return more ? updates!.Current ?? new ChatResponseUpdate() : null;
    }

    public async ValueTask DisposeAsync()
    {
        await registration.DisposeAsync().ConfigureAwait(false);
        var isMoving = pending is { IsCompleted: false };
        var closing = Task.Run(CloseAsync, CancellationToken.None);
        if (isMoving)
        {
            return;
        }

        try
        {
            await closing.WaitAsync(AfterTheEnd, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Everything it had to say has been read.
        }
    }

    private async Task<bool> MoveAsync()
    {
        updates ??= open(forClient.Token).GetAsyncEnumerator(forClient.Token);
        return await updates.MoveNextAsync().ConfigureAwait(false);
    }

    // What a client throws while it cleans up must not replace the answer, or the error that says more.
    private async Task CloseAsync()
    {
        try
        {
            // An enumerator may not be disposed while it moves.
            if (pending is not null)
            {
                await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (updates is not null)
            {
                await updates.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // The stream is over either way.
        }
    }
}
