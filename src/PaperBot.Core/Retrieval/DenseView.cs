namespace PaperBot.Retrieval;

/// <summary>
/// One question seen through an embedding model: papers that no word of it finds may join those the words find, and all of them
/// are lifted by how near they are.
/// </summary>
internal sealed class DenseView
{
    // In standard deviations of what the other views together say, so that it holds whatever and however many they are. Measured
    // with stand-ins for models alone: 0.3 to 0.6 find more of what is asked in other words, above 0.4 judged collections lose.
    private const double Weight = 0.4;

    // Papers that words do not find compete with those they do; the nearest are enough.
    private const int MostJoining = 50;
    private const double JoinsAbove = 1.5;

    // Where words find nothing at all, nearness alone must say that the corpus speaks of it.
    private const double AloneAbove = 3;
    private const double TrustedAlone = 0.5;

    // A model knows most of what the shipped word vectors know; both in full would count it twice.
    private const double ReplacesWordVectors = 0.5;

    private const double LeastCosineSpread = 0.01;
    private const int FewestEmbedded = 3;

    private readonly DenseIndex index;
    private readonly float[] direction;
    private readonly Dictionary<int, double?> cosines = [];

    private DenseView(DenseIndex index, float[] direction) => (this.index, this.direction) = (index, direction);

    /// <summary>The view of a question; null where there are no vectors of it or of papers, or none that can be trusted.</summary>
    public static DenseView? Of(DenseIndex? index, QueryTerms query) =>
        index is { Trust: > 0 } && query is { Terms.Count: > 0, Meaning: { } meaning } && meaning.Model.IsSame(index.Model)
            ? new DenseView(index, index.Direction(meaning.Direction))
            : null;

    /// <summary>What is left of the shipped word vectors' weight beside the model's, 0 to 1.</summary>
    public double WordVectors => 1 - (ReplacesWordVectors * index.Trust);

    /// <summary>How near a paper is, -1 to 1; null where it is not embedded yet.</summary>
    public double? CosineOf(int paper)
    {
        if (!cosines.TryGetValue(paper, out var cosine))
        {
            cosines[paper] = cosine = index.Cosine(direction, paper);
        }

        return cosine;
    }

    /// <summary>The papers that words found, and after them those nearest by meaning.</summary>
    public int[] Join(int[] pool, Func<int, bool> admits)
    {
        if (pool.Length == 0 && index.Trust < TrustedAlone)
        {
            return pool;
        }

        var near = index.Nearest(direction, MostJoining, pool.Length == 0 ? AloneAbove : JoinsAbove, admits);
        return near.Count == 0 ? pool : [.. pool.Union(near)];
    }

    /// <summary>
    /// Lifts each paper by how near it is, the farthest by nothing. A paper without a vector gets what papers that the other views
    /// score like it have on average, so that it neither sinks nor rises for not having been embedded yet.
    /// </summary>
    /// <param name="scores">What the other views say of the pool.</param>
    /// <param name="pool">The papers.</param>
    public void AddTo(double[] scores, int[] pool)
    {
        var known = Enumerable.Range(0, pool.Length).Where(i => CosineOf(pool[i]) is not null).ToArray();
        if (known.Length < Math.Min(FewestEmbedded, pool.Length))
        {
            return;
        }

        var others = Array.ConvertAll(known, i => scores[i]);
        var near = Array.ConvertAll(known, i => CosineOf(pool[i])!.Value);
        var (mean, meanNear) = (others.Average(), near.Average());
        var unit = Views.Spread(scores) is > 0 and var spread ? spread : 1;
        var unitNear = Math.Max(LeastCosineSpread, Views.Spread(near));
        var slope = Views.Correlation(others, near) * Views.Spread(near) / unitNear;
        var unitOthers = Views.Spread(others) is > 0 and var own ? own : 1;
        var lifts = Enumerable.Range(0, pool.Length)
            .Select(i => CosineOf(pool[i]) is { } cosine ? (cosine - meanNear) / unitNear : slope * (scores[i] - mean) / unitOthers)
            .ToArray();
        var least = lifts.Min();
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] += Weight * index.Trust * unit * (lifts[i] - least);
        }
    }
}
