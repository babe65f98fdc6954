using System.Globalization;

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

    /// <summary>Reads lines of a feature's name, a space and its weight; each feature once.</summary>
    /// <exception cref="FormatException">A line is something else, or a feature is missing; the message says which.</exception>
    public static EvidenceWeights Read(TextReader reader)
    {
        var read = new double?[EvidenceFeatures.Count];
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ') is not [var name, var number]
                || !Enum.TryParse<EvidenceFeature>(name, out var feature) || !Enum.IsDefined(feature)
                || read[(int)feature] is not null
                || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight))
            {
                throw new FormatException($"The weights of evidence: “{line}” is not a feature, named once, and its weight.");
            }

            read[(int)feature] = weight;
        }

        var missing = Array.IndexOf(read, null);
        return missing < 0
            ? new EvidenceWeights([.. read.Select(w => w!.Value)])
            : throw new FormatException($"The weights of evidence: {(EvidenceFeature)missing} has none.");
    }

    /// <summary>Writes what <see cref="Read"/> reads, to three digits after the point.</summary>
    public void Write(TextWriter writer)
    {
        foreach (var feature in Enum.GetValues<EvidenceFeature>())
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{feature} {this[feature]:0.###}\n"));
        }
    }

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
