using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using PaperBot.Text;

namespace PaperBot.Retrieval.Reranking;

/// <summary>
/// How much of a query papers cover when every word of the query is held against the word of the paper that is nearest to it: the
/// same word, a relative, or one that means something alike. Sources: O. Khattab, M. Zaharia, "ColBERT: efficient and effective
/// passage search via contextualized late interaction over BERT", SIGIR 2020, there with a transformer's vectors; M. Kusner and
/// others, "From word embeddings to document distances", ICML 2015.
/// </summary>
internal sealed class SoftCoverage
{
    private const float Same = 1;

    private readonly PaperIndex index;
    private readonly PaperSentences sentences;
    private readonly int queryTerms;
    private readonly float[] rarity;
    private readonly float whole;

    // For each distinct word of the papers as many numbers as the query has terms.
    private readonly List<float> likeness = [];
    private readonly int[] placeOfTerm;

    private SoftCoverage(PaperIndex index, PaperSentences sentences, float[] rarity, int[] placeOfTerm)
    {
        this.index = index;
        this.sentences = sentences;
        this.rarity = rarity;
        this.placeOfTerm = placeOfTerm;
        queryTerms = rarity.Length;
        whole = TensorPrimitives.Sum<float>(rarity);
    }

    /// <summary>Holds a query against papers, one result a paper in their order.</summary>
    /// <param name="index">The corpus.</param>
    /// <param name="sentences">Of the same corpus.</param>
    /// <param name="meanings">Of the same corpus.</param>
    /// <param name="query">The query's terms and what stands for each; at least one.</param>
    /// <param name="papers">By number.</param>
    public static Coverage[] Of(
        PaperIndex index, PaperSentences sentences, MeaningIndex meanings, IReadOnlyList<ExpandedTerm> query, ReadOnlySpan<int> papers)
    {
        var places = ArrayPool<int>.Shared.Rent(index.Terms.Count);
        Array.Clear(places, 0, index.Terms.Count);
        try
        {
            var coverage = new SoftCoverage(index, sentences, [.. query.Select(t => (float)(t.Term.Weight * t.Idf))], places);
            int[] rows = [.. query.Select(t => meanings.RowOf(t.Term.Stem))];
            int[] same = [.. query.Select(t => index.Terms.FindStem(t.Term.Stem))];
            foreach (var paper in papers)
            {
                coverage.Compare(index.Documents[paper].Title, query, rows, same, meanings);
                coverage.Compare(index.Documents[paper].Abstract, query, rows, same, meanings);
            }

            var results = new Coverage[papers.Length];
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = coverage.Of(papers[i]);
            }

            return results;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(places);
        }
    }

    private void Compare(int[] text, IReadOnlyList<ExpandedTerm> query, int[] rows, int[] same, MeaningIndex meanings)
    {
        foreach (var term in text)
        {
            if (placeOfTerm[term] != 0)
            {
                continue;
            }

            if (StopWords.IsFunctionWord(index.Terms[term]))
            {
                placeOfTerm[term] = -1;
                continue;
            }

            placeOfTerm[term] = 1 + (likeness.Count / queryTerms);
            for (var i = 0; i < queryTerms; i++)
            {
                likeness.Add(term == same[i]
                    ? Same
                    : MathF.Max(meanings.Likeness(rows[i], term), (float)query[i].Shares.GetValueOrDefault(term)));
            }
        }
    }

    private Coverage Of(int paper)
    {
        Span<float> all = stackalloc float[queryTerms];
        Span<float> best = stackalloc float[queryTerms];
        all.Clear();
        float covered = 0, repeated = 0;
        Look(index.Documents[paper].Title, best, all, ref covered, ref repeated);
        for (var sentence = 0; sentence < sentences.EndsOf(paper).Length; sentence++)
        {
            Look(sentences.TermsOf(paper, sentence), best, all, ref covered, ref repeated);
        }

        return new Coverage(
            TensorPrimitives.Dot(all, rarity) / whole, covered / whole, Repeated(all) / whole, repeated / whole);
    }

    private void Look(ReadOnlySpan<int> sentence, Span<float> best, Span<float> all, ref float covered, ref float repeated)
    {
        best.Clear();
        var known = CollectionsMarshal.AsSpan(likeness);
        foreach (var term in sentence)
        {
            if (placeOfTerm[term] > 0)
            {
                TensorPrimitives.Max(best, known.Slice((placeOfTerm[term] - 1) * queryTerms, queryTerms), best);
            }
        }

        TensorPrimitives.Max(all, best, all);
        covered = MathF.Max(covered, TensorPrimitives.Dot(best, rarity));
        repeated = MathF.Max(repeated, Repeated(best));
    }

    private float Repeated(ReadOnlySpan<float> nearest)
    {
        float sum = 0;
        for (var i = 0; i < nearest.Length; i++)
        {
            sum += nearest[i] >= Same ? rarity[i] : 0;
        }

        return sum;
    }
}

/// <summary>The shares of a query that a paper and its best sentence cover and repeat, each 0 to 1.</summary>
internal readonly record struct Coverage(float Covered, float CoveredInSentence, float Repeated, float RepeatedInSentence);
