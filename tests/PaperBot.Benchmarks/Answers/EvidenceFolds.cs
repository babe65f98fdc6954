namespace PaperBot.Benchmarks.Answers;

/// <summary>
/// How weights do on papers they were not learnt from: the papers fall into five parts, each answered with the weights of the
/// other four, and that in several ways of parting them.
/// </summary>
internal static class EvidenceFolds
{
    private const int Folds = 5;
    private const int Partings = 5;

    /// <summary>For each example the share of the partings in which its first sentence is right.</summary>
    public static double[] Shares(IReadOnlyList<EvidenceExample> examples)
    {
        string[] papers = [.. examples.Select(e => e.Paper).Distinct().Order(StringComparer.Ordinal)];
        var shares = new double[examples.Count];
        for (var seed = 1; seed <= Partings; seed++)
        {
            new Random(seed).Shuffle(papers);
            var folds = papers.Select((paper, i) => (Paper: paper, Fold: i % Folds))
                .ToDictionary(p => p.Paper, p => p.Fold, StringComparer.Ordinal);
            for (var fold = 0; fold < Folds; fold++)
            {
                var weights = EvidenceLearning.Learn([.. examples.Where(e => folds[e.Paper] != fold)]);
                for (var i = 0; i < shares.Length; i++)
                {
                    shares[i] += folds[examples[i].Paper] == fold && examples[i].IsRight(weights) ? 1.0 / Partings : 0;
                }
            }
        }

        return shares;
    }
}
