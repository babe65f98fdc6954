using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>
/// How much each feature of a sentence counts: those of a softmax over the sentences of an abstract, learnt from questions and
/// claims whose answering sentences are known (tests/PaperBot.Benchmarks, <c>train-evidence</c>).
/// </summary>
internal sealed class EvidenceWeights
{
    private static readonly Lazy<EvidenceWeights> FromResource = new(() =>
    {
        using var reader = new StreamReader(typeof(EvidenceWeights).Assembly.GetManifestResourceStream("evidence-weights.txt")!);
        return Read(reader);
    });

    private readonly double[] weights;

    /// <summary>Takes one weight a feature, in the order of <see cref="EvidenceFeature"/>.</summary>
    public EvidenceWeights(IReadOnlyList<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Count, EvidenceFeatures.Count);
        this.weights = [.. weights];
    }

    /// <summary>Those the program ships with, read on first use.</summary>
    public static EvidenceWeights Shipped => FromResource.Value;

    /// <summary>The weight of one feature.</summary>
    public double this[EvidenceFeature feature] => weights[(int)feature];

    /// <summary>Reads a feature's weight a line.</summary>
    /// <exception cref="FormatException">A line is something else, or a feature is missing; the message says which.</exception>
    public static EvidenceWeights Read(TextReader reader) =>
        new([.. WeightTable<EvidenceFeature>.Read(reader, 1, "evidence").Select(row => row[0])]);

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    public void Write(TextWriter writer) => WeightTable<EvidenceFeature>.Write(writer, feature => [this[feature]]);

    /// <summary>What a row of <see cref="EvidenceFeatures"/> weighs; comparable within one abstract and question only.</summary>
    public double Of(double[] row)
    {
        double sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * row[i];
        }

        return sum;
    }
}
