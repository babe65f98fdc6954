using System.IO.Compression;
using System.Text;
using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>
/// Related English words, from WordNet 3.0 (G. A. Miller, "WordNet: a lexical database for English", CACM 1995), shipped as a
/// resource; how it is made and its licence stand beside it.
/// </summary>
internal sealed class Thesaurus
{
    // Synonyms; similar and derived words; one step up or down.
    private static readonly double[] GroupWeights = [1, 0.4, 0.25];

    // No ordinary word is longer; each letter more is fifty variants more to look up.
    private const int LongestWord = 30;

    private static readonly Lazy<Thesaurus> Shipped = new(Load);
    private readonly string text;
    private readonly Dictionary<string, List<Range>> linesByStem;

    private Thesaurus(string text, Dictionary<string, List<Range>> linesByStem)
    {
        this.text = text;
        this.linesByStem = linesByStem;
    }

    /// <summary>The shipped table, read on first use.</summary>
    public static Thesaurus English => Shipped.Value;

    /// <summary>Stems related to a stem with how closely (0 to 1), the closest first.</summary>
    public List<(string Stem, double Closeness)> Related(string stem)
    {
        if (!linesByStem.TryGetValue(stem, out var lines))
        {
            return [];
        }

        Dictionary<string, double> related = new(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var groups = text[line].Split('|');
            for (var i = 0; i < groups.Length; i++)
            {
                foreach (var word in groups[i].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    var other = EnglishStemmer.Stem(word);
                    if (other != stem && !StopWords.IsFunctionWord(word))
                    {
                        related[other] = Math.Max(related.GetValueOrDefault(other), GroupWeights[i]);
                    }
                }
            }
        }

        return [.. related.OrderByDescending(r => r.Value).Select(r => (r.Key, r.Value))];
    }

    /// <summary>True when the stem is one of an ordinary English word.</summary>
    public bool Knows(string stem) => linesByStem.ContainsKey(stem);

    /// <summary>True when a word is one typing error away from an ordinary English word.</summary>
    public bool IsNear(string folded)
    {
        if (folded.Length > LongestWord)
        {
            return false;
        }

        Span<char> changed = stackalloc char[folded.Length + 1];
        for (var i = 0; i <= folded.Length; i++)
        {
            // One letter left out, then one swapped with its neighbour; then each letter put in or replaced.
            if (i < folded.Length && (Knows(EnglishStemmer.Stem(folded.Remove(i, 1)))
                || (i + 1 < folded.Length && Knows(EnglishStemmer.Stem(string.Concat(folded.AsSpan(0, i), [folded[i + 1], folded[i]], folded.AsSpan(i + 2)))))))
            {
                return true;
            }

            folded.AsSpan(0, i).CopyTo(changed);
            folded.AsSpan(i).CopyTo(changed[(i + 1)..]);
            for (var letter = 'a'; letter <= 'z'; letter++)
            {
                changed[i] = letter;
                if (Knows(EnglishStemmer.Stem(new string(changed)))
                    || (i < folded.Length && Knows(EnglishStemmer.Stem(string.Concat(folded.AsSpan(0, i), [letter], folded.AsSpan(i + 1))))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Thesaurus Load()
    {
        using var resource = typeof(Thesaurus).Assembly.GetManifestResourceStream("thesaurus.txt.gz")!;
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress), Encoding.ASCII);
        var text = reader.ReadToEnd();
        Dictionary<string, List<Range>> lines = new(StringComparer.Ordinal);
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var space = text.IndexOf(' ', start);
            var stem = EnglishStemmer.Stem(text[start..space]);
            if (!lines.TryGetValue(stem, out var ranges))
            {
                lines.Add(stem, ranges = []);
            }

            ranges.Add((space + 1)..end);
            start = end + 1;
        }

        return new Thesaurus(text, lines);
    }
}
