using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>Picks the sentences of an abstract that best answer a question.</summary>
internal sealed class EvidenceRanker(PaperIndex index, IReadOnlyList<ExpandedTerm> terms, AnswerShape shape)
{
    // A further sentence must add this share of what the first one covers, so that an answer stays short.
    private const double WorthAdding = 0.25;

    // Words of the title tell which paper is meant, not which of its sentences answers.
    private const double TitleWordWeight = 0.2;

    private readonly Dictionary<string, double[]> weightsOf = new(StringComparer.Ordinal);

    /// <summary>All sentences of the paper with their scores, in reading order.</summary>
    public List<Evidence> Rank(Paper paper)
    {
        var evidence = Evidence.Of(paper, index, terms);
        var weights = DetailWeights(paper);
        var rows = EvidenceFeatures.Of(paper, evidence, terms, weights, shape);
        for (var i = 0; i < rows.Length; i++)
        {
            var sentence = evidence[i];
            for (var t = 0; t < weights.Length; t++)
            {
                sentence.Detail += weights[t] * sentence.Shares[t];
            }

            sentence.Score = EvidenceWeights.Shipped.Of(rows[i]);
        }

        return evidence;
    }

    /// <summary>
    /// The best sentences in reading order: the best one, then those that cover what is still uncovered, at most
    /// <paramref name="most"/> and the sentences they lean on.
    /// </summary>
    public List<Evidence> Select(Paper paper, IReadOnlyList<Evidence> ranked, int most)
    {
        var best = ranked.MaxBy(e => e.Score);
        if (best is null)
        {
            return [];
        }

        var weights = DetailWeights(paper);
        List<Evidence> chosen = [best];
        var covered = best.Shares.ToArray();
        while (chosen.Count < most)
        {
            var (next, gain) = ranked.Except(chosen)
                .Select(e => (Evidence: e, Gain: Gain(e, covered, weights) * AnswerFit.Of(e, shape)))
                .OrderByDescending(g => g.Gain)
                .FirstOrDefault();
            if (next is null || gain < WorthAdding * (0.5 + best.Detail) / shape.Parts)
            {
                break;
            }

            chosen.Add(next);
            for (var i = 0; i < covered.Length; i++)
            {
                covered[i] = Math.Max(covered[i], next.Shares[i]);
            }
        }

        // Background alone answers nothing: what was done about it goes with it.
        if (chosen is [{ Order: 0 }] && most > 1 && ranked.Count > 1)
        {
            chosen.Add(ranked.Skip(1).MaxBy(e => e.Score)!);
        }

        AddAntecedents(ranked, chosen);
        return [.. chosen.OrderBy(e => e.Order)];
    }

    /// <summary>What each term of the question says about the detail asked for now; one a term, none negative.</summary>
    public double[] DetailWeights(Paper paper) =>
        weightsOf.TryGetValue(paper.Id, out var known) ? known : weightsOf[paper.Id] = FindWeights(paper);

    // Words carried over from the conversation found the paper; they say nothing about the detail.
    private double[] FindWeights(Paper paper)
    {
        HashSet<int> title = [.. Words.Of(paper.Title).Select(w => index.Terms.Find(w.Folded))];
        var names = PaperNames.Of(paper);
        return [.. terms.Select(t => t.Term.Weight < 1 ? 0.05 * t.Idf
            : t.Idf * (t.BestShare(title) >= 1 || names.Contains(t.Term.Folded) || IsMeasureWord(t) ? TitleWordWeight : 1))];
    }

    // "How big was the gain" wants the sentence with the numbers, which seldom says "gain".
    private bool IsMeasureWord(ExpandedTerm term) =>
        shape.Wanted == Wanted.Measure
        && term.Term.Folded is "gain" or "gains" or "improvement" or "improvements" or "improve" or "improves" or "boost" or "difference" or "benefit" or "big" or "large" or "drop" or "increase" or "far" or "fall";

    private static double Gain(Evidence evidence, double[] covered, double[] weights)
    {
        double gain = 0;
        for (var i = 0; i < covered.Length; i++)
        {
            gain += weights[i] * Math.Max(0, evidence.Shares[i] - covered[i]);
        }

        return gain;
    }

    // "It outperforms…" alone leaves the reader asking what does.
    private static void AddAntecedents(IReadOnlyList<Evidence> ranked, List<Evidence> chosen)
    {
        if (chosen.MinBy(e => e.Order) is { LeansOnPrevious: true } first)
        {
            chosen.Add(ranked[first.Order - 1]);
        }
    }
}
