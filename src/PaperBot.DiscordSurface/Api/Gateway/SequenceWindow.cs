namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>
/// Which events of a session have been seen. After a resume some come twice, and a connection may bring them out of order: each
/// is let through once, and <see cref="Last"/> never passes one that is missing, so that a resume asks for it again.
/// </summary>
internal sealed class SequenceWindow
{
    // An event that has not come after so many later ones is none; waiting for it would make every resume longer.
    private const int Reach = 100;

    private readonly SortedSet<int> ahead = [];

    /// <summary>Up to this one all were seen; null before the first.</summary>
    public int? Last { get; private set; }

    /// <summary>Notes an event.</summary>
    /// <returns>False when it was seen before.</returns>
    public bool Accept(int sequence)
    {
        if (Last is not { } last)
        {
            Last = sequence;
            return true;
        }

        if (sequence <= last || !ahead.Add(sequence))
        {
            return false;
        }

        if (ahead.Count > Reach)
        {
            Last = ahead.Min - 1;
        }

        while (ahead.Remove(Last.Value + 1))
        {
            Last++;
        }

        return true;
    }

    /// <summary>A new session begins.</summary>
    public void Clear()
    {
        ahead.Clear();
        Last = null;
    }
}
