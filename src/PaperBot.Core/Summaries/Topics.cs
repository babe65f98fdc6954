using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Summaries;

/// <summary>Papers that share a noun phrase.</summary>
/// <param name="Heading">The phrase with a capital first letter; every paper has it in title or abstract, by stems.</param>
/// <param name="Papers">In the order they were given.</param>
internal sealed record Topic(string Heading, IReadOnlyList<Paper> Papers);

/// <summary>
/// Groups papers under the noun phrases they share: those that many of them are about, that the corpus behind them seldom uses,
/// and that stand as phrases of their own (the measure of nestedness of K. Frantzi, S. Ananiadou, H. Mima, "Automatic recognition
/// of multi-word terms: the C-value/NC-value method", IJDL 2000, in its simplest form).
/// </summary>
internal static class Topics
{
    /// <summary>A phrase that more of the corpus has says nothing of its papers.</summary>
    private const double TooCommon = 0.25;

    private const int FewestForCommon = 30;
    private const double FewestClosed = 0.35;

    /// <summary>Least mean strength: one paper about it, one that mentions it.</summary>
    private const double Firm = 0.8;

    /// <summary>Least mean strength where nothing firm was found: mentioned by all.</summary>
    private const double Loose = 0.6;

    /// <summary>Beyond e³, one paper in twenty, rarity makes a heading obscure rather than telling.</summary>
    private const double RareEnough = 3;

    /// <summary>A heading over four papers beats two over two each, but not by twice.</summary>
    private const double Coverage = 0.7;

    /// <summary>
    /// Disjoint groups of at least two papers, the firmest first; papers that share nothing are in none of them.
    /// </summary>
    /// <param name="papers">What to group.</param>
    /// <param name="background">The corpus, or a part of it, that tells common phrases from telling ones.</param>
    /// <param name="most">At most so many groups.</param>
    /// <param name="beside">What all the papers are about: a phrase of its words alone tells none of them apart.</param>
    public static IReadOnlyList<Topic> Of(IReadOnlyList<Paper> papers, IReadOnlyList<Paper> background, int most, string beside = "")
    {
        var index = PhraseIndex.Of(papers, background);
        var known = ContentStems.Of(beside);
        var phrases = Telling(index, papers.Count).Where(p => !ContentStems.Of(p.Form).IsSubsetOf(known)).ToList();
        var topics = Group(papers, index, phrases, most, Firm);
        // A group that is loosely held together still beats none at all.
        return topics.Count > 0 ? topics : Group(papers, index, phrases, most, Loose);
    }

    /// <summary>The phrases of an index that say something of the papers which share them.</summary>
    public static IReadOnlyList<Phrase> Telling(PhraseIndex index, int papers)
    {
        var around = index.Shared.Where(q => q.Key.Contains(" of ", StringComparison.Ordinal)).ToList();
        return [.. index.Shared.Where(p => IsTelling(p, index, papers) && !around.Exists(q => IsTailOf(p, q)))];
    }

    /// <summary>Whether papers that have the phrase with these strengths are firmly enough about it to stand under it.</summary>
    public static bool CanHead(Phrase phrase, IReadOnlyList<double> strengths) =>
        CanHead(phrase, [.. strengths.Where(s => CountsAs(phrase, s))], Firm);

    private static List<Topic> Group(
        IReadOnlyList<Paper> papers, PhraseIndex index, List<Phrase> phrases, int most, double firmness)
    {
        var free = Enumerable.Range(0, papers.Count).ToHashSet();
        List<Topic> topics = [];
        while (topics.Count < most && Best(phrases, index, free, papers.Count, firmness) is { } firmest)
        {
            var best = Wider(firmest, phrases, index, free, papers.Count, firmness);
            var members = Members(best, free).Select(m => m.Key).Order().ToList();
            topics.Add(new Topic(Headline(best.Form), [.. members.Select(i => papers[i])]));
            free.ExceptWith(members);
            // "External knowledge" beside "External knowledge graphs" would part what belongs together.
            phrases.RemoveAll(p => IsWithin(p, best) || IsWithin(best, p));
        }

        return topics;
    }

    private static Phrase? Best(List<Phrase> phrases, PhraseIndex index, HashSet<int> free, int papers, double firmness)
    {
        Phrase? best = null;
        var bestWeight = 0.0;
        foreach (var phrase in phrases)
        {
            var weight = Weight(phrase, index, free, papers, firmness);
            if (weight > bestWeight)
            {
                (best, bestWeight) = (phrase, weight);
            }
        }

        return best;
    }

    // A shorter phrase that takes in at least two papers more than the longer one around it serves the reader better.
    private static Phrase Wider(
        Phrase phrase, List<Phrase> phrases, PhraseIndex index, HashSet<int> free, int papers, double firmness)
    {
        var least = Members(phrase, free).Count() + 2;
        return phrases
            .Where(p => p.Words > 1 && IsWithin(p, phrase) && Members(p, free).Count() >= least && Weight(p, index, free, papers, firmness) > 0)
            .OrderByDescending(p => Weight(p, index, free, papers, firmness))
            .FirstOrDefault(phrase);
    }

    private static bool IsWithin(Phrase part, Phrase whole) => $" {whole.Key} ".Contains($" {part.Key} ", StringComparison.Ordinal);

    private static double Weight(Phrase phrase, PhraseIndex index, HashSet<int> free, int papers, double firmness)
    {
        var strengths = Members(phrase, free).Select(m => m.Value).ToList();
        if (!CanHead(phrase, strengths, firmness))
        {
            return 0;
        }

        var all = Math.Max(index.Background, papers);
        var having = Math.Max(phrase.BackgroundPapers, phrase.Strengths.Count);
        var rarity = Math.Min(RareEnough, Math.Log((1.0 + all) / (0.5 + having)));
        var length = phrase.Words switch { 1 => 0.7, 2 => 1.0, 3 => 1.15, _ => 1.1 };
        // Beyond half of the papers a heading parts nothing from the rest.
        var crowd = strengths.Count > (papers + 1) / 2 && papers > 3 ? 0.6 : 1;
        var head = HasWeakHead(phrase) ? 0.7 : 1;
        return head * Math.Pow(strengths.Count, Coverage) * strengths.Average() * rarity * length * crowd
             * (0.5 + (phrase.Closed / 2));
    }

    // Mentions in passing make no topic: the papers have to be about it.
    private static bool CanHead(Phrase phrase, List<double> strengths, double firmness) =>
        strengths.Count >= 2 && strengths.Average() >= firmness + (HasWeakHead(phrase) ? 0.2 : 0)
        && (firmness <= Loose || strengths.Max() >= 1);

    private static bool HasWeakHead(Phrase phrase) => PhraseLexicon.IsWeakHead(Words.Of(phrase.Form)[^1].Folded);

    private static IEnumerable<KeyValuePair<int, double>> Members(Phrase phrase, HashSet<int> free) =>
        phrase.Strengths.Where(s => free.Contains(s.Key) && CountsAs(phrase, s.Value));

    // A single word has more senses than a phrase: a passing mention of it does not count.
    private static bool CountsAs(Phrase phrase, double strength) => phrase.Words > 1 || strength >= 1;

    private static bool IsTelling(Phrase phrase, PhraseIndex index, int papers)
    {
        var common = index.Background >= FewestForCommon && papers < index.Background
            ? phrase.BackgroundPapers > TooCommon * index.Background
            : papers > 3 && phrase.Strengths.Count == papers;
        return !common && !PhraseLexicon.IsTooWide(phrase.Key) && phrase.Closed >= FewestClosed;
    }

    // "Mind tasks" is the tail of "theory of mind tasks", though "of" parts them.
    private static bool IsTailOf(Phrase phrase, Phrase whole)
    {
        var of = whole.Key.IndexOf(" of ", StringComparison.Ordinal);
        return of > 0 && (phrase.Key + " ").StartsWith(whole.Key[(of + 4)..] + " ", StringComparison.Ordinal)
            && phrase.Strengths.Keys.All(whole.Strengths.ContainsKey);
    }

    private static string Headline(string form) => char.ToUpperInvariant(form[0]) + form[1..];
}
