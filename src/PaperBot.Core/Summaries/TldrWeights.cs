using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;

namespace PaperBot.Summaries;

/// <summary>
/// How much each feature of a span counts. Learned by gradient ascent on the expected ROUGE of a softmax over an abstract's spans,
/// over the 1992 training abstracts of SciTLDR-A (I. Cachola and others, "TLDR: Extreme summarization of scientific documents",
/// Findings of EMNLP 2020); how, and how well, stands in the benchmarks beside the program that does it.
/// </summary>
/// <param name="weights">By the feature's name; features that are not there count nothing.</param>
internal sealed class TldrWeights(IReadOnlyDictionary<string, double> weights)
{
    private static readonly Lazy<TldrWeights> FromResource = new(Load);

    /// <summary>Those the program ships with, read on first use.</summary>
    public static TldrWeights Shipped => FromResource.Value;

    /// <summary>The span that weighs most, the first of several; null for an abstract without sentences.</summary>
    public TldrSpan? Best(string title, IReadOnlyList<string> sentences)
    {
        TldrSpan? best = null;
        var most = double.NegativeInfinity;
        foreach (var (span, features) in TldrFeatures.Of(title, sentences, TldrSpan.Of(sentences)))
        {
            if (Of(features) is var weight && weight > most)
            {
                (best, most) = (span, weight);
            }
        }

        return best;
    }

    /// <summary>The weight of each sentence as a whole, in reading order; comparable within one abstract only.</summary>
    public double[] OfSentences(string title, IReadOnlyList<string> sentences)
    {
        var whole = sentences.Select((text, i) => new TldrSpan(i, text, SpanCut.None));
        return [.. TldrFeatures.Of(title, sentences, whole).Select(s => Of(s.Features))];
    }

    /// <summary>The weight of a span.</summary>
    public double Of(List<(string Name, double Value)> features)
    {
        var sum = 0.0;
        foreach (var (name, value) in features)
        {
            sum += value * weights.GetValueOrDefault(name);
        }

        return sum;
    }

    private static TldrWeights Load()
    {
        using var resource = typeof(TldrWeights).Assembly.GetManifestResourceStream("tldr-weights.txt.gz")!;
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress));
        Dictionary<string, double> weights = new(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            weights[line[..tab]] = int.Parse(line.AsSpan(tab + 1), CultureInfo.InvariantCulture) / 1000.0;
        }

        return new TldrWeights(weights.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
