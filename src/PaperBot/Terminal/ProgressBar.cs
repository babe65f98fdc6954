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
            var width = Math.Clamp(streams.Width() / 3, 10, 40);
            var share = all <= 0 ? 0 : Math.Clamp((double)done / all, 0, 1);
            var full = (int)Math.Round(share * width);
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{new string('█', full)}{new string('░', width - full)} {share:P0} {what}");
            var room = Math.Max(10, streams.Width() - 1);
            streams.Out.Write($"\r{(line.Length > room ? line[..room] : line)}\e[K");
        }
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
