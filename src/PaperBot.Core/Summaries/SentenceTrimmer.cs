using System.Text.RegularExpressions;

namespace PaperBot.Summaries;

/// <summary>
/// Brings a sentence of an abstract down to a number of words by leaving out its beginning or its end, never its middle, so
/// that what remains is a verbatim span. Letters keep their case: a span that lost its opener begins in lower case.
/// </summary>
internal static partial class SentenceTrimmer
{
    private const int FewestWords = 10;

    private const string Subordinators =
        "While|Although|Though|Despite|Because|Since|As|When|If|By|To|With|Using|Given|Inspired|Motivated|Based|Building|Unlike"
        + "|In|For|On|Through|From|Following|Drawing|Leveraging|Due|Under|Across|Contrary";

    // "In this paper," is no such opener: the sentence stands by itself, and losing it would cost the capital letter.
    [GeneratedRegex(
        @"^(?:However|Moreover|Furthermore|Additionally|In addition|Specifically|More specifically|In particular"
        + @"|Concretely|To this end|To that end|Towards this end|To do so|To \w+ (?:in )?(?:this|these|those|such|that"
        + @"|doing so|both)\b[^,;:]{0,50}(?=,)|(?:Building|Based|Motivated|Inspired|Drawing)\b[^,;:]{0,20}\b(?:this"
        + @"|these|our|such)\b[^,;:]{0,40}(?=,)|Finally|Lastly|First|Firstly|Second|Secondly|Third|Then|Next|Further"
        + @"|Thus|Therefore|Hence|Consequently|As a result|Overall|Here|Also|Besides|Instead|Notably|Nevertheless"
        + @"|Nonetheless|Meanwhile|In summary|In contrast|In response|Accordingly|Motivated by this|For this purpose"
        + @"|In light of this),?\s+(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Opener { get; }

    [GeneratedRegex(
        @"^In (?:this|the present|our) (?:paper|work|article|study|report|survey),\s+", RegexOptions.CultureInvariant)]
    private static partial Regex NamesThePaper { get; }

    // A leading clause may be left out when the main clause after its comma speaks for itself.
    [GeneratedRegex(
        @"^(?:" + Subordinators + @")\b[^;:]*?,\s+(?=(?:we|this (?:paper|work|article|study)|our)\b)",
        RegexOptions.CultureInvariant)]
    private static partial Regex LeadingClause { get; }

    [GeneratedRegex(@"^(?:" + Subordinators + @")\b")]
    private static partial Regex BeginsSubordinate { get; }

    // What may begin a clause that can be spared, after a comma or without one.
    [GeneratedRegex(
        @"(?:[;]\s|\s[—–-]{1,3}\s|—|:\s|,\s(?=(?:and|but|which|while|where|whereas|yet|so|thus|thereby|as|because"
        + @"|since|though|although|even|with|without|by|using|including|such as|particularly|especially|resulting"
        + @"|leading|making|allowing|enabling|achieving|outperforming|improving|showing|suggesting|demonstrating"
        + @"|highlighting|indicating|reducing|surpassing|providing|yielding|rather|not|without|compared|whose|who|when"
        + @"|if|both|often|i\.e|e\.g|namely|from|for|to|in|on|at)\b)|\s(?=(?:while|whereas|which|because|although|though"
        + @"|thereby|so that|without|when|if)\b))", RegexOptions.CultureInvariant)]
    private static partial Regex Border { get; }

    [GeneratedRegex(
        @"\s(?=(?:of|in|on|at|by|for|from|to|with|and|or|but|that|which|as|via|using|through|across|under|between"
        + @"|compared|than|into|over)\b)")]
    private static partial Regex PhraseBorder { get; }

    [GeneratedRegex(@"(?<!\w)\(?(?:[1-9]|[ivx]{1,4}|[a-e])\)\s")]
    internal static partial Regex Enumerator { get; }

    /// <summary>The sentence without a discourse opener that leans on what stood before, as in "To this end, we …".</summary>
    public static string WithoutOpener(string sentence)
    {
        var text = sentence;
        for (var match = Opener.Match(text); match.Success && FollowsWell(text, match); match = Opener.Match(text))
        {
            text = text[match.Length..];
        }

        return text;
    }

    /// <summary>
    /// The spans of one sentence, whose white space runs are single spaces, that are whole clauses of at most
    /// <paramref name="limit"/> words: the sentence itself, without what leads to its main clause, and ended at its clause borders.
    /// </summary>
    public static IEnumerable<(string Text, SpanCut Cut)> Spans(string sentence, int limit)
    {
        var text = WithoutOpener(sentence);
        var cut = SpanCut.None;
        foreach (var (shorter, left) in WithoutLead(text).Prepend((text, cut)))
        {
            (text, cut) = (shorter, left);
            if (SummaryWords.Count(text) <= limit)
            {
                yield return (text, cut);
            }
        }

        foreach (var ended in EndedAt(text, Border))
        {
            if (SummaryWords.Count(ended) <= limit && !Announces(ended, text))
            {
                yield return (ended, SpanCut.Tail);
            }
        }
    }

    /// <summary>The first words of a sentence that has no span within the limit, ended at a border where there is one.</summary>
    public static string Shortened(string sentence, int limit)
    {
        var text = NamesThePaper.Replace(WithoutOpener(sentence), "");
        return Longest(Border) ?? Longest(PhraseBorder) ?? FirstWords(text, limit);

        string? Longest(Regex border) => EndedAt(text, border).LastOrDefault(t => SummaryWords.Count(t) <= limit);
    }

    // "First, we" loses its opener, "First order logic" keeps it. Without a comma only a subject may follow.
    private static bool FollowsWell(string text, Match opener) =>
        text[..opener.Length].TrimEnd().EndsWith(',')
        || text.AsSpan(opener.Length).StartsWith("we ", StringComparison.Ordinal)
        || text.AsSpan(opener.Length).StartsWith("our ", StringComparison.Ordinal);

    private static IEnumerable<(string Text, SpanCut Cut)> WithoutLead(string text)
    {
        if (NamesThePaper.Match(text) is { Success: true } paper)
        {
            yield return (text = text[paper.Length..], SpanCut.NamesThePaper);
        }

        if (LeadingClause.Match(text) is { Success: true } clause && SummaryWords.Count(text.AsSpan(clause.Length)) >= FewestWords)
        {
            yield return (text[clause.Length..], SpanCut.LeadingClause);
        }
    }

    private static IEnumerable<string> EndedAt(string text, Regex border)
    {
        var firstComma = BeginsSubordinate.IsMatch(text) ? text.IndexOf(',', StringComparison.Ordinal) : -1;
        foreach (Match match in border.Matches(text))
        {
            // A border inside brackets, the end of a leading clause, or "(1)" without the last item would leave half a sentence.
            var kept = text[..match.Index].TrimEnd(' ', ',', ';', ':', '-', '—', '–');
            if (SummaryWords.Count(kept) >= FewestWords && match.Index > firstComma && Balanced(kept)
                && WithWholeEnumeration(kept, text))
            {
                yield return kept + "…";
            }
        }
    }

    // "We have three findings:" says nothing without what the colon leads to.
    private static bool Announces(string cut, string text) => text[cut.Length - 1] == ':';

    private static bool WithWholeEnumeration(string kept, string text)
    {
        var items = Enumerator.Count(kept);
        return items == 0 || items == Enumerator.Count(text);
    }

    private static bool Balanced(string text)
    {
        var depth = 0;
        var quotes = 0;
        foreach (var c in text)
        {
            depth += c is '(' or '[' or '“' or '{' ? 1 : c is ')' or ']' or '”' or '}' ? -1 : 0;
            quotes += c == '"' ? 1 : 0;
        }

        return depth <= 0 && quotes % 2 == 0;
    }

    private static string FirstWords(string text, int limit) =>
        string.Join(' ', text.Split(' ').Take(limit)).TrimEnd(' ', ',', ';', ':', '.') + "…";
}
