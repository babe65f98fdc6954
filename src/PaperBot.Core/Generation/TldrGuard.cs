using System.Text.RegularExpressions;
using PaperBot.Grounding;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Summaries;
using PaperBot.Text;

namespace PaperBot.Generation;

/// <summary>What the guard made of a model's output.</summary>
/// <param name="Text">The sentence to show; empty when it is refused.</param>
/// <param name="Refusal">Why it is refused; null when it passed.</param>
/// <param name="Detail">A short sentence for a log at trace level; empty when it passed.</param>
internal sealed record GuardedTldr(string Text, TldrRefusal? Refusal, string Detail);

/// <summary>
/// Stands between a model's one sentence about a paper and its readers: every number with its unit and every name must stand in
/// the abstract, nothing may be denied or turned round, and the sentence must be one plain sentence. Pure; never throws on any
/// text.
/// </summary>
internal static partial class TldrGuard
{
    /// <summary>A model's summary has at most this many words.</summary>
    public const int MostWords = 30;

    // Thirty words of a paper are shorter; a single endless word is not.
    private const int MostLength = 320;

    /// <summary>Checks a model's output against the paper that it was given as source 1.</summary>
    /// <param name="output">As the model wrote it.</param>
    /// <param name="isCut">True when the limit of tokens ended it.</param>
    /// <param name="saysItEnded">True when the client said that the model came to its end.</param>
    /// <param name="paper">The paper, whole.</param>
    public static GuardedTldr Check(string output, bool isCut, bool saysItEnded, Paper paper)
    {
        var marked = CitationMarkers.Read(Bare(output));
        var text = SummaryWords.SingleSpaced(Bare(marked.Claim));
        if (!text.Any(char.IsLetter) || AbstentionWords.NotStated.Equals(text.TrimEnd('.'), StringComparison.OrdinalIgnoreCase)
            || AbstentionWords.NoMatch.Equals(text.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))
        {
            return Refused(TldrRefusal.Empty, "It says nothing.");
        }

        if (isCut || UnfinishedPattern().IsMatch(text) || (!saysItEnded && !EndPattern().IsMatch(text)))
        {
            return Refused(TldrRefusal.Cut, "It has no end.");
        }

        if (PlainProse.HoldsMarkup(text, [paper]))
        {
            return Refused(TldrRefusal.Markup, "It holds a link, markup or an invisible character.");
        }

        if (Bare(output).AsSpan().ContainsAny('\n', '\r') || text.Contains('?', StringComparison.Ordinal)
            || SentencesIn(text) > 1)
        {
            return Refused(TldrRefusal.NotOneSentence, "It is not one sentence.");
        }

        // A model may leave out its last full stop.
        text = EndPattern().IsMatch(text) ? text : text + ".";
        if (SummaryWords.Count(text) > MostWords || text.Length > MostLength)
        {
            return Refused(TldrRefusal.TooLong, $"It has {SummaryWords.Count(text)} words in {text.Length} characters.");
        }

        return PlainProse.IsForeign(text, [paper])
            ? Refused(TldrRefusal.Language, "Too many of its words are of no known language.")
            : Held(text, marked.Numbers, paper);
    }

    // The markers it wrote are held against the one source there is; without any, that source is meant.
    private static GuardedTldr Held(string text, IReadOnlyList<int> markers, Paper paper)
    {
        var cited = markers.Count == 0 ? "[1]" : string.Concat(markers.Select(m => $"[{m}]"));
        var verdict = new CitationVerifier([new GroundingSource(1, paper)]).Check($"{text} {cited}");
        return verdict.Refusal is null ? new GuardedTldr(text, null, "") : Refused(
            verdict.Refusal switch
            {
                Objection.Number => TldrRefusal.Number,
                Objection.Name => TldrRefusal.Name,
                Objection.Negation or Objection.Direction => TldrRefusal.Contradiction,
                _ => TldrRefusal.Unsupported,
            },
            verdict.Detail);
    }

    private static GuardedTldr Refused(TldrRefusal refusal, string detail) => new("", refusal, detail);

    // Small models like to begin with the name of what they were asked for, and to put it into quotation marks.
    private static string Bare(string output)
    {
        var text = LabelPattern().Replace(output.Trim(), "").Trim();
        return text.Length > 2 && ((text[0] == '"' && text[^1] == '"') || (text[0] == '“' && text[^1] == '”'))
            && text.AsSpan(1, text.Length - 2).IndexOfAny('"', '“', '”') < 0 ? text[1..^1].Trim() : text;
    }

    // A model may go on in a small letter, which no abstract does; an abbreviation before it still ends nothing.
    private static int SentencesIn(string text) =>
        Sentences.Of(SmallStartPattern().Replace(text, m => m.Value.ToUpperInvariant())).Count;

    [GeneratedRegex(@"^(?:[-*•]\s+)?(?:(?:TL;?DR|(?:One[- ]sentence )?Summary|One sentence)\s*:\s*)?", RegexOptions.IgnoreCase)]
    private static partial Regex LabelPattern();

    [GeneratedRegex(
        @"[,;:(\u2013\u2014…-]$|\.\.\.$|\b(?:the|a|an|of|and|or|to|with|by|for|in|on|that|which|than)$", RegexOptions.IgnoreCase)]
    private static partial Regex UnfinishedPattern();

    [GeneratedRegex("""[.!]["”’')]*$""")]
    private static partial Regex EndPattern();

    [GeneratedRegex("""(?<=[.!]["”’')]*\s)\p{Ll}|[。！]""")]
    private static partial Regex SmallStartPattern();
}
