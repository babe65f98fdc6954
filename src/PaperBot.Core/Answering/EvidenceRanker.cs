using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>Picks the sentences of an abstract that best answer a question.</summary>
internal sealed class EvidenceRanker(PaperIndex index, IReadOnlyList<ExpandedTerm> terms, AnswerShape shape)
{
    // A further sentence must add this share of what the first one covers, so that an answer stays short.
    private const double WorthAdding = 0.3;

    /// <summary>All sentences of the paper with their scores, in reading order.</summary>
    public List<Evidence> Rank(Paper paper)
    {
        var evidence = Evidence.Of(paper, index, terms);
        var titleTerms = index.Terms.Count == 0 ? [] : Words.Of(paper.Title).Select(w => index.Terms.Find(w.Folded)).ToHashSet();
        foreach (var sentence in evidence)
        {
            double covered = 0;
            for (var i = 0; i < terms.Count; i++)
            {
                // Words of the title tell which paper is meant, not which of its sentences answers.
                var inTitle = terms[i].BestShare(titleTerms) >= 1;
                covered += Evidence.Weight(terms[i]) * sentence.Shares[i] * (inTitle ? 0.4 : 1);
            }

            sentence.Score = (covered * TypeFit(sentence)) + (0.01 * (evidence.Count - sentence.Order));
        }

        return evidence;
    }

    /// <summary>
    /// The best sentences in reading order: the best one, then those that cover what is still uncovered, at most
    /// <paramref name="most"/>.
    /// </summary>
    public List<Evidence> Select(IReadOnlyList<Evidence> ranked, int most)
    {
        var best = ranked.MaxBy(e => e.Score);
        if (best is null)
        {
            return [];
        }

        List<Evidence> chosen = [best];
        var covered = best.Shares.ToArray();
        var target = Math.Max(best.Coverage, 1e-9);
        while (chosen.Count < most)
        {
            var (next, gain) = ranked.Except(chosen)
                .Select(e => (Evidence: e, Gain: Gain(e, covered) * TypeFit(e)))
                .OrderByDescending(g => g.Gain)
                .FirstOrDefault();
            if (next is null || gain < WorthAdding * target / shape.Parts)
            {
                break;
            }

            chosen.Add(next);
            for (var i = 0; i < covered.Length; i++)
            {
                covered[i] = Math.Max(covered[i], next.Shares[i]);
            }
        }

        AddAntecedents(ranked, chosen, most);
        return [.. chosen.OrderBy(e => e.Order)];
    }

    private double Gain(Evidence evidence, double[] covered)
    {
        double gain = 0;
        for (var i = 0; i < covered.Length; i++)
        {
            gain += Evidence.Weight(terms[i]) * Math.Max(0, evidence.Shares[i] - covered[i]);
        }

        return gain;
    }

    // "It outperforms…" alone leaves the reader asking what does.
    private static void AddAntecedents(IReadOnlyList<Evidence> ranked, List<Evidence> chosen, int most)
    {
        foreach (var leaning in chosen.Where(e => e.LeansOnPrevious).ToList())
        {
            var previous = ranked[leaning.Order - 1];
            if (chosen.Count <= most && !chosen.Contains(previous))
            {
                chosen.Add(previous);
            }
        }
    }

    private double TypeFit(Evidence evidence) => shape.Wanted switch
    {
        Wanted.Number => Numbers.HoldsQuantity(evidence.Sentence.Text) ? CountsTheThing(evidence) ? 1.9 : 1.5 : 0.8,
        Wanted.Names => PaperNames.CoinedIn(evidence.Sentence.Text).Any() ? 1.2 : 1,
        Wanted.Person => evidence.Words.Skip(1).Any(w => char.IsUpper(evidence.Sentence.Text[w.Start])) ? 1.15 : 1,
        _ => 1,
    };

    /// <summary>"18 datasets", "240 doubly annotated images": a number within four words before the thing counted.</summary>
    public bool CountsTheThing(Evidence evidence)
    {
        if (shape.Counted is null)
        {
            return false;
        }

        for (var i = 0; i < evidence.Words.Count; i++)
        {
            if (EnglishStemmer.Stem(evidence.Words[i].Folded) == shape.Counted)
            {
                for (var before = Math.Max(0, i - 4); before < i; before++)
                {
                    if (Numbers.IsNumber(evidence.Words[before].Folded))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
