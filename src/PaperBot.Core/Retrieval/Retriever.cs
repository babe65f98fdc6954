using System.Collections.Concurrent;

namespace PaperBot.Retrieval;

/// <summary>
/// Scores every paper for a query: BM25 in which a paper may earn a query term through its best relative, a spelling
/// neighbour or a related word of the thesaurus, plus a bonus for query words that stand side by side.
/// </summary>
internal sealed class Retriever(PaperIndex index)
{
    private const double NeighbourSimilarity = 0.5;
    private const int MostNeighbours = 12;
    private const double PhraseWeight = 0.6;

    // How much of a related word's weight a paper earns. Measured over paraphrased questions: 0.3 to 0.5 are alike, without
    // either fewer papers are found.
    private const double NeighbourWeight = 0.4;
    private const double RelatedWeight = 0.4;

    // The words of a question are looked up several times for one answer, and those of a field by everybody who asks.
    private const int MostKept = 2000;

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<int, double>> kept = new(StringComparer.Ordinal);
    private readonly Lazy<SpellingNeighbours> neighbours = new(() => new SpellingNeighbours(index.Terms));

    /// <summary>One score per paper, in corpus order; 0 where nothing matches.</summary>
    public double[] Score(QueryTerms query)
    {
        var scores = new double[index.Documents.Count];
        var best = new double[scores.Length];
        List<int> touched = [];
        foreach (var term in query.Terms)
        {
            var expanded = Expand(term);
            foreach (var (related, share) in expanded.Shares)
            {
                AddBest(related, share * Math.Min(expanded.Idf, index.Idf(related)), best, touched);
            }

            foreach (var document in touched)
            {
                scores[document] += term.Weight * best[document];
                best[document] = 0;
            }

            touched.Clear();
        }

        AddPhrases(query, scores);
        return scores;
    }

    /// <summary>A query term with the corpus's terms that may stand for it.</summary>
    public ExpandedTerm Expand(QueryTerm term)
    {
        var exact = index.Terms.FindStem(term.Stem);
        if (!kept.TryGetValue(term.Stem, out var shares))
        {
            if (kept.Count >= MostKept)
            {
                kept.Clear();
            }

            kept[term.Stem] = shares = SharesOf(term.Stem, exact);
        }

        return new ExpandedTerm(term, index.Idf(exact), shares);
    }

    private Dictionary<int, double> SharesOf(string asked, int exact)
    {
        Dictionary<int, double> shares = [];
        foreach (var (near, similarity) in neighbours.Value.Of(asked, NeighbourSimilarity, MostNeighbours))
        {
            shares[near] = NeighbourWeight * similarity;
        }

        foreach (var (stem, closeness) in Thesaurus.English.Related(asked))
        {
            if (index.Terms.FindStem(stem) is >= 0 and var related)
            {
                shares[related] = Math.Max(shares.GetValueOrDefault(related), RelatedWeight * closeness);
            }
        }

        foreach (var stem in FieldWords.Of(asked))
        {
            if (index.Terms.FindStem(stem) is >= 0 and var related)
            {
                shares[related] = Math.Max(shares.GetValueOrDefault(related), FieldWords.Share);
            }
        }

        if (exact >= 0)
        {
            shares[exact] = 1;
        }

        return shares;
    }

    private void AddBest(int term, double weight, double[] best, List<int> touched)
    {
        foreach (ref readonly var posting in index.PostingsOf(term))
        {
            var score = weight * index.Saturation(posting);
            if (best[posting.Document] == 0)
            {
                touched.Add(posting.Document);
            }

            best[posting.Document] = Math.Max(best[posting.Document], score);
        }
    }

    private void AddPhrases(QueryTerms query, double[] scores)
    {
        foreach (var (first, second) in query.Neighbours)
        {
            var a = index.Terms.FindStem(first.Stem);
            var b = index.Terms.FindStem(second.Stem);
            if (a < 0 || b < 0)
            {
                continue;
            }

            var rarer = index.DocumentFrequency(a) < index.DocumentFrequency(b) ? a : b;
            List<(int Document, int Count)> holders = [];
            foreach (ref readonly var posting in index.PostingsOf(rarer))
            {
                var count = CountPairs(index.Documents[posting.Document], a, b);
                if (count > 0)
                {
                    holders.Add((posting.Document, count));
                }
            }

            var idf = Math.Log(1 + ((scores.Length - holders.Count + 0.5) / (holders.Count + 0.5)));
            foreach (var (document, count) in holders)
            {
                scores[document] += PhraseWeight * first.Weight * idf * count / (count + 1.2);
            }
        }
    }

    private static int CountPairs(DocumentTerms document, int a, int b) =>
        (2 * CountPairs(document.Title, a, b)) + CountPairs(document.Abstract, a, b);

    private static int CountPairs(int[] terms, int a, int b)
    {
        var count = 0;
        for (var i = 0; i + 1 < terms.Length; i++)
        {
            count += terms[i] == a && terms[i + 1] == b ? 1 : 0;
        }

        return count;
    }
}

/// <summary>A query term as the corpus sees it.</summary>
/// <param name="Term">What was asked.</param>
/// <param name="Idf">Its inverse document frequency; the maximum when no paper contains it.</param>
/// <param name="Shares">Terms that stand for it, with the share of its weight each earns (0 to 1; itself 1).</param>
internal sealed record ExpandedTerm(QueryTerm Term, double Idf, IReadOnlyDictionary<int, double> Shares)
{
    /// <summary>The best share among some terms; 0 when none stands for it.</summary>
    public double BestShare(IEnumerable<int> terms)
    {
        double best = 0;
        foreach (var term in terms)
        {
            best = Math.Max(best, Shares.GetValueOrDefault(term));
        }

        return best;
    }
}
