namespace PaperBot.DiscordSurface.Places;

/// <summary>Remembers what was said or seen within a time, so that it happens once. Safe for concurrent use.</summary>
internal sealed class SaidLately(TimeProvider time)
{
    // Beyond this the oldest are forgotten: saying something twice is better than growing for ever.
    private const int Most = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> said = new(StringComparer.Ordinal);
    private readonly Queue<(string What, long At)> order = new();

    /// <summary>True when this was not said within the time, and notes that it is now.</summary>
    public bool First(string what, TimeSpan within)
    {
        var now = time.GetTimestamp();
        lock (gate)
        {
            if (said.TryGetValue(what, out var at) && time.GetElapsedTime(at, now) < within)
            {
                return false;
            }

            said[what] = now;
            order.Enqueue((what, now));
            if (order.Count > Most && order.Dequeue() is var oldest && said.GetValueOrDefault(oldest.What, now) == oldest.At)
            {
                said.Remove(oldest.What);
            }

            return true;
        }
    }
}
