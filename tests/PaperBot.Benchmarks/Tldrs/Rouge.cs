using System.Text;

namespace PaperBot.Benchmarks.Tldrs;

/// <summary>F of ROUGE-1, -2 and -L, each 0 to 1.</summary>
internal readonly record struct RougeScores(double One, double Two, double Long)
{
    public double Mean => (One + Two + Long) / 3;
}

/// <summary>
/// ROUGE by the rules of ROUGE-1.5.5 with stemming: lower case, letters and digits, words of more than three letters stemmed.
/// Source: C.-Y. Lin, "ROUGE: A package for automatic evaluation of summaries", ACL workshop 2004.
/// </summary>
internal static class Rouge
{
    /// <summary>The scores against the reference that ROUGE-1 likes best.</summary>
    public static RougeScores Best(string[] summary, IEnumerable<string[]> references) =>
        references.Select(r => Of(summary, r)).MaxBy(s => s.One);

    /// <summary>The words that count.</summary>
    public static string[] Words(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            letters.Append(c is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? c : ' ');
        }

        return [.. letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Length > 3 ? PorterStemmer.Stem(w) : w)];
    }

    private static RougeScores Of(string[] summary, string[] reference) => new(
        F(Shared(summary, reference), summary.Length, reference.Length),
        F(Shared(Pairs(summary), Pairs(reference)), summary.Length - 1, reference.Length - 1),
        F(LongestCommon(summary, reference), summary.Length, reference.Length));

    private static string[] Pairs(string[] words) => [.. words.Zip(words.Skip(1), (a, b) => a + " " + b)];

    private static int Shared(string[] summary, string[] reference)
    {
        var left = reference.GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var shared = 0;
        foreach (var word in summary)
        {
            if (left.GetValueOrDefault(word) > 0)
            {
                left[word]--;
                shared++;
            }
        }

        return shared;
    }

    private static int LongestCommon(string[] summary, string[] reference)
    {
        var row = new int[reference.Length + 1];
        foreach (var word in summary)
        {
            var diagonal = 0;
            for (var i = 1; i < row.Length; i++)
            {
                (diagonal, row[i]) = (row[i], word == reference[i - 1] ? diagonal + 1 : Math.Max(row[i], row[i - 1]));
            }
        }

        return row[^1];
    }

    private static double F(int shared, int summary, int reference) =>
        shared == 0 ? 0 : 2.0 * shared / (summary + reference);
}
