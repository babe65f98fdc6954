namespace PaperBot.DiscordSurface.Api.Rest;

/// <summary>
/// A queue of calls that Discord counts together. One at a time: that keeps messages of one channel in order and lets each call
/// know what the one before it learnt.
/// </summary>
internal sealed class Bucket(TimeProvider time) : IDisposable
{
    // Discord's clock and ours differ a little, and a call too early costs more than one too late.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim turn = new(1);
    private readonly Lock gate = new();
    private DateTimeOffset opens = DateTimeOffset.MinValue;

    /// <summary>True when nobody uses it and it holds nothing back.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
            {
                return turn.CurrentCount == 1 && opens <= time.GetUtcNow();
            }
        }
    }

    /// <summary>Waits for the turn and for the limit; <see cref="Leave"/> must follow.</summary>
    /// <exception cref="LimitException">The wait would go past the deadline.</exception>
    public async Task EnterAsync(DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(deadline, cancellationToken).ConfigureAwait(false);
        try
        {
            while (Wait() is { } wait)
            {
                if (time.GetUtcNow() + wait > deadline)
                {
                    throw new LimitException(wait);
                }

                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    public void Leave() => turn.Release();

    /// <summary>Takes in what an answer said.</summary>
    public void Learn(RateLimitHeaders limits)
    {
        if (limits is { Remaining: 0, ResetAfter: { } reset })
        {
            Block(reset);
        }
    }

    /// <summary>Lets nobody through for that long.</summary>
    public void Block(TimeSpan duration)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() + duration + Margin;
            opens = until > opens ? until : opens;
        }
    }

    public void Dispose() => turn.Dispose();

    private TimeSpan? Wait()
    {
        lock (gate)
        {
            var wait = opens - time.GetUtcNow();
            return wait > TimeSpan.Zero ? wait : null;
        }
    }

    private async Task TakeTurnAsync(DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        if (await turn.WaitAsync(0, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var left = deadline - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            throw new LimitException(null);
        }

        using var late = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await turn.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LimitException(null);
        }
    }
}

/// <summary>A limit would delay a call for longer than it may wait.</summary>
/// <param name="wait">How long, where that is known.</param>
internal sealed class LimitException(TimeSpan? wait) : Exception
{
    public TimeSpan? Wait { get; } = wait;
}
