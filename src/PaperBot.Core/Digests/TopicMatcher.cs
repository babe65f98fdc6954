using System.Diagnostics.CodeAnalysis;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>
/// Tells which papers belong to a channel's topics, and how well. Words are compared by stems alone: relatives of the thesaurus
/// and near spellings would bring, and worse, leave out papers nobody spoke of. Pure.
/// </summary>
internal sealed class TopicMatcher
{
    private const double InTitle = 1;
    private const double Firm = 0.7;
    private const double Mentioned = 0.5;
    private const double Categorised = 0.5;
    private const double Further = 0.1;
    private const int MostFurther = 3;

    // Longer names and terms are cut in a reason.
    private const int MostShown = 60;

    private readonly TermTable table = new();
    private readonly List<WordTerm> wordTerms;
    private readonly IReadOnlyList<DigestTopic> others;
    private readonly TopicExampleLikeness likeness;
    private readonly bool wantsAll;

    private TopicMatcher(DigestTopics topics, IReadOnlyList<Paper> candidates, IReadOnlyList<Paper> corpus)
    {
        wordTerms =
            [.. topics.Terms.Where(IsOfWords).Select(t => new WordTerm(t, [.. t.FoldedWords.Select(w => table.Add(w)[0])]))];
        others = [.. topics.Terms.Where(t => t.Kind is DigestTopicKind.Category or DigestTopicKind.Author)];
        likeness = new TopicExampleLikeness([.. topics.Terms.Where(t => t.Kind == DigestTopicKind.Like)], candidates, corpus);
        wantsAll = topics.Terms.All(t => t.Excluded);
    }

    /// <summary>The candidates that fit a wanted term, or all where none is wanted, and that fit no excluded one.</summary>
    /// <param name="topics">What the channel wants.</param>
    /// <param name="candidates">Which papers are asked about.</param>
    /// <param name="corpus">All papers; examples are found here, and likeness is weighed by it.</param>
    public static TopicMatches Match(DigestTopics topics, IReadOnlyList<Paper> candidates, IReadOnlyList<Paper> corpus)
    {
        if (topics.IsEverything)
        {
            return new TopicMatches([.. candidates.Select(TopicMatch.Unasked)], []);
        }

        var matcher = new TopicMatcher(topics, candidates, corpus);
        return new TopicMatches(
            [.. candidates.Select((p, i) => matcher.Of(p, i)).OfType<TopicMatch>()], matcher.likeness.Unknown);
    }

    /// <summary>Whether a category as printed is, or lies in, the wanted one; either may be the part after the dot alone.</summary>
    public static bool IsIn([NotNullWhen(true)] string? printed, string wanted)
    {
        if (printed is null)
        {
            return false;
        }

        var printedDot = printed.IndexOf('.', StringComparison.Ordinal);
        var wantedDot = wanted.IndexOf('.', StringComparison.Ordinal);
        return Same(printed, wanted)
            || (wantedDot < 0 && printedDot > 0 && Same(printed.AsSpan(0, printedDot), wanted))
            || (wantedDot < 0 && printedDot > 0 && Same(printed.AsSpan(printedDot + 1), wanted))
            || (wantedDot > 0 && printedDot < 0 && Same(printed, wanted.AsSpan(wantedDot + 1)));

        static bool Same(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
            one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsOfWords(DigestTopic topic) =>
        topic.Kind is DigestTopicKind.Words or DigestTopicKind.Phrase or DigestTopicKind.Title;

    private TopicMatch? Of(Paper paper, int candidate)
    {
        List<(double Strength, string Why)> fits = [];
        var (title, text) = wordTerms.Count > 0 ? (table.Add(paper.Title), table.Add(paper.Abstract)) : ([], []);
        foreach (var (topic, terms) in wordTerms)
        {
            if (StrengthOf(topic.Kind, terms, title, text) is > 0 and var strength
                && !Take(topic, strength, $"matches “{Shown(topic.Value)}”"))
            {
                return null;
            }
        }

        foreach (var topic in others)
        {
            var author = topic.Kind == DigestTopicKind.Author
                ? paper.Authors?.FirstOrDefault(a => AuthorMatch.MayBe(a, topic.Value))
                : null;
            var fit = author is not null ? $"by {Shown(author)}"
                : topic.Kind == DigestTopicKind.Category && IsIn(paper.Category, topic.Value) ? $"in {Shown(paper.Category)}"
                : null;
            if (fit is not null && !Take(topic, topic.Kind == DigestTopicKind.Category ? Categorised : InTitle, fit))
            {
                return null;
            }
        }

        foreach (var (topic, strength, why) in likeness.Of(paper, candidate))
        {
            if (!Take(topic, strength, why))
            {
                return null;
            }
        }

        var best = fits.OrderByDescending(f => f.Strength).ToList();
        return best.Count > 0
            ? new TopicMatch(
                paper, best[0].Strength + (Further * Math.Min(MostFurther, best.Count - 1)),
                [.. best.Select(f => f.Why).Distinct(StringComparer.OrdinalIgnoreCase)])
            : wantsAll ? TopicMatch.Unasked(paper) : null;

        bool Take(DigestTopic topic, double strength, string why)
        {
            fits.Add((strength, why));
            return !topic.Excluded;
        }
    }

    private static string Shown(string text) => PlainLine.Of(text, MostShown);

    private static double StrengthOf(DigestTopicKind kind, int[] terms, int[] title, int[] text) => kind switch
    {
        DigestTopicKind.Title => HoldsAll(terms, title, []) ? InTitle : 0,
        DigestTopicKind.Phrase => title.AsSpan().IndexOf(terms) >= 0 ? InTitle : text.AsSpan().IndexOf(terms) >= 0 ? Firm : 0,
        _ when HoldsAll(terms, title, []) => InTitle,
        _ when !HoldsAll(terms, title, text) => 0,
        _ => IsFirm(terms, text) ? Firm : Mentioned,
    };

    private static bool HoldsAll(int[] terms, int[] title, int[] text) =>
        Array.TrueForAll(terms, t => title.AsSpan().Contains(t) || text.AsSpan().Contains(t));

    // Words side by side mean what was typed; a single word said twice is no mention in passing.
    private static bool IsFirm(int[] terms, int[] text) =>
        terms.Length > 1 ? text.AsSpan().IndexOf(terms) >= 0 : text.AsSpan().Count(terms[0]) > 1;

    private sealed record WordTerm(DigestTopic Topic, int[] Terms);
}
