using System.Text.RegularExpressions;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Summaries;

/// <summary>The number an abstract is told by, with the words around it.</summary>
/// <param name="Text">A stretch of the sentence in readable form: "from 38.6% to 21.4%".</param>
/// <param name="Sentence">The sentence it stands in, verbatim.</param>
internal sealed partial record MainFigure(string Text, Sentence Sentence)
{
    // What a part of the sentence between two stops says is seldom misread.
    private const int WholePart = 3;

    /// <summary>The abstract's main figure, or null when it states none that fits.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="most">Most UTF-16 units of the text.</param>
    public static MainFigure? Of(Paper paper, int most)
    {
        var finding = Findings.Of(paper, null)?.Text;
        return Sentences.Of(paper.Abstract)
            .Select((s, order) => (Sentence: s, Order: order, Text: SummaryWords.SingleSpaced(ReadableLatex.Of(s.Text))))
            .OrderByDescending(s => SummaryWords.SingleSpaced(s.Sentence.Text) == finding)
            .ThenByDescending(s => SentenceCues.Changes.IsMatch(s.Text) || SentenceCues.Gains.IsMatch(s.Text))
            .ThenByDescending(s => s.Order)
            .Select(s => Best(s.Text, most) is { } text ? new MainFigure(text, s.Sentence) : null)
            .FirstOrDefault(f => f is not null);
    }

    private static string? Best(string sentence, int most)
    {
        List<Match> words = [.. WordPattern().Matches(sentence).Cast<Match>()];
        var measured = SentenceCues.Measured.Matches(sentence).Where(m => !YearPattern().IsMatch(m.Value)).ToList();
        string? best = null;
        var bestScore = 0;
        foreach (var first in Enumerable.Range(0, words.Count))
        {
            for (var last = first; last < words.Count; last++)
            {
                var end = words[last].Index + words[last].Length;
                var span = sentence[words[first].Index..end].TrimEnd(',', ';', ':', '.', '!', '?');
                if (span.Length > most)
                {
                    break;
                }

                var whole = (EndsPartPattern().IsMatch(words[last].Value) ? WholePart : 0)
                    + (first == 0 || EndsPartPattern().IsMatch(words[first - 1].Value) ? WholePart : 0);
                var score = Score(span, words[first].Index, measured) is > 0 and var own ? own + whole : 0;
                if (score > bestScore && Stands(words, first, last, span))
                {
                    (best, bestScore) = (span, score);
                }

                if (EndsPartPattern().IsMatch(words[last].Value))
                {
                    break;
                }
            }
        }

        return best;
    }

    // A stretch stands when its ends are no half phrases, nothing before it bounds or denies what it says, and the unit it begins with
    // has not lost its number.
    private static bool Stands(List<Match> words, int first, int last, string span)
    {
        var before = string.Concat(words.Take(first).TakeLast(4).Select(w => w.Value + " "));
        return !HalfStartPattern().IsMatch(span) && !HalfEndPattern().IsMatch(span)
            && !ChangesMeaningPattern().IsMatch(before)
            && (first == 0 || !char.IsDigit(words[first - 1].Value[^1]))
            && (last + 1 >= words.Count || EndsPartPattern().IsMatch(words[last].Value)
                || !GoesOnPattern().IsMatch(words[last + 1].Value))
            && span.Count(c => c == '(') == span.Count(c => c == ')');
    }

    private static int Score(string span, int start, List<Match> measured)
    {
        var inside = measured.Where(m => m.Index >= start && m.Index + m.Length <= start + span.Length).ToList();
        return inside.Count == 0 ? 0
            : (4 * Math.Min(2, inside.Count))
                + (inside.Exists(m => !char.IsDigit(m.Value[^1]) || m.Value.Contains('.', StringComparison.Ordinal)) ? 4 : 0)
                + (FromToPattern().IsMatch(span) ? 4 : 0)
                + Words.Of(span).Count(w => w.Folded.All(char.IsLetter) && !StopWords.IsFunctionWord(w.Folded));
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"^(?:19|20)\d\d$")]
    private static partial Regex YearPattern();

    [GeneratedRegex("""[,;:.!?)—–"”]$""")]
    private static partial Regex EndsPartPattern();

    [GeneratedRegex(
        @"^(?:of|and|or|than|that|which|who|is|are|was|were|as|while|when|we|our|its|it|their"
        + @"|the|a|an|to|by|with|in|on|for|also|only|not|no|but|has|have|compared|instead|close|up|down|thereby|each)\b|^\W*$"
        + @"|^(?:about|over|under|at|from|into|per|between|among|across|after|before)\s+(?!\S*\d)", RegexOptions.IgnoreCase)]
    private static partial Regex HalfStartPattern();

    [GeneratedRegex(
        @"(?:^|\s)(?:of|and|or|than|that|which|who|is|are|was|were|as|while|when|we|our|its|it|their"
        + @"|the|a|an|to|by|with|in|on|for|at|from|over|under|into|per|using|via|also|only|not|no|but|has|have"
        + @"|more|less|most|least)$"
        + @"|\band\s+[^\d\s]+$", RegexOptions.IgnoreCase)]
    private static partial Regex HalfEndPattern();

    [GeneratedRegex(
        @"\b(?:not|no|never|without|cannot|fails?|neither|nor|than|least|most|over|under|below|above|up to|within|between|only"
        + @"|nearly|almost|about|around|roughly|approximately|from|~)\W*$"
        + @"|\b(?:not|no|never|without|cannot|fail\w*|neither)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ChangesMeaningPattern();

    // "38.6% to 21.4%" and "18 of 20" must not lose what follows.
    [GeneratedRegex(@"^(?:to|of|out|per|times|percent|points?|million|billion|thousand|and)\b", RegexOptions.IgnoreCase)]
    private static partial Regex GoesOnPattern();

    [GeneratedRegex(@"\bfrom\b.*\d.*\bto\b.*\d", RegexOptions.IgnoreCase)]
    private static partial Regex FromToPattern();
}
