using PaperBot.Papers;

namespace PaperBot.Summaries;

/// <summary>A sentence in which an abstract states what came out.</summary>
/// <param name="Text">Verbatim, but for white space runs, which are single spaces.</param>
/// <param name="Weight">Higher is more concrete; comparable between papers.</param>
internal readonly record struct Finding(string Text, double Weight);

/// <summary>Picks the sentence that states a result most concretely: measured numbers first, standing by itself.</summary>
internal static class Findings
{
    /// <summary>Longer sentences are left to the abstract.</summary>
    private const int MostWords = 45;

    /// <summary>The abstract's most concrete finding, or null when no sentence states one.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="except">A text already shown of this paper; a sentence that shares most of it is not shown again.</param>
    public static Finding? Of(Paper paper, string? except)
    {
        var sentences = AbstractSummarizer.SentencesOf(paper.Abstract);
        Finding? best = null;
        var title = ContentStems.Of(paper.Title);
        for (var i = 0; i < sentences.Count; i++)
        {
            var weight = Weight(sentences[i], (i + 1.0) / sentences.Count, title);
            if (weight > (best?.Weight ?? 0) && !Repeats(sentences[i], except))
            {
                best = new Finding(sentences[i], weight);
            }
        }

        return best;
    }

    private static double Weight(string sentence, double position, HashSet<string> title)
    {
        var words = SummaryWords.Count(sentence);
        if (words is < 8 or > MostWords || sentence.EndsWith('?') || sentence.EndsWith(':')
            || SentenceCues.Availability.IsMatch(sentence) || SentenceCues.BeginsDangling.IsMatch(sentence)
            || SentenceCues.BeginsWithContrast.IsMatch(sentence))
        {
            return 0;
        }

        var finds = SentenceCues.Finds.IsMatch(sentence);
        var gains = SentenceCues.Gains.IsMatch(sentence);
        var measured = SentenceCues.Measured.Count(sentence);
        var changes = SentenceCues.Changes.IsMatch(sentence);
        if (!finds && !(gains && SentenceCues.Ours.IsMatch(sentence)) && !(measured > 0 && (gains || changes || position > 0.6)))
        {
            return 0;
        }

        var stems = ContentStems.Of(sentence);
        // What was done rather than found has its numbers too: "We asked 58 residents".
        var setting = measured > 0 && !finds && !gains && !changes ? 1.2 : 0;
        return -setting + (finds ? 1.0 : 0) + (gains || (changes && measured > 0) ? 0.6 : 0)
            + (Math.Min(measured, 3) * 0.7) + (position * 0.5)
            + (title.Count == 0 ? 0 : (double)stems.Count(title.Contains) / title.Count)
            - (SentenceCues.RefersBack.IsMatch(sentence) ? 1.2 : 0)
            - (SentenceCues.BeginsConnected.IsMatch(sentence) ? 0.8 : 0)
            - (SentenceCues.SaysRatherThanFinds.IsMatch(sentence) ? 0.8 : 0)
            - (SentenceCues.BuildsOn.IsMatch(sentence) ? 0.5 : 0)
            - (SentenceTrimmer.Enumerator.Count(sentence) == 1 ? 1.0 : 0)
            - (words > 35 ? 0.4 : 0);
    }

    private static bool Repeats(string sentence, string? shown) =>
        shown is not null && (sentence.Contains(shown.TrimEnd('…'), StringComparison.Ordinal)
            || ContentStems.Cosine(ContentStems.Of(sentence), ContentStems.Of(shown)) > 0.7);
}
