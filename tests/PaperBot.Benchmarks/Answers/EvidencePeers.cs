namespace PaperBot.Benchmarks.Answers;

/// <summary>What sentences are chosen by elsewhere: BM25 over the abstract's own sentences, alone and with their place.</summary>
internal static class EvidencePeers
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    /// <summary>BM25 of each sentence, the frequencies of words in papers taken from the whole corpus.</summary>
    public static double[] Bm25(EvidenceExample example)
    {
        var average = Math.Max(1, example.Sentences.Average(s => s.Stems.Count));
        return
        [
            .. example.Sentences.Select(sentence => example.Terms.Sum(term =>
            {
                var count = sentence.Stems.Count(stem => stem == term.Term.Stem);
                return term.Idf * count * (K1 + 1) / (count + (K1 * (1 - B + (B * sentence.Stems.Count / average))));
            })),
        ];
    }

    /// <summary>
    /// How many of some examples are right by BM25, as a share of the best sentence's, and how late a sentence stands, weighed as
    /// suits these very examples best: more than such a peer would reach on others.
    /// </summary>
    public static int WithPlace(IReadOnlyList<EvidenceExample> examples)
    {
        var scores = examples.Select(Bm25).ToList();
        return Enumerable.Range(0, 21).Max(weight => examples.Zip(scores).Count(pair =>
        {
            var best = Math.Max(1e-9, pair.Second.Max());
            var last = Math.Max(1, pair.Second.Length - 1);
            return pair.First.IsRight(i => (pair.Second[i] / best) + (weight / 20.0 * i / last));
        }));
    }
}
