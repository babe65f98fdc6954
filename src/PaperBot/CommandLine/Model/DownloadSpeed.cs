using System.Globalization;
using PaperBot.LocalModels.Downloads;

namespace PaperBot.CommandLine.Model;

/// <summary>How fast a download is and how long it still takes, smoothed over some seconds.</summary>
/// <param name="time">The clock.</param>
internal sealed class DownloadSpeed(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Queue<(long At, long Done)> seen = [];

    /// <summary>Such as <c>, 12 MB/s, 3 min left</c>; empty while it is not known yet.</summary>
    public string After(DownloadProgress progress)
    {
        if (progress.Checking)
        {
            return "";
        }

        var now = time.GetTimestamp();
        seen.Enqueue((now, progress.Done));
        while (seen.Count > 2 && time.GetElapsedTime(seen.Peek().At, now) > Window)
        {
            seen.Dequeue();
        }

        var (from, before) = seen.Peek();
        var seconds = time.GetElapsedTime(from, now).TotalSeconds;
        var rate = seconds > 1 ? (progress.Done - before) / seconds : 0;
        return rate <= 0 ? ""
            : $", {Bytes.Shown((long)rate)}/s{(progress.All is { } all ? $", {Left((all - progress.Done) / rate)} left" : "")}";
    }

    private static string Left(double seconds) => seconds >= 90
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s");
}
