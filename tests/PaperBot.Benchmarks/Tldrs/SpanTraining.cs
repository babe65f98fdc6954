namespace PaperBot.Benchmarks.Tldrs;

/// <summary>Features of a span and how well it summarises.</summary>
/// <param name="Ids">Numbers of its features.</param>
/// <param name="Values">Their values.</param>
/// <param name="Scores">Against the references.</param>
internal sealed record TrainedSpan(int[] Ids, float[] Values, RougeScores Scores)
{
    public double Weight(double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < Ids.Length; i++)
        {
            sum += weights[Ids[i]] * Values[i];
        }

        return sum;
    }
}

/// <summary>
/// Learns weights by gradient ascent (Adagrad) on the expected ROUGE of a softmax over the spans of each abstract. The weights of
/// the last rounds, and of several orders of the abstracts, are averaged, which evens out what the order did.
/// </summary>
/// <param name="count">How many features there are.</param>
/// <param name="fixedWeights">By number; these are not learned.</param>
/// <param name="isWording">True for a feature of single words, which are many and seldom seen: they are drawn to 0.</param>
internal sealed class SpanTraining(int count, IReadOnlyDictionary<int, double> fixedWeights, Func<int, bool> isWording)
{
    private const int Orders = 5;
    private const int Rounds = 18;
    private const int Averaged = 12;
    private const double Rate = 0.1;
    private const double Sharpness = 10;
    private const double DecayOfWording = 1e-3;
    private const double Decay = 1e-5;

    private readonly double[] weights = new double[count];
    private readonly double[] squares = new double[count];

    /// <summary>The weights by feature's number.</summary>
    /// <param name="abstracts">The spans of each.</param>
    public double[] Learn(IReadOnlyList<TrainedSpan[]> abstracts)
    {
        var sums = new double[count];
        var order = Enumerable.Range(0, abstracts.Count).ToArray();
        for (var seed = 1; seed <= Orders; seed++)
        {
            Array.Clear(weights);
            Array.Clear(squares);
            foreach (var (id, weight) in fixedWeights)
            {
                weights[id] = weight;
            }

            var random = new Random(seed);
            for (var round = 0; round < Rounds; round++)
            {
                random.Shuffle(order);
                foreach (var at in order)
                {
                    Step(abstracts[at]);
                }

                for (var i = 0; round >= Rounds - Averaged && i < count; i++)
                {
                    sums[i] += weights[i] / Averaged / Orders;
                }
            }
        }

        return sums;
    }

    // Of the three, ROUGE-1 is what summaries are told apart by most surely.
    private static double Reward(RougeScores scores) => (0.6 * scores.One) + (0.2 * scores.Two) + (0.2 * scores.Long);

    private void Step(TrainedSpan[] spans)
    {
        var shares = spans.Select(s => s.Weight(weights)).ToArray();
        var most = shares.Max();
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = Math.Exp(shares[i] - most);
        }

        var all = shares.Sum();
        var expected = spans.Zip(shares, (span, share) => Reward(span.Scores) * share / all).Sum();
        for (var i = 0; i < spans.Length; i++)
        {
            Move(spans[i], shares[i] / all * (Reward(spans[i].Scores) - expected) * Sharpness);
        }
    }

    private void Move(TrainedSpan span, double gain)
    {
        for (var i = 0; i < span.Ids.Length; i++)
        {
            var id = span.Ids[i];
            if (!fixedWeights.ContainsKey(id))
            {
                var gradient = (gain * span.Values[i]) - ((isWording(id) ? DecayOfWording : Decay) * weights[id]);
                squares[id] += gradient * gradient;
                weights[id] += Rate * gradient / (Math.Sqrt(squares[id]) + 1e-6);
            }
        }
    }
}
