using System.Diagnostics;

namespace PaperBot.Benchmarks.Quality;

/// <summary>How long something takes, query by query.</summary>
/// <param name="Median">Milliseconds that half of the queries stay under.</param>
/// <param name="Slow">Milliseconds that 95 of 100 stay under.</param>
internal readonly record struct Pace(double Median, double Slow)
{
    /// <summary>Runs every item three times unmeasured, then once by the clock.</summary>
    public static Pace Of<T>(IReadOnlyList<T> items, Action<T> run)
    {
        for (var round = 0; round < 3; round++)
        {
            foreach (var item in items)
            {
                run(item);
            }
        }

        var times = new double[items.Count];
        for (var i = 0; i < times.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            run(items[i]);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        return new Pace(times[times.Length / 2], times[times.Length * 95 / 100]);
    }
}
