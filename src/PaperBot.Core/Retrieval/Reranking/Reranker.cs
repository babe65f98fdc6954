namespace PaperBot.Retrieval.Reranking;

/// <summary>
/// Looks at the best papers of the first look once more, sentence by sentence, and puts them in order anew.
/// </summary>
/// <param name="index">The corpus.</param>
/// <param name="sentences">Of the same corpus.</param>
/// <param name="weights">What each feature counts.</param>
internal sealed class Reranker(PaperIndex index, PaperSentences sentences, RerankWeights weights)
{
    /// <summary>A whole abstract as a query is no question: of more terms the first look says enough.</summary>
    public const int MostTerms = 40;


    // Nine of ten papers that answer are among these; more take time and bring few.
    private const int Most = 40;

    // What differs less among the papers says nothing worth magnifying.
    private const double LeastCosineSpread = 0.02;
    private const double LeastShareSpread = 0.01;

    private static readonly int Features = Enum.GetValues<RerankFeature>().Length;

    /// <summary>
    /// Gives the best papers new scores. They stay above all others, and as far from one another as they were on average.
    /// </summary>
    /// <param name="look">The first look; its scores are changed.</param>
    /// <param name="query">The query's terms and what stands for each.</param>
    /// <param name="meanings">Of the same corpus.</param>
    public void Reorder(FirstLook look, IReadOnlyList<ExpandedTerm> query, MeaningIndex meanings)
    {
        if (Look(look, query, meanings) is not { } closer)
        {
            return;
        }

        double[] weighed = [.. closer.Rows.Select(row => weights.Of(row, closer.OtherWords))];
        double[] before = [.. closer.Places.Select(place => look.Scores[place])];
        var (least, leastBefore) = (weighed.Min(), before.Min());
        var spread = Views.Spread(weighed);
        var unit = spread > 0 ? Views.Spread(before) / spread : 0;
        for (var i = 0; i < weighed.Length; i++)
        {
            look.Scores[closer.Places[i]] = leastBefore + (unit * (weighed[i] - least));
        }
    }

    /// <summary>The features of the best papers; null where there is nothing to reorder.</summary>
    public CloserLook? Look(FirstLook look, IReadOnlyList<ExpandedTerm> query, MeaningIndex meanings)
    {
        if (query.Count is 0 or > MostTerms || look.Papers.Length < 2)
        {
            return null;
        }

        int[] places =
        [
            .. Enumerable.Range(0, look.Papers.Length).OrderByDescending(i => look.Scores[i]).ThenBy(i => look.Papers[i]).Take(Most),
        ];
        var coverage = SoftCoverage.Of(index, sentences, meanings, query, Array.ConvertAll(places, i => look.Papers[i]));
        var rows = Array.ConvertAll(places, _ => new double[Features]);
        Add(RerankFeature.First, i => look.Scores[places[i]], 0, 1);
        Add(RerankFeature.Words, i => look.Words[places[i]], 0, 1);
        Add(RerankFeature.Letters, i => look.Letters[places[i]], 0, 1);
        Add(RerankFeature.Meaning, i => look.Meanings[places[i]], LeastCosineSpread, look.Known * look.Known);
        Add(RerankFeature.Place, i => look.Places[places[i]], LeastCosineSpread, 1);
        Add(RerankFeature.Covered, i => coverage[i].Covered, LeastShareSpread, 1);
        Add(RerankFeature.CoveredInSentence, i => coverage[i].CoveredInSentence, LeastShareSpread, 1);
        Add(RerankFeature.Repeated, i => coverage[i].Repeated, LeastShareSpread, 1);
        Add(RerankFeature.RepeatedInSentence, i => coverage[i].RepeatedInSentence, LeastShareSpread, 1);
        return new CloserLook(places, rows, 1 - Math.Min(1, coverage.Max(c => c.Repeated)));

        void Add(RerankFeature feature, Func<int, double> value, double leastSpread, double share)
        {
            double[] values = [.. Enumerable.Range(0, rows.Length).Select(value)];
            var (spread, mean) = (Math.Max(Views.Spread(values), leastSpread), values.Average());
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i][(int)feature] = spread > 0 ? share * (values[i] - mean) / spread : 0;
            }
        }
    }
}

/// <summary>What the first look says of the papers it found, one number a paper in each list.</summary>
/// <param name="Papers">By number.</param>
/// <param name="Scores">All views together.</param>
/// <param name="Words">What the words earn.</param>
/// <param name="Letters">What runs of letters earn.</param>
/// <param name="Meanings">Cosines, 0 where no word of the query was learnt.</param>
/// <param name="Known">The share of the query that was, 0 to 1.</param>
/// <param name="Places">Cosines in the corpus's latent space, 0 where there is none.</param>
internal sealed record FirstLook(
    int[] Papers, double[] Scores, double[] Words, double[] Letters, double[] Meanings, double Known, double[] Places);

/// <summary>The best papers of a first look as rows of features.</summary>
/// <param name="Places">Where in the first look, best first.</param>
/// <param name="Rows">In the order of <paramref name="Places"/> one number a <see cref="RerankFeature"/>.</param>
/// <param name="OtherWords">How much of the query no paper repeats word for word, 0 to 1.</param>
internal sealed record CloserLook(int[] Places, double[][] Rows, double OtherWords);
