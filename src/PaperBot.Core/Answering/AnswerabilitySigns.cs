using System.Text.RegularExpressions;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>
/// What speaks for and against the stored abstracts answering a question, as named numbers. All are yes or no (1 or 0), shares,
/// or
/// logarithms of what is counted in the corpus's greatest inverse document frequency, so that they mean the same over few papers
/// and
/// many, in short questions and long ones. No score of the ranking is among them: its scale is the ranking's own affair.
/// </summary>
internal sealed partial class AnswerabilitySigns
{
    /// <summary>
    /// A question of at most this many content words has no room to put things differently: what an abstract lacks of it is
    /// missing.
    /// </summary>
    public const int FewTerms = 5;

    // A question longer than this many content words says nothing new further on, and reading it must stay quick.
    private const int MostTerms = 40;

    // People describe at length what they once read and ask shortly for what may not be there; below and past these it says no
    // more.
    private const int FewestWords = 8;
    private const int MostWords = 24;

    // The cosine from which a word says the same as another, and how many words before it a number still counts it.
    private const double SameThing = 0.45;
    private const int Near = 4;

    private readonly List<(string Name, double Value)> all = [];

    private AnswerabilitySigns()
    {
    }

    /// <summary>Each sign once, always in the same order.</summary>
    public IReadOnlyList<(string Name, double Value)> All => all;

    /// <summary>Reads the signs of a question whose papers are ranked; there must be at least one.</summary>
    /// <param name="best">The paper that would answer.</param>
    /// <param name="terms">The question's words.</param>
    /// <param name="asked">What is asked for, as typed and as read.</param>
    /// <param name="corpus">All papers.</param>
    /// <param name="isAboutThePapers">Whether the words alone say that the question is about the papers.</param>
    public static AnswerabilitySigns Of(
        Hit best, IReadOnlyList<ExpandedTerm> terms, (string Text, AnswerShape Shape) asked, CorpusSnapshot corpus,
        bool isAboutThePapers)
    {
        var signs = new AnswerabilitySigns();
        List<ExpandedTerm> own = [.. terms.Where(t => t.Term.Weight >= 1).Take(MostTerms)];
        var evidence = Evidence.Of(best.Paper, corpus.Index, own);
        signs.Add("about the papers by its words", isAboutThePapers);
        signs.Add("words of the question, log", Math.Log(Math.Clamp(Words.Of(asked.Text).Count, FewestWords, MostWords)));
        signs.Add("asks for a value", asked.Shape.WantsNumber || ValuePattern().IsMatch(asked.Text));
        signs.Add("asks which paper", asked.Shape.Breadth == Breadth.Which);
        signs.Add(
            "the thing stands there counted",
            asked.Shape is { Wanted: Wanted.Count, Thing: { } thing } && IsCounted(thing, evidence));
        signs.Add(
            "a measure stands there",
            asked.Shape.Wanted == Wanted.Measure && evidence.Exists(e => AnswerFit.Measures(e.Sentence.Text)));
        signs.Add("earned, log", Math.Log(1 + (best.Earned / corpus.Index.MaximumIdf)));
        signs.ReadWords(best.Paper, own, evidence, corpus.Index);
        return signs;
    }

    private void ReadWords(Paper paper, List<ExpandedTerm> terms, List<Evidence> evidence, PaperIndex index)
    {
        HashSet<int> present = [.. Words.Of($"{paper.Title} {paper.Abstract}").Select(w => index.Terms.Find(w.Folded))];
        var whole = terms.Sum(t => t.Idf);
        Add("share of words without relatives", Share(terms.Where(t => t.BestShare(present) <= 0).Sum(t => t.Idf), whole));

        // What is asked of the paper, besides the words that merely say which paper is meant.
        var names = PaperNames.Of(paper);
        var title = Words.Of(paper.Title).Select(w => EnglishStemmer.Stem(w.Folded)).ToHashSet(StringComparer.Ordinal);
        List<ExpandedTerm> details = [.. terms.Where(t => !names.Contains(t.Term.Folded) && !title.Contains(t.Term.Stem))];
        Add("share of words that are details", Share(details.Sum(t => t.Idf), whole));
        var closeness = new WordCloseness(WordVectors.English, [.. details.Select(t => t.Term.Stem)]);
        var nearest = closeness.Nearest(evidence.SelectMany(e => e.Words).Select(w => EnglishStemmer.Stem(w.Folded)));
        Add("the farthest detail's nearest word", nearest.DefaultIfEmpty(1).Min());
    }

    // "31 languages" counts "tongues" too.
    private static bool IsCounted(string thing, List<Evidence> evidence)
    {
        var closeness = new WordCloseness(WordVectors.English, [thing]);
        return evidence.Exists(e => Enumerable.Range(0, e.Words.Count).Any(i =>
            closeness.Of(EnglishStemmer.Stem(e.Words[i].Folded))[0] >= SameThing
            && e.Words[Math.Max(0, i - Near)..i].Exists(w => Numbers.IsNumber(w.Folded))));
    }

    private static double Share(double part, double whole) => whole <= 0 ? 0 : part / whole;

    private void Add(string name, bool holds) => Add(name, holds ? 1 : 0);

    private void Add(string name, double value) => all.Add((name, value));

    [GeneratedRegex(
        @"\b(what|which|whose)\b.{0,40}\b(threshold|exponent|size|score|rate|accuracy|length|depth|rank|dimension|temperature"
        + @"|epsilon|latency|success|loss|width|height|age|weight|budget|speed|recall|precision|power|diameter|values?|number)\b"
        + @"|\bhow\s+(many|much|long|big|large|far|often|old|wide|deep|fast|high|well)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ValuePattern();
}
