using System.Collections.Concurrent;
using System.Numerics;

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

    // A word of a long form that a paper writes as an acronym only.
    private const double AcronymWeight = 0.8;

    // In tens of thousands of papers a common relative tells nothing apart and takes the time: a query term looks at so many
    // postings of its relatives, those that could earn most first.
    private const int MostPostings = 40_000;

    // The words of a question are looked up several times for one answer, and those of a field by everybody who asks.
    private const int MostKept = 5000;

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<int, double>> kept = new(StringComparer.Ordinal);
    private readonly Lazy<SpellingNeighbours> neighbours = new(() => new SpellingNeighbours(index.Terms));

    /// <summary>One score per paper, in corpus order; 0 where nothing matches.</summary>
    public float[] Score(QueryTerms query)
    {
        var scores = new float[index.Documents.Count];
        var best = new float[scores.Length];
        var shortened = ShortenedIn(query);
        foreach (var term in query.Terms)
        {
            var expanded = Expand(term);
            var acronyms = shortened[term.Stem];
            if (expanded.Shares.Count == 1 && !acronyms.Any())
            {
                Add(expanded.Shares.Keys.Single(), (float)(term.Weight * expanded.Idf), scores);
                continue;
            }

            foreach (var acronym in acronyms)
            {
                AddBest(acronym, (float)(term.Weight * AcronymWeight * Math.Min(expanded.Idf, index.Idf(acronym))), best);
            }

            var looked = 0;
            foreach (var (related, share) in expanded.Shares)
            {
                looked += share < 1 ? index.DocumentFrequency(related) : 0;
                if (looked <= MostPostings)
                {
                    AddBest(related, (float)(term.Weight * share * Math.Min(expanded.Idf, index.Idf(related))), best);
                }
            }

            TakeOver(best, scores);
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

    // For each stem of a long form in the query the acronyms it is part of.
    private ILookup<string, int> ShortenedIn(QueryTerms query) => query.Texts
        .SelectMany(text => index.Acronyms.In(Array.ConvertAll(text, index.Terms.FindStem))
            .SelectMany(found => text[found.Words].Select(stem => (Stem: stem, found.Acronym))))
        .Distinct().ToLookup(pair => pair.Stem, pair => pair.Acronym, StringComparer.Ordinal);

    // The word itself first, then what may earn most.
    private OrderedDictionary<int, double> SharesOf(string asked, int exact)
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

        var idf = index.Idf(exact);
        return new OrderedDictionary<int, double>(shares.OrderByDescending(s => s.Value * Math.Min(idf, index.Idf(s.Key))));
    }

    private void Add(int term, float weight, float[] scores)
    {
        foreach (ref readonly var posting in index.PostingsOf(term))
        {
            scores[posting.Document] += weight * posting.Saturation;
        }
    }

    private void AddBest(int term, float weight, float[] best)
    {
        foreach (ref readonly var posting in index.PostingsOf(term))
        {
            ref var held = ref best[posting.Document];
            held = MathF.Max(held, weight * posting.Saturation);
        }
    }

    // Whole arrays are faster than the list of the papers touched: a common word's relatives touch most of them.
    private static void TakeOver(float[] best, float[] scores)
    {
        var i = 0;
        for (; i <= scores.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(scores, i) + new Vector<float>(best, i)).CopyTo(scores, i);
        }

        for (; i < scores.Length; i++)
        {
            scores[i] += best[i];
        }

        Array.Clear(best);
    }

    private void AddPhrases(QueryTerms query, float[] scores)
    {
        foreach (var (first, second) in query.Neighbours)
        {
            var a = index.Terms.FindStem(first.Stem);
            var b = index.Terms.FindStem(second.Stem);
            if (a < 0 || b < 0)
            {
                continue;
            }

            List<(int Document, int Count)> holders = [];
            var (left, right) = (0, 0);
            var ofA = index.PostingsOf(a);
            var ofB = index.PostingsOf(b);
            while (left < ofA.Length && right < ofB.Length)
            {
                // Only a paper with both words is worth reading through; postings are in the papers' order.
                var (document, other) = (ofA[left].Document, ofB[right].Document);
                left += document <= other ? 1 : 0;
                right += other <= document ? 1 : 0;
                if (document == other && CountPairs(index.Documents[document], a, b) is > 0 and var count)
                {
                    holders.Add((document, count));
                }
            }

            var idf = Math.Log(1 + ((scores.Length - holders.Count + 0.5) / (holders.Count + 0.5)));
            foreach (var (document, count) in holders)
            {
                scores[document] += (float)(PhraseWeight * first.Weight * idf * count / (count + 1.2));
            }
        }
    }

    private static int CountPairs(DocumentTerms document, int a, int b) =>
        (2 * CountPairs(document.Title, a, b)) + CountPairs(document.Abstract, a, b);

    private static int CountPairs(ReadOnlySpan<int> terms, int a, int b)
    {
        var count = 0;
        for (var at = terms.IndexOf(a); at >= 0 && at + 1 < terms.Length;)
        {
            count += terms[at + 1] == b ? 1 : 0;
            var next = terms[(at + 1)..].IndexOf(a);
            at = next < 0 ? -1 : at + 1 + next;
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
