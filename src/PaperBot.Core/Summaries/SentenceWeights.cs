namespace PaperBot.Summaries;

/// <summary>
/// How much each feature counts. Learned by gradient ascent on the expected ROUGE (mean of ROUGE-1, -2 and -L F) of a softmax
/// over an abstract's sentences, over the 1992 training abstracts of SciTLDR-A (I. Cachola and others, "TLDR: Extreme
/// summarization of scientific documents", Findings of EMNLP 2020).
/// </summary>
internal static class SentenceWeights
{
    // The last five differ from what was learned. Word overlap hardly sees that a sentence leaning on its neighbours, a
    // question, or a link to code tells a reader nothing when it stands alone; and the training abstracts nearly all say "we",
    // where others begin the telling sentence with the thing's name.
    private static readonly double[] Weights = Row(new()
    {
        [SentenceFeature.First] = 0.86,
        [SentenceFeature.Second] = -0.94,
        [SentenceFeature.Last] = -0.84,
        [SentenceFeature.Position] = -0.55,
        [SentenceFeature.LaterHalf] = -0.43,
        [SentenceFeature.Presents] = 1.40,
        [SentenceFeature.FirstPresents] = 1.22,
        [SentenceFeature.Studies] = 0.94,
        [SentenceFeature.FirstStudies] = 0.83,
        [SentenceFeature.Finds] = -0.19,
        [SentenceFeature.FirstFinds] = 0.88,
        [SentenceFeature.NamesThePaper] = 1.23,
        [SentenceFeature.FirstOfTheAuthors] = 1.89,
        [SentenceFeature.FirstPerson] = 2.06,
        [SentenceFeature.Ours] = -1.28,
        [SentenceFeature.Gains] = 0.53,
        [SentenceFeature.Novel] = 0.88,
        [SentenceFeature.Background] = -0.50,
        [SentenceFeature.BeginsWithContrast] = -0.43,
        [SentenceFeature.BeginsConnected] = 0.13,
        [SentenceFeature.Evaluation] = -0.14,
        [SentenceFeature.Measured] = -0.64,
        [SentenceFeature.Colon] = -1.00,
        [SentenceFeature.NamesTheSubject] = 0.25,
        [SentenceFeature.TitleRecall] = 4.47,
        [SentenceFeature.TitlePrecision] = 2.10,
        [SentenceFeature.Centrality] = 1.05,
        [SentenceFeature.Short] = -1.15,
        [SentenceFeature.Words] = 0.42,
        [SentenceFeature.Long] = -0.14,
        [SentenceFeature.VeryLong] = 0.06,
        [SentenceFeature.RefersBack] = -2.10,
        [SentenceFeature.BeginsWithSubject] = 3.00,
        [SentenceFeature.BeginsDangling] = -1.50,
        [SentenceFeature.Question] = -1.50,
        [SentenceFeature.Availability] = -1.50,
    });

    /// <summary>The weight of a row of features; comparable within one abstract only.</summary>
    public static double Of(double[] row)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += row[i] * Weights[i];
        }

        return sum;
    }

    private static double[] Row(Dictionary<SentenceFeature, double> weights)
    {
        var row = new double[SentenceFeatures.Count];
        foreach (var (feature, weight) in weights)
        {
            row[(int)feature] = weight;
        }

        return row;
    }
}
