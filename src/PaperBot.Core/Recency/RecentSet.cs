namespace PaperBot.Recency;

/// <summary>
/// The newest so many of the things that were added, each once: for what must not be said or done again and again by a program
/// that runs for years. Not safe for concurrent use.
/// </summary>
/// <param name="most">How many are remembered; at least 1. Of more, the one added first is forgotten.</param>
/// <param name="comparer">What counts as the same.</param>
internal sealed class RecentSet<T>(int most, IEqualityComparer<T>? comparer = null)
{
    private readonly HashSet<T> held = new(comparer);
    private readonly Queue<T> order = new();

    /// <summary>Adds one; false when it is there already.</summary>
    public bool Add(T one)
    {
        if (!held.Add(one))
        {
            return false;
        }

        order.Enqueue(one);
        if (order.Count > most)
        {
            held.Remove(order.Dequeue());
        }

        return true;
    }

    /// <summary>Takes one out. Added again, it is forgotten with its first adding.</summary>
    public void Remove(T one) => held.Remove(one);

    public bool Contains(T one) => held.Contains(one);

    public void Clear()
    {
        held.Clear();
        order.Clear();
    }
}
