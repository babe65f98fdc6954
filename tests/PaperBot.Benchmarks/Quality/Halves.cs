using System.Numerics;

namespace PaperBot.Benchmarks.Quality;

/// <summary>Measures of all queries, of those that weights may be chosen on, and of those that only check the choice.</summary>
internal sealed class Halves
{
    /// <summary>All queries.</summary>
    public RankMeasures All { get; } = new();

    /// <summary>The half to choose on.</summary>
    public RankMeasures Tuning { get; } = new();

    /// <summary>The half to check on.</summary>
    public RankMeasures Checking { get; } = new();

    /// <summary>Counts one query in its half, which follows from its id alone.</summary>
    public void Add(string id, IReadOnlyList<int> ranked, IReadOnlyDictionary<int, int> grades)
    {
        All.Add(ranked, grades);
        (IsForTuning(id) ? Tuning : Checking).Add(ranked, grades);
    }

    /// <summary>Whether weights may be chosen on a query; FNV-1a, 32 bits, since string.GetHashCode differs from run to run.</summary>
    public static bool IsForTuning(string id)
    {
        var hash = 2166136261u;
        foreach (var c in id)
        {
            hash = (hash ^ c) * 16777619u;
        }

        // Ids that differ in their last digits alone would fall on one side without this.
        return (BitOperations.PopCount(hash) & 1) == 0;
    }
}
