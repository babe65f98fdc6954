using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>
/// Where papers stand in the latent semantic space of their own corpus: finds relations that are this field's, whatever the
/// field, which shipped vectors cannot know.
/// </summary>
internal sealed class LatentIndex
{
    /// <summary>With fewer papers there is nothing to generalise from.</summary>
    public const int FewestPapers = 200;

    /// <summary>About 2 seconds of computing; more papers than this are searched without.</summary>
    public const int MostPapers = 10_000;

    private const int Dimensions = 96;
    private const int TitleWeight = 2;

    private readonly PaperIndex index;
    private readonly float[] space;
    private readonly UnitVectors papers;

    public LatentIndex(PaperIndex index)
    {
        this.index = index;
        List<WeighedText> texts = [.. Enumerable.Range(0, index.Documents.Count).Select(Weighed)];
        space = LatentSpace.Of(texts, index.Terms.Count, Dimensions);
        papers = new UnitVectors(texts.Count, Dimensions);
        var sum = new float[Dimensions];
        for (var paper = 0; paper < texts.Count; paper++)
        {
            Array.Clear(sum);
            for (var i = 0; i < texts[paper].Words.Length; i++)
            {
                LatentSpace.Add(RowOf(texts[paper].Words[i]), texts[paper].Weights[i], sum);
            }

            papers.Set(paper, sum);
        }
    }

    /// <summary>A query's place, a vector of length 1; null where the corpus has none of its words.</summary>
    public float[]? DirectionOf(QueryTerms query)
    {
        var sum = new float[Dimensions];
        foreach (var term in query.Terms)
        {
            if (index.Terms.FindStem(term.Stem) is >= 0 and var known)
            {
                LatentSpace.Add(RowOf(known), (float)(term.Weight * index.Idf(known)), sum);
            }
        }

        return UnitVectors.Normalise(sum) ? sum : null;
    }

    /// <summary>The cosine of a direction and a paper, -1 to 1.</summary>
    public float Cosine(float[] direction, int paper) => papers.Cosine(direction, paper);

    private ReadOnlySpan<float> RowOf(int term) => space.AsSpan(term * Dimensions, Dimensions);

    private WeighedText Weighed(int paper)
    {
        List<int> words = [];
        List<float> weights = [];
        foreach (var (term, count) in index.CountsOf(paper, TitleWeight))
        {
            if (!StopWords.IsFunctionWord(index.Terms[term]))
            {
                words.Add(term);
                weights.Add((float)((1 + Math.Log(count)) * index.Idf(term)));
            }
        }

        float[] scaled = [.. weights];
        UnitVectors.Normalise(scaled);
        return new WeighedText([.. words], scaled);
    }
}
