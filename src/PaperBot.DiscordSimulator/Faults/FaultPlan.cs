namespace PaperBot.DiscordSimulator.Faults;

/// <summary>Says what goes wrong and when: a queue of faults that come next, and faults that come by chance, seeded.</summary>
internal sealed class FaultPlan(int seed = 1)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly LinkedList<(Fault Fault, string? Where)> queue = [];
    private readonly List<(Fault Fault, double Probability, string? Where)> chances = [];
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>How many faults of each kind came about.</summary>
    public IReadOnlyDictionary<string, int> Counts
    {
        get
        {
            lock (gate)
            {
                return new SortedDictionary<string, int>(counts, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>How many faults wait to come.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return queue.Count;
            }
        }
    }

    /// <summary>Puts a fault in the queue. It comes at the first occasion that fits.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="where">A part of the route (<c>POST /channels/{channel_id}/messages</c>) or of the event's name; null for
    /// any.</param>
    /// <param name="times">How often.</param>
    public void Next(Fault fault, string? where = null, int times = 1)
    {
        lock (gate)
        {
            for (var i = 0; i < times; i++)
            {
                queue.AddLast((fault, where));
            }
        }
    }

    /// <summary>Lets a fault come by chance at every occasion that fits, with a probability from 0 to 1.</summary>
    public void ByChance(Fault fault, double probability, string? where = null)
    {
        lock (gate)
        {
            chances.Add((fault, probability, where));
        }
    }

    /// <summary>From now on nothing goes wrong.</summary>
    public void Clear()
    {
        lock (gate)
        {
            queue.Clear();
            chances.Clear();
        }
    }

    /// <summary>The fault of this kind that comes now, if one does. It is counted.</summary>
    /// <param name="occasion">The route or the event.</param>
    public TFault? Take<TFault>(string occasion)
        where TFault : Fault
    {
        lock (gate)
        {
            for (var node = queue.First; node is not null; node = node.Next)
            {
                if (node.Value.Fault is TFault next && Fits(node.Value.Where, occasion))
                {
                    queue.Remove(node);
                    return Counted(next);
                }
            }

            foreach (var (fault, probability, where) in chances)
            {
                if (fault is TFault chance && Fits(where, occasion) && random.NextDouble() < probability)
                {
                    return Counted(chance);
                }
            }

            return null;
        }
    }

    private TFault Counted<TFault>(TFault fault)
        where TFault : Fault
    {
        var name = fault.GetType().Name;
        counts[name] = counts.GetValueOrDefault(name) + 1;
        return fault;
    }

    /// <summary>A name that ends in <c>$</c> has to be the end of the occasion.</summary>
    private static bool Fits(string? where, string occasion) => where is null
        || (where.EndsWith('$')
            ? occasion.EndsWith(where[..^1], StringComparison.Ordinal)
            : occasion.Contains(where, StringComparison.Ordinal));
}
