using PaperBot.Text;

namespace PaperBot.Summaries;

/// <summary>The stems of a text that say what it is about.</summary>
internal static class ContentStems
{
    /// <summary>Distinct stems of the words of two letters or more that are no function words.</summary>
    public static HashSet<string> Of(string text)
    {
        HashSet<string> stems = new(StringComparer.Ordinal);
        foreach (var word in Words.Of(text))
        {
            if (word.Folded.Length > 1 && !FunctionWords.Contains(word.Folded))
            {
                stems.Add(EnglishStemmer.Stem(word.Folded));
            }
        }

        return stems;
    }

    /// <summary>Cosine of two sets taken as 0/1 vectors, 0 to 1; 0 when either is empty.</summary>
    public static double Cosine(HashSet<string> a, HashSet<string> b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return 0;
        }

        var (small, large) = a.Count <= b.Count ? (a, b) : (b, a);
        var shared = small.Count(large.Contains);
        return shared / Math.Sqrt((double)a.Count * b.Count);
    }
}
