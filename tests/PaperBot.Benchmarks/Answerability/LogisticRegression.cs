namespace PaperBot.Benchmarks.Answerability;

/// <summary>
/// Logistic regression by Newton's method with a ridge on the standardised features, so that what seldom varies is not trusted.
/// Source: T. Hastie, R. Tibshirani, J. Friedman, "The Elements of Statistical Learning", 2nd edition, 4.4.1.
/// </summary>
/// <param name="Weights">One a feature, for its value as read.</param>
/// <param name="Bias">What is added.</param>
internal sealed record LogisticRegression(double[] Weights, double Bias)
{
    private const int MostSteps = 50;
    private const double Settled = 1e-8;

    /// <summary>The probability of yes.</summary>
    public double Probability(double[] features) => Sigmoid(LogOdds(features));

    /// <summary>The logarithm of the odds of yes.</summary>
    public double LogOdds(double[] features) => Bias + Dot(Weights, features);

    /// <summary>This model followed by one over its log odds alone.</summary>
    public LogisticRegression Then(LogisticRegression overLogOdds) => new(
        [.. Weights.Select(w => w * overLogOdds.Weights[0])], (Bias * overLogOdds.Weights[0]) + overLogOdds.Bias);

    /// <summary>Learns from examples.</summary>
    /// <param name="examples">Features, whether the answer is yes, and how much the example counts.</param>
    /// <param name="ridge">How strongly weights are drawn to 0.</param>
    public static LogisticRegression Learn(IReadOnlyList<(double[] Features, bool Yes, double Weight)> examples, double ridge)
    {
        var count = examples[0].Features.Length;
        var (means, spreads) = Scales(examples, count);
        var rows = examples.Select(e =>
            (double[])[.. e.Features.Select((v, i) => (v - means[i]) / spreads[i]), 1]).ToArray();
        var weights = new double[count + 1];
        for (var step = 0; step < MostSteps; step++)
        {
            var gradient = new double[count + 1];
            var curvature = new double[count + 1, count + 1];
            for (var at = 0; at < rows.Length; at++)
            {
                var row = rows[at];
                var p = Sigmoid(Dot(weights, row));
                var miss = examples[at].Weight * ((examples[at].Yes ? 1 : 0) - p);
                var bend = examples[at].Weight * p * (1 - p);
                for (var i = 0; i <= count; i++)
                {
                    gradient[i] += miss * row[i];
                    for (var j = 0; j <= i; j++)
                    {
                        curvature[i, j] += bend * row[i] * row[j];
                    }
                }
            }

            for (var i = 0; i < count; i++)
            {
                gradient[i] -= ridge * weights[i];
                curvature[i, i] += ridge;
            }

            curvature[count, count] += 1e-9;
            var move = Solve(curvature, gradient);
            for (var i = 0; i <= count; i++)
            {
                weights[i] += move[i];
            }

            if (move.Max(Math.Abs) < Settled)
            {
                break;
            }
        }

        double[] asRead = [.. Enumerable.Range(0, count).Select(i => weights[i] / spreads[i])];
        return new LogisticRegression(asRead, weights[count] - Dot(asRead, means));
    }

    private static (double[] Means, double[] Spreads) Scales(
        IReadOnlyList<(double[] Features, bool Yes, double Weight)> examples, int count)
    {
        var whole = examples.Sum(e => e.Weight);
        double[] means = [.. Enumerable.Range(0, count).Select(i => examples.Sum(e => e.Weight * e.Features[i]) / whole)];
        double[] spreads =
        [
            .. Enumerable.Range(0, count).Select(i =>
                Math.Max(1e-3, Math.Sqrt(examples.Sum(e => e.Weight * Math.Pow(e.Features[i] - means[i], 2)) / whole))),
        ];
        return (means, spreads);
    }

    // Cholesky's decomposition of the lower half, then two substitutions.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[i, k] * matrix[j, k];
                }

                matrix[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / matrix[j, j];
            }
        }

        var found = (double[])right.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                found[i] -= matrix[i, k] * found[k];
            }

            found[i] /= matrix[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                found[i] -= matrix[k, i] * found[k];
            }

            found[i] /= matrix[i, i];
        }

        return found;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
