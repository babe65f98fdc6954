using System.Globalization;
using PaperBot.Text;

namespace PaperBot.Summaries;

/// <summary>What is looked at when a span is weighed as a summary of its abstract, each by a name and a value of 0 to 1.</summary>
internal static class TldrFeatures
{
    private const int MostPlaces = 8;
    private const int MostLengths = 20;
    private const int WordsALength = 3;
    private const int Beginning = 3;

    // Words and pairs are many and each says little.
    private const double WordValue = 0.5;

    /// <summary>The features of every span; the same names and values for all spans of a sentence where they are its own.</summary>
    /// <param name="title">Of the paper.</param>
    /// <param name="sentences">Of its abstract, white space runs made single spaces.</param>
    /// <param name="spans">Of these sentences.</param>
    public static IEnumerable<(TldrSpan Span, List<(string Name, double Value)> Features)> Of(
        string title, IReadOnlyList<string> sentences, IEnumerable<TldrSpan> spans)
    {
        var rows = SentenceFeatures.Of(title, sentences);
        var own = new List<(string, double)>?[sentences.Count];
        foreach (var span in spans)
        {
            List<(string Name, double Value)> features = [.. own[span.Sentence] ??= OfSentence(span.Sentence, sentences, rows)];
            features.Add(($"cut {span.Cut}", 1));
            features.Add((Named("words", Math.Min(SummaryWords.Count(span.Text) / WordsALength, MostLengths)), 1));
            yield return (span, features);
        }
    }

    /// <summary>True for a feature that a single word or pair of words makes.</summary>
    public static bool IsWording(string name) => name.StartsWith("w ", StringComparison.Ordinal) || name[0] == '^';

    private static List<(string Name, double Value)> OfSentence(int index, IReadOnlyList<string> sentences, double[][] rows)
    {
        List<(string Name, double Value)> features = [];
        for (var i = 0; i < SentenceFeatures.Count; i++)
        {
            if (rows[index][i] != 0)
            {
                features.Add((((SentenceFeature)i).ToString(), rows[index][i]));
            }
        }

        features.Add((Named("place", Math.Min(index, MostPlaces)), 1));
        features.Add((Named("left", Math.Min(sentences.Count - 1 - index, MostPlaces)), 1));
        features.AddRange(Wording(sentences[index]).Distinct(StringComparer.Ordinal).Select(w => (w, WordValue)));
        return features;
    }

    // Stems, neighbouring pairs of them, and what it begins with.
    private static IEnumerable<string> Wording(string sentence)
    {
        string[] stems = [.. Words.Of(sentence).Select(w => EnglishStemmer.Stem(w.Folded))];
        for (var i = 0; i < stems.Length; i++)
        {
            yield return $"w {stems[i]}";
            if (i + 1 < stems.Length)
            {
                yield return $"w {stems[i]} {stems[i + 1]}";
            }

            if (i < Beginning)
            {
                yield return Named("^", i) + " " + stems[i];
            }
        }
    }

    private static string Named(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"{what}{number}");
}
