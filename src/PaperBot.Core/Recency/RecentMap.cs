using System.Diagnostics.CodeAnalysis;

namespace PaperBot.Recency;

/// <summary>
/// Values by key, the newest so many: for what spares work when it is known and can be done without when it is forgotten. Safe
/// for concurrent use.
/// </summary>
/// <param name="most">How many are remembered; at least 1. Of more, the key added first is forgotten.</param>
/// <param name="comparer">Which keys are the same.</param>
internal sealed class RecentMap<TKey, TValue>(int most, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, TValue> held = new(comparer);
    private readonly Queue<TKey> order = new();

    /// <summary>Sets a key's value; a key that is there keeps its age.</summary>
    public TValue this[TKey key]
    {
        set
        {
            lock (gate)
            {
                if (!TryAddHeld(key, value))
                {
                    held[key] = value;
                }
            }
        }
    }

    /// <summary>Adds a key; false, and nothing is changed, when it is there already.</summary>
    public bool TryAdd(TKey key, TValue value)
    {
        lock (gate)
        {
            return TryAddHeld(key, value);
        }
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            return held.TryGetValue(key, out value);
        }
    }

    public bool Contains(TKey key) => TryGetValue(key, out _);

    private bool TryAddHeld(TKey key, TValue value)
    {
        if (!held.TryAdd(key, value))
        {
            return false;
        }

        order.Enqueue(key);
        if (order.Count > most)
        {
            held.Remove(order.Dequeue());
        }

        return true;
    }
}
