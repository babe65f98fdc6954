using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.Conversations;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>What earlier messages say about a question: the papers they were about, and the words to search with.</summary>
/// <param name="Papers">Papers the latest message that names any was about, in its order; "the second one" already resolved.</param>
/// <param name="Words">Earlier words that the question leans on; empty when it stands alone.</param>
/// <param name="IsFollowUp">True when the question cannot be understood without what came before.</param>
internal sealed partial record ConversationFocus(IReadOnlyList<Paper> Papers, string Words, bool IsFollowUp)
{
    private const int MostWordsOfAnEllipsis = 4;
    private const double StandsAlone = 0.55;

    private const string OrdinalWords =
        "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|1st|2nd|3rd|[4-9]th|10th";

    private static readonly string[] Ordinals =
    [
        "first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th",
    ];

    /// <summary>True when the question points past the end of every list given ("the ninth one").</summary>
    public bool PointsNowhere { get; private init; }

    public static ConversationFocus None { get; } = new([], "", false);

    /// <summary>Reads the history, oldest message first.</summary>
    public static ConversationFocus Of(Question question, CorpusSnapshot corpus)
    {
        if (question.History.Count == 0 || ChangePattern().IsMatch(question.Text))
        {
            return None;
        }

        var mentioned = corpus.MentionsIn(question.Text).Where(m => m.Certain).Select(m => m.Paper).ToList();
        var talks = question.History.Reverse().Select(t => PapersOf(t, corpus)).Where(papers => papers.Count > 0).ToList();
        if (mentioned.Count > 0)
        {
            // "compare it with X" is about both; any other question that names its paper stands alone.
            return talks.Count > 0 && BesidesPattern().Match(question.Text) is { Success: true } besides
                ? new ConversationFocus([.. talks[0].Take(besides.Groups["one"].Success ? 1 : talks[0].Count).Union(mentioned)], "", true)
                : None;
        }

        if (talks.Count > 0 && OrdinalOf(question.Text) is { } ordinal)
        {
            // "And the second?" after a question about the first means the list before.
            return talks.Find(papers => papers.Count > Math.Max(1, ordinal)) is { } list
                ? new ConversationFocus([ordinal < 0 ? list[^1] : list[ordinal]], Spoken(question), true)
                : new ConversationFocus(talks[0], Spoken(question), true) { PointsNowhere = ordinal > 0 && question.History.Any(HasSources) };
        }

        var papers = talks.FirstOrDefault() ?? [];
        return LeansOn(question, papers, corpus) ? new ConversationFocus(papers, Spoken(question), true) : None;
    }

    private static string Spoken(Question question) => string.Join(' ', question.History.Select(t => t.Text));

    // An answer lists its papers in order under its sources; that order, not the text above it, is what "the second one" means.
    private static List<Paper> PapersOf(Turn turn, CorpusSnapshot corpus)
    {
        List<Paper> listed = turn.Role == Speaker.Bot ? [.. SourceList.TitlesIn(turn.Text).Select(corpus.FindByTitle).OfType<Paper>()] : [];
        return listed.Count > 0 ? listed : [.. corpus.MentionsIn(SourcesFirst(turn)).Where(m => m.Certain).Select(m => m.Paper)];
    }

    // By its wording; or because it is too short to stand alone, or fits nothing here alone, and shares a word with the papers
    // spoken of.
    private static bool LeansOn(Question question, List<Paper> papers, CorpusSnapshot corpus)
    {
        if (EverydayRequests.Are(question.Text))
        {
            return false;
        }

        var terms = QueryTerms.Of(question.Text);
        if (LeaningPattern().IsMatch(question.Text))
        {
            return true;
        }

        // "Which papers are about grokking?" says itself what it is about.
        if (terms.Terms.Count > 0 && QuestionReading.Read(question.Text).Breadth is Breadth.Several or Breadth.Compare)
        {
            return false;
        }

        var expanded = corpus.Expand(terms);
        if (papers.Count > 0 && !papers.Exists(p => Coverage.Of(p, corpus.Index, expanded).Missing.Count < expanded.Count))
        {
            return false;
        }

        return terms.Terms.Count <= MostWordsOfAnEllipsis
            || corpus.Rank(terms, question.Filter, null, 1) is not [var alone]
            || Coverage.Of(alone.Paper, corpus.Index, expanded).Share < StandsAlone;
    }

    private static string SourcesFirst(Turn turn) =>
        HasSources(turn) ? turn.Text[turn.Text.LastIndexOf(SourceList.Heading, StringComparison.Ordinal)..] : turn.Text;

    private static bool HasSources(Turn turn) =>
        turn.Role == Speaker.Bot && turn.Text.Contains(SourceList.Heading, StringComparison.Ordinal);

    // 0-based; -1 for the last.
    private static int? OrdinalOf(string question)
    {
        var match = OrdinalPattern().Match(question);
        if (!match.Success)
        {
            return null;
        }

        var word = match.Groups["word"].Value.ToLowerInvariant();
        return word == "last" ? -1
            : word.Length > 0 ? Array.FindIndex(Ordinals, o => o.Split(' ').Contains(word))
            : int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) - 1;
    }

    [GeneratedRegex(
        @"\b(unrelated|(different|other|another|new|next|change\s+of)\s+(topic|subject|question)|something\s+else)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ChangePattern();

    [GeneratedRegex(
        @"\b(it|its|they|their|theirs|them|this|that|these|those|he|she|his|her|which\s+(one|two|three|four|five)|ones?|same)\b"
        + @"|\bthe\s+(authors?|paper|study|method|model|gain|result|second|first|third|last|other)\b"
        + @"|(?<!\b(is|are|was|were)\s)\bthere\b|^\s*(and|but|so|also|then)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex LeaningPattern();

    // "compare it with X", "how does it differ from X", "is X better than these".
    [GeneratedRegex(
        @"\b(compare|versus|vs|than|differs?|differences?)\b.{0,40}\b((?<one>it|this|that)|them|these|those)\b"
        + @"|\b((?<one>it|this|that)|they|these|those)\b.{0,40}\b(compared?|versus|vs|than|differs?|different)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex BesidesPattern();

    [GeneratedRegex(
        @"\b(the|its|their|and|about)\s+(?<word>" + OrdinalWords + @")(\s+(one|paper|study|work|result|source)\b|\s*\W*$)"
        + @"|[\[#(](?<number>[1-9])[\])]?|\b(number|paper|source)\s+(?<number>[1-9])\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex OrdinalPattern();
}
