using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>Maps words to stems and stems to small numbers, one table per corpus.</summary>
internal sealed class TermTable
{
    /// <summary>Stands for a stem the corpus does not contain.</summary>
    public const int Unknown = -1;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byWord = new(StringComparer.Ordinal);
    private readonly List<string> stems = [];

    /// <summary>Number of distinct stems.</summary>
    public int Count => stems.Count;

    /// <summary>The stem with this number.</summary>
    public string this[int term] => stems[term];

    /// <summary>The terms of a text in order, function words included, adding those not seen before.</summary>
    public int[] Add(string text)
    {
        var words = Words.Of(text);
        var terms = new int[words.Count];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = Add(words[i]);
        }

        return terms;
    }

    /// <summary>The term of a folded word, or <see cref="Unknown"/>.</summary>
    public int Find(string folded) => byWord.TryGetValue(folded, out var known) ? known : FindStem(EnglishStemmer.Stem(folded));

    /// <summary>The stem of a folded word, looked up where the corpus holds the word.</summary>
    public string StemOf(string folded) => byWord.TryGetValue(folded, out var known) ? stems[known] : EnglishStemmer.Stem(folded);

    /// <summary>The term of a stem, or <see cref="Unknown"/>.</summary>
    public int FindStem(string stem) => numbers.GetValueOrDefault(stem, Unknown);

    private int Add(Word word)
    {
        if (byWord.TryGetValue(word.Folded, out var known))
        {
            return known;
        }

        var stem = EnglishStemmer.Stem(word.Folded);
        if (!numbers.TryGetValue(stem, out var term))
        {
            term = stems.Count;
            stems.Add(stem);
            numbers.Add(stem, term);
        }

        byWord.Add(word.Folded, term);
        return term;
    }
}
