namespace PaperBot.Retrieval;

/// <summary>
/// Orders the papers that a query's words find by several views at once: the words, runs of their letters, their meaning, and
/// their place in the corpus. The views are added in units of their standard deviation, which holds across collections where
/// ranks and raw scores do not.
/// Source: J. H. Lee, "Analyses of multiple evidence combination", SIGIR 1997.
/// </summary>
internal sealed class RankFusion(PaperIndex index)
{
    // Chosen by measuring over two judged collections and the development questions together, where a third more or less of each
    // changes little (src/PaperBot/docs/retrieval.md).
    private const double LetterWeight = 0.3;
    private const double MeaningWeight = 1.5;
    private const double LatentWeight = 0.3;

    // Of papers far below, the words say enough.
    private const int Pool = 500;

    // A few papers with nearly the same scores differ by nothing worth magnifying.
    private const double LeastSpread = 0.05;
    private const double LeastCosineSpread = 0.02;

    private readonly Lazy<LetterIndex> letters = new(() => new LetterIndex(index));
    private readonly Lazy<MeaningIndex> meanings = new(() => new MeaningIndex(index, WordVectors.English));
    private readonly Lazy<LatentIndex?> places = new(() =>
        index.Documents.Count is >= LatentIndex.FewestPapers and <= LatentIndex.MostPapers ? new LatentIndex(index) : null);

    /// <summary>Builds now what is otherwise built when first needed.</summary>
    public void Warm()
    {
        _ = letters.Value;
        _ = meanings.Value;
        _ = places.Value;
    }

    /// <summary>
    /// The best papers by number, best first, with what they are ranked by; of equals the lower number comes first.
    /// </summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="earned">What the query's words earn each paper; those with 0 are left out.</param>
    /// <param name="admits">Which papers may appear.</param>
    /// <param name="top">How many, at most.</param>
    /// <param name="dense">The question as an embedding model sees it; null where there is none.</param>
    public List<(int Paper, double Score)> Best(
        QueryTerms query, float[] earned, Func<int, bool> admits, int top, DenseView? dense = null)
    {
        var pool = PoolOf(earned, admits, Math.Max(Pool, top));
        pool = dense?.Join(pool, admits) ?? pool;
        if (pool.Length < 2)
        {
            return [.. pool.Select(paper => (paper, (double)earned[paper]))];
        }

        var scores = Array.ConvertAll(pool, paper => (double)earned[paper]);
        var unit = Math.Max(LeastSpread * index.MaximumIdf, Spread(scores));
        using var asked = letters.Value.Prepare(query);
        Add(Array.ConvertAll(pool, asked.Score), LetterWeight * unit, LeastSpread * index.MaximumIdf);
        if (meanings.Value.MeaningOf(query) is var (meaning, known))
        {
            // What a few of the words mean says little about the question.
            var weight = MeaningWeight * known * known * (dense?.WordVectors ?? 1);
            Add(Cosines(paper => meanings.Value.Cosine(meaning, paper)), weight * unit, LeastCosineSpread);
        }

        if (places.Value?.DirectionOf(query) is { } place)
        {
            Add(Cosines(paper => places.Value.Cosine(place, paper)), LatentWeight * unit, LeastCosineSpread);
        }

        dense?.AddTo(scores, pool);
        return
        [
            .. pool.Select((paper, i) => (Paper: paper, Score: scores[i])).OrderByDescending(p => p.Score).ThenBy(p => p.Paper).Take(top),
        ];

        double[] Cosines(Func<int, float> cosine) => Array.ConvertAll(pool, paper => (double)cosine(paper));

        // The least is taken off, so that no paper sinks below 0.
        void Add(double[] view, double weight, double leastSpread)
        {
            var least = view.Min();
            var share = weight / Math.Max(leastSpread, Spread(view));
            for (var i = 0; i < view.Length; i++)
            {
                scores[i] += share * (view[i] - least);
            }
        }
    }

    private static int[] PoolOf(float[] earned, Func<int, bool> admits, int most)
    {
        var pool = new PriorityQueue<int, (float Earned, int Position)>(most + 1);
        for (var paper = 0; paper < earned.Length; paper++)
        {
            // The queue gives up its worst first; of equals, the later import goes.
            if (earned[paper] > 0 && (pool.Count < most || earned[paper] > earned[pool.Peek()]) && admits(paper))
            {
                if (pool.Count == most)
                {
                    pool.DequeueEnqueue(paper, (earned[paper], -paper));
                }
                else
                {
                    pool.Enqueue(paper, (earned[paper], -paper));
                }
            }
        }

        return [.. pool.UnorderedItems.Select(p => p.Element)];
    }

    private static double Spread(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length);
    }
}
