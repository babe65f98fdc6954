using PaperBot.Text;

namespace PaperBot.Retrieval.Reranking;

/// <summary>
/// How much each feature of a closer look counts: once always, and once more the less of the query any paper repeats word for word,
/// since what people put in other words must be found by meaning. Learnt from questions whose papers are known
/// (tests/PaperBot.Benchmarks, <c>train-reranker</c>).
/// </summary>
internal sealed class RerankWeights
{
    private static readonly int Features = Enum.GetValues<RerankFeature>().Length;

    private static readonly Lazy<RerankWeights> FromResource = new(() =>
    {
        using var reader = new StreamReader(typeof(RerankWeights).Assembly.GetManifestResourceStream("rerank-weights.txt")!);
        return Read(reader);
    });

    private readonly double[] always;
    private readonly double[] inOtherWords;

    /// <summary>Takes two weights a feature, in the order of <see cref="RerankFeature"/>.</summary>
    /// <param name="always">Count for every query.</param>
    /// <param name="inOtherWords">Are added in full where no word of the query is repeated, and not at all where all are.</param>
    public RerankWeights(IReadOnlyList<double> always, IReadOnlyList<double> inOtherWords)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(always.Count, Features);
        ArgumentOutOfRangeException.ThrowIfNotEqual(inOtherWords.Count, Features);
        this.always = [.. always];
        this.inOtherWords = [.. inOtherWords];
    }

    /// <summary>Those the program ships with, read on first use.</summary>
    public static RerankWeights Shipped => FromResource.Value;

    /// <summary>Reads a feature's two weights a line.</summary>
    /// <exception cref="FormatException">A line is something else, or a feature is missing; the message says which.</exception>
    public static RerankWeights Read(TextReader reader)
    {
        var rows = WeightTable<RerankFeature>.Read(reader, 2, "reranking");
        return new RerankWeights([.. rows.Select(row => row[0])], [.. rows.Select(row => row[1])]);
    }

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    public void Write(TextWriter writer) =>
        WeightTable<RerankFeature>.Write(writer, feature => [always[(int)feature], inOtherWords[(int)feature]]);

    /// <summary>What a paper weighs; comparable within one query only.</summary>
    /// <param name="row">One number a feature.</param>
    /// <param name="otherWords">How much of the query no paper repeats, 0 to 1.</param>
    public double Of(ReadOnlySpan<double> row, double otherWords)
    {
        double sum = 0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += (always[i] + (otherWords * inOtherWords[i])) * row[i];
        }

        return sum;
    }
}
