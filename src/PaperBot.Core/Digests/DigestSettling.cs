using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>
/// Decides whether a due edition waits for a source that is still filling, so as not to post the first paper of a half-saved
/// listing as the day's digest. It waits until the source has been silent for the settling time, and never longer than three
/// times that. Pure.
/// </summary>
internal static class DigestSettling
{
    private const int MostSettles = 3;
    private const int MostName = 60;
    private const int MostNamed = 2;

    /// <summary>Ready, or how long to wait.</summary>
    /// <param name="deliveries">What the sources brought last.</param>
    /// <param name="isThin">Whether the edition would not be full; asked only where a source's usual size is not known.</param>
    /// <param name="now">In UTC.</param>
    /// <param name="dueSince">When the edition was first asked for; the longest wait counts from here.</param>
    /// <param name="settle">The settling time; zero never waits.</param>
    public static DigestReadiness Decide(
        IReadOnlyList<SourceDelivery> deliveries, Func<bool> isThin, DateTimeOffset now, DateTimeOffset dueSince, TimeSpan settle)
    {
        var latest = dueSince + (MostSettles * settle);
        var recent = deliveries.Where(d => now - d.Last < settle).ToList();
        if (now >= latest || recent.Count == 0)
        {
            return DigestReadiness.Now;
        }

        var thin = recent.Exists(d => d.Usual is null) && isThin();
        var filling = recent.Where(d => d.Usual is null ? thin : d.IsShort).MaxBy(d => d.Last);
        if (filling is null)
        {
            return DigestReadiness.Now;
        }

        var settled = filling.Last + settle;
        return new DigestReadiness.WaitUntil(settled < latest ? settled : latest, $"{Said(filling)}, the last just now.");
    }

    /// <summary>One or two sentences, in plain text, on sources that have brought far less than usual; else null.</summary>
    public static string? Note(IReadOnlyList<SourceDelivery> deliveries, DateTimeOffset now)
    {
        var shorts = deliveries.Where(d => d.IsShort && d.IsOpen(now)).OrderByDescending(d => d.Usual - d.Papers).ToList();
        return shorts.Count == 0 ? null
            : string.Join("; ", shorts.Take(MostNamed).Select(Said))
                + (shorts.Count > MostNamed ? $"; {shorts.Count - MostNamed} more sources are short too" : "")
                + ". What comes later is for the next digest.";
    }

    private static string Said(SourceDelivery delivery) =>
        $"“{PlainLine.Of(delivery.File, MostName)}” has brought "
        + $"{delivery.Papers} new {(delivery.Papers == 1 ? "paper" : "papers")} so far"
        + (delivery.Usual is { } usual ? $", where about {usual} are usual" : "");
}
