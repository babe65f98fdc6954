using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>
/// How alike words are spelt, by the runs of three letters they share (Dice): relatives that stemming keeps apart, and the parts
/// of compounds.
/// Source: G. Adamson, J. Boreham, "The use of an association measure based on character structure to identify semantically
/// related pairs of words and document titles", Information Storage and Retrieval 10, 1974.
/// </summary>
/// <param name="terms">Of a question.</param>
internal sealed class Spellings(IReadOnlyList<ExpandedTerm> terms)
{
    private const int Run = 3;
    private readonly long[][] asked = [.. terms.Select(t => RunsOf(t.Term.Stem))];
    private readonly Dictionary<string, double[]> known = new(StringComparer.Ordinal);

    /// <summary>The best likeness of each term to a content word of a sentence, 0 to 1; 1 for the same stem.</summary>
    public double[] In(Evidence sentence)
    {
        var best = new double[asked.Length];
        for (var w = 0; w < sentence.Words.Count; w++)
        {
            var folded = sentence.Words[w].Folded;
            if (folded.Length < 2 || StopWords.IsFunctionWord(folded))
            {
                continue;
            }

            var likeness = LikenessOf(sentence.Stems[w]);
            for (var t = 0; t < best.Length; t++)
            {
                best[t] = Math.Max(best[t], likeness[t]);
            }
        }

        return best;
    }

    private double[] LikenessOf(string stem)
    {
        if (!known.TryGetValue(stem, out var likeness))
        {
            var runs = RunsOf(stem);
            known[stem] = likeness = Array.ConvertAll(asked, own => Dice(own, runs));
        }

        return likeness;
    }

    private static double Dice(long[] a, long[] b)
    {
        var (left, right, shared) = (0, 0, 0);
        while (left < a.Length && right < b.Length)
        {
            var order = a[left].CompareTo(b[right]);
            shared += order == 0 ? 1 : 0;
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }

        return a.Length + b.Length == 0 ? 0 : 2.0 * shared / (a.Length + b.Length);
    }

    // Three UTF-16 units to a number, each run once, in order; the borders of a word are letters too.
    private static long[] RunsOf(string stem)
    {
        var bordered = $"_{stem}_";
        var runs = new SortedSet<long>();
        for (var i = 0; i + Run <= bordered.Length; i++)
        {
            runs.Add(((long)bordered[i] << 32) | ((long)bordered[i + 1] << 16) | bordered[i + 2]);
        }

        return [.. runs];
    }
}
