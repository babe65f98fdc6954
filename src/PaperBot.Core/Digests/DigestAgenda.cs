using System.Collections.Concurrent;

namespace PaperBot.Digests;

/// <summary>What people want of the digest clock between its rounds. Safe for concurrent use.</summary>
internal sealed class DigestAgenda : IDisposable
{
    private readonly ConcurrentQueue<string> channels = new();
    private readonly SemaphoreSlim news = new(0);

    /// <summary>Has today's edition of a channel posted there at once, whether it is due or not.</summary>
    public void PostNow(string channel)
    {
        channels.Enqueue(channel);
        news.Release();
    }

    /// <summary>Lets the clock look again, because a plan changed.</summary>
    public void LookAgain() => news.Release();

    /// <summary>The channels to post to now, each once; they are not handed out again.</summary>
    public IReadOnlyList<string> Take()
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        while (channels.TryDequeue(out var channel))
        {
            taken.Add(channel);
        }

        return [.. taken];
    }

    /// <summary>Waits until somebody wants something, at most for a time.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(atMost, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await news.WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    public void Dispose() => news.Dispose();
}
