namespace PaperBot.Waiting;

/// <summary>Ends a wait when nothing came for a while.</summary>
/// <param name="limit">How long that is.</param>
/// <param name="time">By which clock.</param>
/// <param name="cancellationToken">Ends it too.</param>
internal sealed class Silence(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource late = new(limit, time);
    private CancellationTokenSource? either;

    public CancellationToken Token =>
        (either ??= CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken)).Token;

    /// <summary>Something came.</summary>
    public void Restart() => late.CancelAfter(limit);

    /// <summary>Something came, and from now on less patience is due.</summary>
    public void Restart(TimeSpan other)
    {
        limit = other;
        late.CancelAfter(other);
    }

    /// <summary>What ended the wait.</summary>
    public Exception Said(Exception failed) => late.IsCancellationRequested
        ? new TimeoutException($"nothing came for {limit.TotalSeconds:0} seconds.", failed)
        : failed;

    public void Dispose()
    {
        either?.Dispose();
        late.Dispose();
    }
}
