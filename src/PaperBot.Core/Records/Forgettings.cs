using System.Collections.Concurrent;

namespace PaperBot.Records;

/// <summary>
/// Who was forgotten lately, so that a reply still under way at that moment does not bring their words back when it is kept. Safe
/// for concurrent use.
/// </summary>
internal sealed class Forgettings(TimeProvider time)
{
    // No reply is under way for so long.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> last = new(StringComparer.Ordinal);

    /// <summary>Notes that a person is being forgotten.</summary>
    public void Note(string person)
    {
        var now = time.GetUtcNow();
        foreach (var old in last.Where(l => now - l.Value > Remembered))
        {
            last.TryRemove(old);
        }

        last[person] = now;
    }

    /// <summary>True when one of these people was forgotten at that moment or later.</summary>
    public bool AnySince(DateTimeOffset moment, IEnumerable<string> people) =>
        people.Any(p => last.TryGetValue(p, out var forgotten) && forgotten >= moment);
}
