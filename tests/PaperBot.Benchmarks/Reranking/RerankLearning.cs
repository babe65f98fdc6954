using PaperBot.Retrieval.Reranking;

namespace PaperBot.Benchmarks.Reranking;

/// <summary>
/// Learns the weights of a second look: gradient ascent (Adagrad) on the likelihood that a softmax over the papers looked at gives
/// those that answer, drawn towards the order of the first look.
/// Source: Z. Cao and others, "Learning to rank: from pairwise approach to listwise approach", ICML 2007.
/// </summary>
internal static class RerankLearning
{
    private const int Rounds = 400;
    private const double Rate = 0.1;
    private const double Decay = 0.002;

    // What the first look alone would weigh.
    private const double Before = 1;

    private static readonly int Features = Enum.GetValues<RerankFeature>().Length;

    /// <summary>The weights that fit the examples.</summary>
    /// <param name="examples">Queries.</param>
    /// <param name="shares">How much each set counts.</param>
    public static RerankWeights Learn(IReadOnlyCollection<RerankExample> examples, IReadOnlyDictionary<string, double> shares)
    {
        var sizes = examples.CountBy(e => e.Set).ToDictionary();
        var weights = new double[2 * Features];
        weights[(int)RerankFeature.First] = Before;
        double[] start = [.. weights];
        var squares = new double[weights.Length];
        for (var round = 0; round < Rounds; round++)
        {
            var gradient = new double[weights.Length];
            foreach (var example in examples)
            {
                Add(example, weights, shares[example.Set] / sizes[example.Set], gradient);
            }

            for (var i = 0; i < weights.Length; i++)
            {
                var step = gradient[i] - (Decay * (weights[i] - start[i]));
                squares[i] += step * step;
                weights[i] += Rate * step / (Math.Sqrt(squares[i]) + 1e-9);
            }
        }

        return new RerankWeights(weights[..Features], weights[Features..]);
    }

    private static void Add(RerankExample example, double[] weights, double share, double[] gradient)
    {
        var (always, others) = (new RerankWeights(weights[..Features], weights[Features..]), example.Look.OtherWords);
        var odds = Array.ConvertAll(example.Look.Rows, row => always.Of(row, others));
        var most = odds.Max();
        odds = Array.ConvertAll(odds, o => Math.Exp(o - most));
        var (all, right) = (odds.Sum(), odds.Where((_, i) => example.Right[i]).Sum());
        for (var paper = 0; paper < odds.Length; paper++)
        {
            var missing = share * ((example.Right[paper] ? odds[paper] / right : 0) - (odds[paper] / all));
            for (var i = 0; i < Features; i++)
            {
                gradient[i] += missing * example.Look.Rows[paper][i];
                gradient[Features + i] += missing * others * example.Look.Rows[paper][i];
            }
        }
    }
}
