using PaperBot.Answering;

namespace PaperBot.Benchmarks.Answers;

/// <summary>
/// Learns the weights by which sentences are chosen: gradient ascent (Adagrad) on the likelihood that a softmax over the
/// sentences of an abstract gives those that answer, drawn towards 0. Sets count alike, whatever their size.
/// </summary>
internal static class EvidenceLearning
{
    private const int Rounds = 300;
    private const double Rate = 0.15;
    private const double Decay = 0.01;
    private const double LeastSpread = 1e-3;

    // The examples hold too few to learn from: worth as much as half of the question covered.
    private const double Asks = -4;

    /// <summary>The weights that fit the examples; of those where every sentence answers nothing is learnt.</summary>
    public static EvidenceWeights Learn(IReadOnlyCollection<EvidenceExample> examples)
    {
        List<EvidenceExample> telling = [.. examples.Where(e => e.Right.Contains(false))];
        var sizes = telling.CountBy(e => e.Set).ToDictionary();
        var spreads = Spreads(telling);
        var weights = new double[spreads.Length];
        var squares = new double[spreads.Length];
        weights[(int)EvidenceFeature.Asks] = Asks * spreads[(int)EvidenceFeature.Asks];
        for (var round = 0; round < Rounds; round++)
        {
            var gradient = new double[weights.Length];
            foreach (var example in telling)
            {
                Add(example, weights, spreads, 1.0 / sizes.Count / sizes[example.Set], gradient);
            }

            for (var i = 0; i < weights.Length; i++)
            {
                var step = gradient[i] - (Decay * weights[i]);
                squares[i] += step * step;
                weights[i] += i == (int)EvidenceFeature.Asks ? 0 : Rate * step / (Math.Sqrt(squares[i]) + 1e-9);
            }
        }

        return new EvidenceWeights(
            [.. weights.Select((weight, i) => i == (int)EvidenceFeature.Asks ? Asks : weight / spreads[i])]);
    }

    private static void Add(EvidenceExample example, double[] weights, double[] spreads, double share, double[] gradient)
    {
        var places = Enumerable.Range(0, weights.Length);
        var odds = example.Rows.Select(row => places.Sum(i => weights[i] * row[i] / spreads[i])).ToArray();
        var most = odds.Max();
        odds = Array.ConvertAll(odds, o => Math.Exp(o - most));
        var all = odds.Sum();
        var right = odds.Where((_, i) => example.Right[i]).Sum();
        for (var s = 0; s < odds.Length; s++)
        {
            var missing = share * ((example.Right[s] ? odds[s] / right : 0) - (odds[s] / all));
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] += missing * example.Rows[s][i] / spreads[i];
            }
        }
    }

    // Within abstracts: what differs between them decides nothing.
    private static double[] Spreads(List<EvidenceExample> examples)
    {
        var spreads = new double[EvidenceFeatures.Count];
        for (var i = 0; i < spreads.Length; i++)
        {
            var variance = examples.Average(e =>
            {
                var mean = e.Rows.Average(row => row[i]);
                return e.Rows.Average(row => (row[i] - mean) * (row[i] - mean));
            });
            spreads[i] = Math.Max(LeastSpread, Math.Sqrt(variance));
        }

        return spreads;
    }
}
