using System.Runtime.CompilerServices;
using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>What a sentence shows of its purpose, whatever is asked.</summary>
/// <param name="Telling">How well it would summarise the abstract: in standard deviations from the mean of its sentences.</param>
/// <param name="Dangling">Whether it begins with what only an earlier sentence explains.</param>
/// <param name="Gains">Whether it says that something got better or less.</param>
/// <param name="Asks">Whether it is a question.</param>
internal readonly record struct SentenceTone(double Telling, bool Dangling, bool Gains, bool Asks)
{
    // So that nearly equal sentences are not told apart by nothing.
    private const double LeastSpread = 0.1;

    // What is longer is no abstract; each sentence is held against every other.
    private const int MostSentences = 200;

    // Reading for tone takes longer than everything else about a sentence: kept as long as the paper, some 250 bytes each.
    private static readonly ConditionalWeakTable<Paper, SentenceTone[]> Known = [];

    /// <summary>That of each sentence of a paper's abstract, in reading order.</summary>
    public static SentenceTone[] Of(Paper paper) => Known.GetValue(paper, Read);

    private static SentenceTone[] Read(Paper paper)
    {
        List<string> printed = [.. Sentences.Of(paper.Abstract).Select(s => SummaryWords.SingleSpaced(s.Text))];
        var telling = printed.Count <= MostSentences
            ? Standardised(TldrWeights.Shipped.OfSentences(paper.Title, printed))
            : new double[printed.Count];
        return
        [
            .. printed.Select((text, i) => new SentenceTone(
                telling[i], SentenceCues.BeginsDangling.IsMatch(text), SentenceCues.Gains.IsMatch(text), text.EndsWith('?'))),
        ];
    }

    private static double[] Standardised(double[] values)
    {
        var mean = values.DefaultIfEmpty().Average();
        var spread = LeastSpread + Math.Sqrt(values.Select(v => (v - mean) * (v - mean)).DefaultIfEmpty().Average());
        return [.. values.Select(v => (v - mean) / spread)];
    }
}
