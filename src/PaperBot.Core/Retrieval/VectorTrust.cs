namespace PaperBot.Retrieval;

/// <summary>
/// Whether an embedding model's vectors say anything about these papers. Nobody has judged them here, but papers that share words
/// are more alike than papers that do not, and vectors that know nothing of it (a model for another language, a damaged file, a
/// server that answers with noise) would only push what the words find down.
/// </summary>
internal static class VectorTrust
{
    /// <summary>Below this correlation the vectors are not used; chance gives 0.02.</summary>
    public const double None = 0.05;

    /// <summary>From this correlation on they count in full.</summary>
    public const double Full = 0.3;

    private const int Papers = 100;

    // With fewer, chance alone would say anything; whoever sets up a model is believed.
    private const int FewestPapers = 12;

    /// <summary>0 to 1.</summary>
    public static double Of(PaperIndex index, DenseIndex vectors) =>
        Correlation(index, vectors) is { } agreement ? Math.Clamp((agreement - None) / (Full - None), 0, 1) : 1;

    /// <summary>
    /// How far cosines of vectors and cosines of weighted words go together over the pairs of a hundred papers spread over the
    /// corpus, -1 to 1; null where there are too few papers.
    /// </summary>
    public static double? Correlation(PaperIndex index, DenseIndex vectors)
    {
        int[] all = [.. Enumerable.Range(0, index.Documents.Count).Where(vectors.Has)];
        int[] papers = [.. all.Where((_, i) => i % Math.Max(1, all.Length / Papers) == 0).Take(Papers)];
        if (papers.Length < FewestPapers)
        {
            return null;
        }

        var words = Array.ConvertAll(papers, paper => Weighted(index, paper));
        var own = new double[index.Terms.Count];
        List<(double Words, double Vectors)> pairs = [];
        for (var i = 0; i < papers.Length; i++)
        {
            foreach (var (term, weight) in words[i])
            {
                own[term] = weight;
            }

            for (var j = i + 1; j < papers.Length; j++)
            {
                if (vectors.Likeness(papers[i], papers[j]) is { } likeness)
                {
                    pairs.Add((words[j].Sum(w => w.Weight * own[w.Term]), likeness));
                }
            }

            foreach (var (term, _) in words[i])
            {
                own[term] = 0;
            }
        }

        return pairs.Count < FewestPapers ? null : Views.Correlation([.. pairs.Select(p => p.Words)], [.. pairs.Select(p => p.Vectors)]);
    }

    private static (int Term, double Weight)[] Weighted(PaperIndex index, int paper)
    {
        (int Term, double Weight)[] words =
            [.. index.CountsOf(paper, titleWeight: 1).Select(c => (c.Key, (1 + Math.Log(c.Value)) * index.Idf(c.Key)))];
        var length = Math.Sqrt(words.Sum(w => w.Weight * w.Weight));
        return Array.ConvertAll(words, w => (w.Term, length > 0 ? w.Weight / length : 0));
    }
}
