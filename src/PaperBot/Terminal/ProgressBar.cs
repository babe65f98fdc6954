using System.Globalization;

namespace PaperBot.Terminal;

/// <summary>One line that fills up while a person watches, and is gone afterwards. Without a watcher it writes nothing.</summary>
internal sealed class ProgressBar(Streams streams, TimeProvider time, bool shown) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    private readonly Lock gate = new();
    private readonly bool shown = shown && streams.OutputIsRich;
    private long last;
    private bool drawn;

    /// <summary>Shows that <paramref name="done"/> of <paramref name="all"/> are done.</summary>
    public void Report(long done, long all, string what)
    {
        lock (gate)
        {
            if (!shown || (last != 0 && time.GetElapsedTime(last) < Pause && done < all))
            {
                return;
            }

            last = time.GetTimestamp();
            drawn = true;
            var line = all > 1 ? $"{Bar(Math.Clamp((double)done / all, 0, 1))} {what}" : what;
            var room = Math.Max(10, streams.Width() - 1);
            streams.Out.Write($"\r{(line.Length > room ? line[..room] : line)}\e[K");
        }
    }

    // Of a single thing nobody knows how much is left: it gets no bar.
    private string Bar(double share)
    {
        var width = Math.Clamp(streams.Width() / 3, 10, 40);
        var full = (int)Math.Round(share * width);
        return string.Create(CultureInfo.InvariantCulture, $"{new string('█', full)}{new string('░', width - full)} {share * 100:0} %");
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (drawn)
            {
                streams.Out.Write("\r\e[K");
                drawn = false;
            }
        }
    }
}
