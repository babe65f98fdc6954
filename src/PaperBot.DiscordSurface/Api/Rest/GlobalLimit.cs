namespace PaperBot.DiscordSurface.Api.Rest;

/// <summary>At most 50 calls a second over all routes (Discord's rule), and none while Discord says so.</summary>
internal sealed class GlobalLimit(TimeProvider time)
{
    private const int PerSecond = 50;

    // A little more than the second, for calls do not all travel equally fast.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(1050);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> granted = new(PerSecond);
    private DateTimeOffset opens = DateTimeOffset.MinValue;

    /// <summary>Lets nobody through for that long.</summary>
    public void Block(TimeSpan duration)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() + duration;
            opens = until > opens ? until : opens;
        }
    }

    /// <summary>Waits for a place.</summary>
    /// <exception cref="LimitException">The wait would go past the deadline.</exception>
    public async Task WaitAsync(DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        while (Take(deadline) is { } wait)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan? Take(DateTimeOffset deadline)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var free = granted.Count < PerSecond ? now : granted.Peek() + Period;
            var wait = (free > opens ? free : opens) - now;
            if (wait > TimeSpan.Zero)
            {
                return now + wait > deadline ? throw new LimitException(wait) : wait;
            }

            if (granted.Count == PerSecond)
            {
                granted.Dequeue();
            }

            granted.Enqueue(now);
            return null;
        }
    }
}
