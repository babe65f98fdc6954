namespace PaperBot.Benchmarks.Quality;

/// <summary>Means over queries of how good their first ten papers are; each measure is 0 to 1.</summary>
internal sealed class RankMeasures
{
    private const int Depth = 10;
    private double gain, firstHits, fiveHits, recalled;

    /// <summary>How many queries were counted.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Normalised discounted cumulative gain of the first ten, the grade itself as gain.
    /// Source: K. Järvelin, J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002.
    /// </summary>
    public double Ndcg => gain / Math.Max(1, Count);

    /// <summary>Share of queries whose first paper is relevant.</summary>
    public double HitAt1 => firstHits / Math.Max(1, Count);

    /// <summary>Share of queries with a relevant paper among the first five.</summary>
    public double HitAt5 => fiveHits / Math.Max(1, Count);

    /// <summary>Mean share of a query's relevant papers among the first ten.</summary>
    public double RecallAt10 => recalled / Math.Max(1, Count);

    /// <summary>Counts one query.</summary>
    /// <param name="ranked">Papers by place, best first.</param>
    /// <param name="grades">Relevant papers by place.</param>
    public void Add(IReadOnlyList<int> ranked, IReadOnlyDictionary<int, int> grades)
    {
        Count++;
        double found = 0;
        for (var i = 0; i < Math.Min(Depth, ranked.Count); i++)
        {
            found += grades.GetValueOrDefault(ranked[i]) / Math.Log2(i + 2);
        }

        var best = grades.Values.OrderDescending().Take(Depth).Select((grade, i) => grade / Math.Log2(i + 2)).Sum();
        gain += best > 0 ? found / best : 0;
        firstHits += ranked.Take(1).Any(grades.ContainsKey) ? 1 : 0;
        fiveHits += ranked.Take(5).Any(grades.ContainsKey) ? 1 : 0;
        recalled += ranked.Take(Depth).Count(grades.ContainsKey) / (double)Math.Max(1, grades.Count);
    }
}
