using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>The sentences of an abstract that may stand for the paper beside others.</summary>
internal static class ComparedSentences
{
    private const int FewestWords = 6;

    /// <summary>
    /// Whole sentences, verbatim, the most telling first: what the paper does, what it found, then the others that stand by
    /// themselves. Empty only for an empty abstract.
    /// </summary>
    public static IReadOnlyList<string> Of(Paper paper)
    {
        var aim = AbstractSummarizer.Summarize(paper).Text;
        var finding = Findings.Of(paper, aim)?.Text;
        List<string> printed = [.. Sentences.Of(paper.Abstract).Select(s => s.Text)];
        List<string> singles = [.. printed.Select(SummaryWords.SingleSpaced)];
        var weights = TldrWeights.Shipped.OfSentences(paper.Title, singles);
        var ordered = Enumerable.Range(0, printed.Count)
            .OrderByDescending(i => aim.Length > 0 && singles[i].Contains(aim.TrimEnd('…'), StringComparison.Ordinal))
            .ThenByDescending(i => singles[i] == finding)
            .ThenByDescending(i => StandsAlone(singles[i]))
            .ThenByDescending(i => weights[i])
            .ToList();
        var telling = ordered.Where((i, order) => order == 0 || singles[i] == finding || StandsAlone(singles[i])).ToList();
        return [.. telling.Select(i => printed[i])];
    }

    private static bool StandsAlone(string sentence) => SummaryWords.Count(sentence) >= FewestWords
        && !sentence.EndsWith('?') && !sentence.EndsWith(':')
        && !SentenceCues.BeginsDangling.IsMatch(sentence) && !SentenceCues.BeginsConnected.IsMatch(sentence)
        && !SentenceCues.RefersBack.IsMatch(sentence) && !SentenceCues.Availability.IsMatch(sentence);
}
