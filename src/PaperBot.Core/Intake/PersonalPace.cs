namespace PaperBot.Intake;

/// <summary>
/// Counts what each person sent within the last minute. Not safe for concurrent use. What nobody has sent for a minute is forgotten.
/// </summary>
internal sealed class PersonalPace(int perMinute, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Queue<long>> sent = new(StringComparer.Ordinal);
    private long swept = time.GetTimestamp();

    /// <summary>Counts a message, or says how long the person has to wait; what had to wait is not counted.</summary>
    public TimeSpan Take(string person)
    {
        var now = time.GetTimestamp();
        Sweep(now);
        if (!sent.TryGetValue(person, out var times))
        {
            sent[person] = times = new Queue<long>();
        }

        Forget(times, now);
        if (times.Count >= perMinute)
        {
            return Minute - time.GetElapsedTime(times.Peek(), now);
        }

        times.Enqueue(now);
        return TimeSpan.Zero;
    }

    private void Sweep(long now)
    {
        if (time.GetElapsedTime(swept, now) < Minute)
        {
            return;
        }

        swept = now;
        foreach (var (person, times) in sent.ToList())
        {
            Forget(times, now);
            if (times.Count == 0)
            {
                sent.Remove(person);
            }
        }
    }

    private void Forget(Queue<long> times, long now)
    {
        while (times.Count > 0 && time.GetElapsedTime(times.Peek(), now) >= Minute)
        {
            times.Dequeue();
        }
    }
}
