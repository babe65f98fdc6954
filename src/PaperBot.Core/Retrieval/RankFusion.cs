using PaperBot.Retrieval.Reranking;

namespace PaperBot.Retrieval;

/// <summary>
/// Orders the papers that a query's words find by several views at once: the words, runs of their letters, their meaning, and
/// their place in the corpus. The views are added in units of their standard deviation, which holds across collections where
/// ranks and raw scores do not.
/// Source: J. H. Lee, "Analyses of multiple evidence combination", SIGIR 1997.
/// </summary>
internal sealed class RankFusion(PaperIndex index, Reranker reranker)
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
    /// <param name="expanded">The same terms with what stands for each.</param>
    /// <param name="earned">What the query's words earn each paper; those with 0 are left out.</param>
    /// <param name="admits">Which papers may appear.</param>
    /// <param name="top">How many, at most.</param>
    /// <param name="dense">The question as an embedding model sees it; null where there is none.</param>
    public List<(int Paper, double Score)> Best(
        QueryTerms query,
        IReadOnlyList<ExpandedTerm> expanded,
        float[] earned,
        Func<int, bool> admits,
        int top,
        DenseView? dense = null)
    {
        var pool = PoolOf(earned, admits, Math.Min(Math.Max(Pool, top), earned.Length));
        var look = Look(query, earned, dense?.Join(pool, admits) ?? pool, dense?.WordVectors ?? 1);
        reranker.Reorder(look, expanded, meanings.Value);
        if (look.Papers.Length > 1)
        {
            dense?.AddTo(look.Scores, look.Papers);
        }

        return
        [
            .. look.Papers.Select((paper, i) => (Paper: paper, Score: look.Scores[i]))
                .OrderByDescending(p => p.Score).ThenBy(p => p.Paper).Take(top),
        ];
    }

    /// <summary>What a second look sees of the best papers, and which those are; null where there is nothing to reorder.</summary>
    public (int[] Papers, CloserLook Look)? Closer(QueryTerms query, IReadOnlyList<ExpandedTerm> expanded, float[] earned)
    {
        var look = Look(query, earned, PoolOf(earned, _ => true, Math.Min(Pool, earned.Length)), 1);
        return reranker.Look(look, expanded, meanings.Value) is { } closer
            ? (Array.ConvertAll(closer.Places, i => look.Papers[i]), closer)
            : null;
    }

    private FirstLook Look(QueryTerms query, float[] earned, int[] pool, double wordVectors)
    {
        var words = Array.ConvertAll(pool, paper => (double)earned[paper]);
        double[] scores = [.. words];
        if (pool.Length < 2)
        {
            return new FirstLook(pool, scores, words, words, words, 0, words);
        }

        var unit = Math.Max(LeastSpread * index.MaximumIdf, Views.Spread(scores));
        using var asked = letters.Value.Prepare(query);
        var byLetters = Array.ConvertAll(pool, asked.Score);
        Add(byLetters, LetterWeight * unit, LeastSpread * index.MaximumIdf);
        var byMeaning = new double[pool.Length];
        double known = 0;
        if (meanings.Value.MeaningOf(query) is var (meaning, learnt))
        {
            // What a few of the words mean says little about the question.
            known = learnt * Math.Sqrt(wordVectors);
            byMeaning = Array.ConvertAll(pool, paper => (double)meanings.Value.Cosine(meaning, paper));
            Add(byMeaning, MeaningWeight * known * known * unit, LeastCosineSpread);
        }

        var byPlace = new double[pool.Length];
        if (places.Value?.DirectionOf(query) is { } place)
        {
            byPlace = Array.ConvertAll(pool, paper => (double)places.Value.Cosine(place, paper));
            Add(byPlace, LatentWeight * unit, LeastCosineSpread);
        }

        return new FirstLook(pool, scores, words, byLetters, byMeaning, known, byPlace);

        // The least is taken off, so that no paper sinks below 0.
        void Add(double[] view, double weight, double leastSpread)
        {
            var least = view.Min();
            var share = weight / Math.Max(leastSpread, Views.Spread(view));
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
}
