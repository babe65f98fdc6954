using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>The paper a person means by an id or a title.</summary>
internal static partial class PaperReference
{
    private const int Nearest = 3;
    private const double Clear = 0.75;
    private const double Lead = 0.15;
    private const int MostTyped = 200;

    /// <summary>The paper a number of the latest list above names, or as without a list.</summary>
    public static Paper? Resolve(CorpusSnapshot papers, string typed, IReadOnlyList<Turn> history, out string problem)
    {
        if (PlaceOf(typed) is { } number && ConversationFocus.ListedAt(number, history, papers) is { } listed)
        {
            problem = "";
            return listed;
        }

        return Resolve(papers, typed, out problem);
    }

    /// <summary>
    /// The number of a place in a list, as people type it (<c>3</c>, <c>#3</c>, <c>[3]</c>); null for anything else.
    /// </summary>
    public static int? PlaceOf(string typed) => PlaceShape().Match(typed.Trim()) is { Success: true } number
        ? int.Parse(number.Groups["place"].ValueSpan, CultureInfo.InvariantCulture) : null;

    /// <summary>
    /// The paper with this id or title, whose title holds every typed word, or that alone fits what was typed; otherwise null and a
    /// sentence that names the nearest.
    /// </summary>
    public static Paper? Resolve(CorpusSnapshot papers, string typed, out string problem)
    {
        var wanted = typed.Trim();
        problem = "";
        if (papers.Find(wanted) is { } exact)
        {
            return exact;
        }

        if (papers.Papers.Count == 0)
        {
            problem = "No papers are stored yet.";
            return null;
        }

        var words = Words.Of(wanted);
        var candidates = Candidates(papers, wanted);
        if (words.Count > 0 && candidates.FirstOrDefault(p => Holds(p.Title, words)) is { } titled)
        {
            return titled;
        }

        // A typing error in a title leaves no doubt when nothing else comes near; an id with another hash names another paper.
        if (!IdShape().IsMatch(wanted)
            && papers.LookupScored(wanted, 2) is [{ Score: >= Clear } best, ..] hits && (hits.Count == 1 || best.Score - hits[1].Score >= Lead))
        {
            return best.Paper;
        }

        problem = candidates.Count == 0
            ? $"There is no paper “{Markdown.Literal(wanted, MostTyped)}”."
            : $"There is no paper “{Markdown.Literal(wanted, MostTyped)}”; nearest: {string.Join(", ", candidates.Take(Nearest).Select(p => $"`{p.Id}`"))}.";
        return null;
    }

    // An id is made of the title's words: spelt as words, a mistyped one still finds its paper.
    private static IReadOnlyList<Paper> Candidates(CorpusSnapshot papers, string wanted)
    {
        var asTyped = papers.Lookup(wanted, CommandCompletion.Most);
        return asTyped.Count > 0 ? asTyped : papers.Lookup(wanted.Replace('-', ' '), CommandCompletion.Most);
    }

    [GeneratedRegex(@"^[#\[]?(?<place>[0-9]{1,2})\]?$")]
    private static partial Regex PlaceShape();

    [GeneratedRegex("^[^\\s]+-[0-9a-f]{6}$")]
    private static partial Regex IdShape();

    private static bool Holds(string title, List<Word> words)
    {
        var inTitle = Words.Of(title).Select(w => w.Folded).ToHashSet(StringComparer.Ordinal);
        return words.TrueForAll(w => inTitle.Contains(w.Folded));
    }
}
