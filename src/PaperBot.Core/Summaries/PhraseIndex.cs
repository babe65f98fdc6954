using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Summaries;

/// <summary>One noun phrase over a set of papers.</summary>
internal sealed class Phrase(string key, int words)
{
    private readonly Dictionary<string, int> forms = new(StringComparer.Ordinal);

    public string Key => key;

    /// <summary>1 to 5.</summary>
    public int Words => words;

    /// <summary>How firmly each paper that has the phrase is about it, above 0 to 1.5; by position in the indexed set.</summary>
    public Dictionary<int, double> Strengths { get; } = [];

    /// <summary>Papers of the background that have it.</summary>
    public int BackgroundPapers { get; set; }

    private int Uses { get; set; }

    private int ClosedLeft { get; set; }

    private int ClosedRight { get; set; }

    /// <summary>
    /// Whether it mostly stands alone rather than inside a longer phrase, 0 to 1: "learning rate" beside "deep learning rate
    /// schedules".
    /// </summary>
    public double Closed => Uses == 0 ? 0 : Math.Min((double)ClosedLeft / Uses, (double)ClosedRight / Uses);

    /// <summary>The commonest printed form, words in lower case where papers print them so.</summary>
    public string Form => forms.OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).First().Key;

    public void Count(PhraseUse use, string form)
    {
        forms[form] = forms.GetValueOrDefault(form) + 1;
        CountClosed(use);
    }

    public void CountClosed(PhraseUse use)
    {
        Uses++;
        ClosedLeft += use.OpenLeft ? 0 : 1;
        ClosedRight += use.OpenRight ? 0 : 1;
    }
}

/// <summary>The noun phrases that at least two papers of a set share, and how common they are in the corpus behind it.</summary>
internal sealed class PhraseIndex
{
    private const double InTitle = 1.5;
    private const double Repeated = 1.0;
    private const double Once = 0.6;

    private PhraseIndex(IReadOnlyList<Phrase> shared, int background) => (Shared, Background) = (shared, background);

    public IReadOnlyList<Phrase> Shared { get; }

    /// <summary>How many papers the background has.</summary>
    public int Background { get; }

    /// <summary>Indexes <paramref name="papers"/> against <paramref name="background"/>, which may contain them.</summary>
    public static PhraseIndex Of(IReadOnlyList<Paper> papers, IReadOnlyList<Paper> background)
    {
        var lower = LowerCaseStems(papers.Concat(background));
        Dictionary<string, Phrase> phrases = new(StringComparer.Ordinal);
        for (var i = 0; i < papers.Count; i++)
        {
            Dictionary<string, double> strengths = new(StringComparer.Ordinal);
            Collect(papers[i].Abstract, lower, phrases, strengths, (before, _) => before > 0 ? Math.Max(before, Repeated) : Once);
            Collect(papers[i].Title, lower, phrases, strengths, (_, _) => InTitle);
            foreach (var (key, strength) in strengths)
            {
                phrases[key].Strengths[i] = strength;
            }
        }

        foreach (var lone in phrases.Values.Where(p => p.Strengths.Count < 2).ToList())
        {
            phrases.Remove(lone.Key);
        }

        CountBackground(background, phrases);
        return new PhraseIndex([.. phrases.Values.OrderBy(p => p.Key, StringComparer.Ordinal)], background.Count);
    }

    private static void Collect(
        string text, HashSet<string> lower, Dictionary<string, Phrase> phrases, Dictionary<string, double> strengths,
        Func<double, string, double> strength)
    {
        foreach (var use in NounPhrases.Of(text))
        {
            if (!phrases.TryGetValue(use.Key, out var phrase))
            {
                phrases.Add(use.Key, phrase = new Phrase(use.Key, use.Words));
            }

            phrase.Count(use, FormOf(text, use, lower));
            strengths[use.Key] = strength(strengths.GetValueOrDefault(use.Key), use.Key);
        }
    }

    private static void CountBackground(IReadOnlyList<Paper> background, Dictionary<string, Phrase> phrases)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var paper in background)
        {
            seen.Clear();
            foreach (var use in NounPhrases.Of(paper.Title).Concat(NounPhrases.Of(paper.Abstract)))
            {
                if (phrases.TryGetValue(use.Key, out var phrase))
                {
                    phrase.CountClosed(use);
                    phrase.BackgroundPapers += seen.Add(use.Key) ? 1 : 0;
                }
            }
        }
    }

    // A word that some abstract prints in lower case owes a capital elsewhere to a title or the start of a sentence.
    private static HashSet<string> LowerCaseStems(IEnumerable<Paper> papers)
    {
        HashSet<string> lower = new(StringComparer.Ordinal);
        foreach (var paper in papers)
        {
            foreach (var word in Words.Of(paper.Abstract))
            {
                if (char.IsLower(paper.Abstract[word.Start]))
                {
                    lower.Add(EnglishStemmer.Stem(word.Folded));
                }
            }
        }

        return lower;
    }

    private static string FormOf(string text, PhraseUse use, HashSet<string> lower)
    {
        var printed = SummaryWords.SingleSpaced(text.Substring(use.Start, use.Length)).ToCharArray();
        foreach (var word in Words.Of(new string(printed)))
        {
            if (lower.Contains(EnglishStemmer.Stem(word.Folded)) && !printed.AsSpan(word.Start + 1, word.Length - 1).ContainsAnyInRange('A', 'Z'))
            {
                printed[word.Start] = char.ToLowerInvariant(printed[word.Start]);
            }
        }

        return new string(printed);
    }
}
