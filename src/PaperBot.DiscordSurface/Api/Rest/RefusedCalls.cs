namespace PaperBot.DiscordSurface.Api.Rest;

/// <summary>
/// Counts answers 401, 403 and 429. Discord shuts an address out for a while after 10,000 of them in ten minutes; the bot stops
/// itself at half of that.
/// </summary>
internal sealed class RefusedCalls(TimeProvider time, int most = RefusedCalls.Most)
{
    /// <summary>So many within <see cref="Period"/> hold every call back.</summary>
    public const int Most = 5000;

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> times = new();

    /// <summary>How long calls are held back; null when they may go.</summary>
    public TimeSpan? HeldBackFor
    {
        get
        {
            lock (gate)
            {
                var now = Forget();
                return times.Count < most ? null : times.Peek() + Period - now;
            }
        }
    }

    /// <summary>Notes one.</summary>
    /// <returns>How many there were lately.</returns>
    public int Add()
    {
        lock (gate)
        {
            times.Enqueue(Forget());
            return times.Count;
        }
    }

    private DateTimeOffset Forget()
    {
        var now = time.GetUtcNow();
        while (times.TryPeek(out var first) && first + Period <= now)
        {
            times.Dequeue();
        }

        return now;
    }
}
