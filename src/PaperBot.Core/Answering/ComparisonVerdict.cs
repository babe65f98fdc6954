using System.Text.RegularExpressions;
using PaperBot.Grounding;
using PaperBot.Papers;

namespace PaperBot.Answering;

/// <summary>
/// Judges sentences that call one thing better than another: two abstracts that each report a number do not state which is
/// better, so one abstract alone has to say it.
/// </summary>
internal static partial class ComparisonVerdict
{
    /// <summary>True for a sentence without a verdict, and for one whose verdict a single cited abstract states.</summary>
    /// <param name="sentence">With the evidence that was found for it.</param>
    /// <param name="papers">All that are compared: the name of another one is then known as a name.</param>
    public static bool IsStated(SupportedSentence sentence, IReadOnlyList<Paper> papers)
    {
        if (!VerdictPattern().IsMatch(sentence.Text))
        {
            return true;
        }

        if (PointsBesidePattern().IsMatch(sentence.Text))
        {
            return false;
        }

        var verifier = new CitationVerifier([.. papers.Select((p, i) => new GroundingSource(i + 1, p))]);
        return Enumerable.Range(0, papers.Count).Any(i =>
            sentence.Evidence.Any(e => e.Paper.Id == papers[i].Id && VerdictPattern().IsMatch(e.Quote))
            && verifier.Check($"{sentence.Text} [{i + 1}]").IsSupported);
    }

    [GeneratedRegex(
        @"\b(?:better|best|worse|worst|outperform\w*|out-?do\w*|beat\w*|superior\w*|inferior\w*|surpass\w*|exceed\w*"
        + @"|stronger|strongest|weaker|weakest|faster|fastest|slower|slowest|fewer|fewest|higher|highest|lower|lowest"
        + @"|larger|largest|smaller|smallest|cheaper|more|most|less|least|than|wins?|won|prefer\w*|advantage\w*|unlike|ahead)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex VerdictPattern();

    [GeneratedRegex(
        @"\b(?:the )?(?:other|others|first|second|third|fourth|fifth|former|latter|both|all|two|three)"
        + @" (?:papers?|works?|stud(?:y|ies)|ones?|sources?|abstracts?|systems?|methods?|approach(?:es)?|models?)\b"
        + @"|\b(?:the )?(?:former|latter|others)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PointsBesidePattern();
}
