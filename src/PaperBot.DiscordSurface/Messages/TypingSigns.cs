using System.Collections.Concurrent;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>
/// Where the bot shows as typing. One sign serves everybody who waits in a channel; it ends when the bot writes there. Safe for
/// concurrent use.
/// </summary>
internal sealed class TypingSigns(TimeProvider time)
{
    // Places that were never written to after all; far more than anybody waits in at a time.
    private const int Most = 1000;

    // A sign shows for ten seconds, and is renewed a little before.
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(7);

    private readonly ConcurrentDictionary<Snowflake, long> since = new();

    /// <summary>True when a place shows no sign, and notes that it does now.</summary>
    public bool IsDue(Snowflake place)
    {
        var now = time.GetTimestamp();
        if (since.TryGetValue(place, out var at) && time.GetElapsedTime(at, now) < Shown)
        {
            return false;
        }

        if (since.Count >= Most)
        {
            since.Clear();
        }

        since[place] = now;
        return true;
    }

    /// <summary>The bot wrote there.</summary>
    public void Ended(Snowflake place) => since.TryRemove(place, out _);
}
