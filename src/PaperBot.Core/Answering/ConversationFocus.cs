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

    public static ConversationFocus None { get; } = new([], "", false);

    /// <summary>Reads the history, oldest message first.</summary>
    public static ConversationFocus Of(Question question, CorpusSnapshot corpus)
    {
        if (question.History.Count == 0)
        {
            return None;
        }

        if (ChangePattern().IsMatch(question.Text) || corpus.MentionsIn(question.Text).Any(m => m.Certain))
        {
            return None;
        }

        IReadOnlyList<Paper> papers = [];
        for (var i = question.History.Count - 1; i >= 0 && papers.Count == 0; i--)
        {
            papers = [.. corpus.MentionsIn(SourcesFirst(question.History[i])).Where(m => m.Certain).Select(m => m.Paper)];
        }

        if (!LeansOn(question, papers, corpus))
        {
            return None;
        }

        if (papers.Count > 1 && OrdinalOf(question.Text, papers.Count) is { } chosen)
        {
            papers = [papers[chosen]];
        }

        return new ConversationFocus(papers, string.Join(' ', question.History.Select(t => t.Text)), true);
    }

    // By its wording; or because it is too short to stand alone, or fits nothing here alone, and shares a word with the papers
    // spoken of.
    private static bool LeansOn(Question question, IReadOnlyList<Paper> papers, CorpusSnapshot corpus)
    {
        if (SmallTalk.IsEveryday(question.Text))
        {
            return false;
        }

        var terms = QueryTerms.Of(question.Text);
        if (LeaningPattern().IsMatch(question.Text))
        {
            return true;
        }

        var expanded = corpus.Expand(terms);
        if (papers.Count > 0 && !papers.Any(p => Coverage.Of(p, corpus.Index, expanded).Missing.Count < expanded.Count))
        {
            return false;
        }

        return terms.Terms.Count <= MostWordsOfAnEllipsis
            || corpus.Rank(terms, question.Filter, null, 1) is not [var alone]
            || Coverage.Of(alone.Paper, corpus.Index, expanded).Share < StandsAlone;
    }

    // An answer lists its papers in order under "Sources:"; that order, not the text above it, is what "the second one" means.
    private static string SourcesFirst(Turn turn)
    {
        var sources = turn.Text.LastIndexOf("\nSources:", StringComparison.Ordinal);
        return turn.Role == Speaker.Bot && sources >= 0 ? turn.Text[sources..] : turn.Text;
    }

    private static int? OrdinalOf(string question, int count)
    {
        var match = OrdinalPattern().Match(question);
        if (!match.Success)
        {
            return null;
        }

        var index = match.Groups["word"].Value.ToLowerInvariant() switch
        {
            "first" or "1st" => 0,
            "second" or "2nd" => 1,
            "third" or "3rd" => 2,
            "fourth" or "4th" => 3,
            "fifth" or "5th" => 4,
            "last" => count - 1,
            _ => int.TryParse(match.Groups["number"].Value, out var n) ? n - 1 : -1,
        };
        return index >= 0 && index < count ? index : null;
    }

    [GeneratedRegex(@"\b(unrelated|(different|other|another|new|next|change\s+of)\s+(topic|subject|question)|something\s+else)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ChangePattern();

    [GeneratedRegex(@"\b(it|its|they|their|theirs|them|this|that|these|those|he|she|his|her|the\s+(authors?|paper|study|method|model|gain|result|second|first|third|last|other)|which\s+(one|two|three|four|five)|ones?|there|same)\b|^\s*(and|but|so|also|then)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex LeaningPattern();

    [GeneratedRegex(@"\b(?<word>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\s+(one|paper|study|work|result|source)?|[\[#(](?<number>[1-9])[\])]?|\b(number|paper|source)\s+(?<number>[1-9])\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex OrdinalPattern();
}
