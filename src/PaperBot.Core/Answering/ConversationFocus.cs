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

    // A question with this many words of its own that another paper covers this far, and those spoken of do not, is about that one.
    private const int OwnTopicWords = 3;
    private const double OwnTopic = 0.75;
    private const double OldTopic = 0.4;

    /// <summary>
    /// True when the question points past the end of every list given ("the ninth one"), or at a listed paper that is stored no more.
    /// </summary>
    public bool PointsNowhere { get; private init; }

    /// <summary>True when the question points at places of a list ("2 and 5"): it is about these papers and no others.</summary>
    public bool IsPointed { get; private init; }

    public static ConversationFocus None { get; } = new([], "", false);

    /// <summary>Reads the history, oldest message first.</summary>
    public static ConversationFocus Of(Question question, CorpusSnapshot corpus)
    {
        if ((question.History.Count == 0 && question.Listed.Count == 0) || ChangePattern().IsMatch(question.Text))
        {
            return None;
        }

        var mentioned = corpus.MentionsIn(question.Text).Where(m => m.Certain).Select(m => m.Paper).ToList();
        List<Talk> talks = [.. question.History.Reverse().Select(t => TalkOf(t, corpus)).Where(t => t.Papers.Any(p => p is not null))];
        var latest = talks.FirstOrDefault()?.Papers.OfType<Paper>().ToList() ?? [];
        if (mentioned.Count > 0)
        {
            // "compare it with X" is about both; any other question that names its paper stands alone.
            return latest.Count > 0 && BesidesPattern().Match(question.Text) is { Success: true } besides
                ? new ConversationFocus([.. latest.Take(besides.Groups["one"].Success ? 1 : latest.Count).Union(mentioned)], "", true)
                : None;
        }

        if (ListReference.In(question.Text) is { } reference && PointedAt(reference, question, talks, corpus) is { } pointed)
        {
            return pointed;
        }

        return question.History.Count > 0 && LeansOn(question, latest, corpus)
            ? new ConversationFocus(latest, Spoken(question), true)
            : None;
    }

    /// <summary>The paper at a place, from 1, of the latest list that has one there; null where none is stored or no list is long enough.</summary>
    public static Paper? ListedAt(int place, IReadOnlyList<Turn> history, CorpusSnapshot corpus) => place < 1
        ? null
        : history.Reverse().Select(t => TalkOf(t, corpus)).FirstOrDefault(t => t.Papers.Count >= Math.Max(2, place))?.Papers[place - 1];

    // Null when there is no list that could be meant.
    private static ConversationFocus? PointedAt(
        ListReference reference, Question question, List<Talk> talks, CorpusSnapshot corpus)
    {
        if (question.Listed.Count > 0)
        {
            return On(new Talk([.. question.Listed.Select(corpus.Find)], true), reference, question);
        }

        // "And the second?" after a question about the first means the list before.
        if (talks.Find(t => t.Papers.Count >= Math.Max(2, reference.Least)) is { } list)
        {
            return On(list, reference, question);
        }

        return talks.Count == 0 ? null : new ConversationFocus([.. talks[0].Papers.OfType<Paper>()], Spoken(question), true)
        {
            PointsNowhere = reference.Least > 1 && talks.Exists(t => t.IsList),
        };
    }

    private static ConversationFocus On(Talk list, ListReference reference, Question question)
    {
        List<Paper> meant = [.. (reference.On(list.Papers.Count) ?? []).Select(place => list.Papers[place]).OfType<Paper>()];
        return new ConversationFocus(meant, Spoken(question), true)
        {
            IsPointed = true,
            PointsNowhere = meant.Count == 0 || meant.Count < (reference.Places.Count > 0 ? reference.Places.Count : reference.Least),
        };
    }

    private static string Spoken(Question question) => string.Join(' ', question.History.Select(t => AnswerFooter.Strip(t.Text)));

    // An answer lists its papers in order under its sources; that order, not the text above it, is what "the second one" means. A
    // paper that is gone, or has another title now, keeps its place.
    private static Talk TalkOf(Turn turn, CorpusSnapshot corpus)
    {
        if (turn.Papers.Count > 0)
        {
            return new Talk([.. turn.Papers.Select(corpus.Find)], true);
        }

        List<Paper?> listed = turn.Role == Speaker.Bot ? [.. SourceList.TitlesIn(turn.Text).Select(corpus.FindByTitle)] : [];
        return listed.Exists(p => p is not null)
            ? new Talk(listed, true)
            : new Talk([.. corpus.MentionsIn(SourcesFirst(turn)).Where(m => m.Certain).Select(m => m.Paper)], HasSources(turn));
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
        if (HasOwnTopic(terms, question, papers, corpus))
        {
            return false;
        }

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

    // "How does the model that maps caves find its way?" after talk of speech: "that" and "its" point inside the question.
    private static bool HasOwnTopic(QueryTerms terms, Question question, List<Paper> spokenOf, CorpusSnapshot corpus)
    {
        if (terms.Terms.Count < OwnTopicWords || spokenOf.Count == 0 || corpus.Rank(terms, question.Filter, null, 1) is not [var best]
            || spokenOf.Exists(p => p.Id == best.Paper.Id))
        {
            return false;
        }

        var expanded = corpus.Expand(terms);
        return Coverage.Of(best.Paper, corpus.Index, expanded).Share >= OwnTopic
            && spokenOf.TrueForAll(p => Coverage.Of(p, corpus.Index, expanded).Share < OldTopic);
    }

    private static string SourcesFirst(Turn turn) =>
        HasSources(turn) ? turn.Text[turn.Text.LastIndexOf(SourceList.Heading, StringComparison.Ordinal)..] : turn.Text;

    private static bool HasSources(Turn turn) =>
        turn.Role == Speaker.Bot && turn.Text.Contains(SourceList.Heading, StringComparison.Ordinal);

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

    /// <summary>What one earlier message was about: its papers in their order, null where one is stored no more.</summary>
    private sealed record Talk(IReadOnlyList<Paper?> Papers, bool IsList);
}
