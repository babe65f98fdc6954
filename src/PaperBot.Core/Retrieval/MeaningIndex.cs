namespace PaperBot.Retrieval;

/// <summary>
/// One vector a paper, the sum of its words', so that a question finds papers that say the same in other words.
/// </summary>
internal sealed class MeaningIndex
{
    private const int TitleWeight = 2;

    private readonly PaperIndex index;
    private readonly WordVectors words;
    private readonly UnitVectors papers;
    private readonly int[] rows;

    public MeaningIndex(PaperIndex index, WordVectors words)
    {
        this.index = index;
        this.words = words;
        papers = new UnitVectors(index.Documents.Count, words.Dimensions);
        rows = [.. Enumerable.Range(0, index.Terms.Count).Select(term => words.RowOf(index.Terms[term]))];
        var sum = new float[words.Dimensions];
        for (var paper = 0; paper < index.Documents.Count; paper++)
        {
            Array.Clear(sum);
            foreach (var (term, count) in index.CountsOf(paper, TitleWeight))
            {
                if (rows[term] >= 0)
                {
                    words.Add(rows[term], 1 + MathF.Log(count), sum);
                }
            }

            papers.Set(paper, sum);
        }
    }

    /// <summary>
    /// What a query means, a vector of length 1, and the share of the query it speaks for, 0 to 1: words that were never learnt,
    /// names above all, are not in it. Null where none of the words was learnt.
    /// </summary>
    public (float[] Direction, double Known)? MeaningOf(QueryTerms query)
    {
        var sum = new float[words.Dimensions];
        double known = 0, whole = 0;
        foreach (var term in query.Terms)
        {
            var weight = term.Weight * index.Idf(index.Terms.FindStem(term.Stem));
            whole += weight;
            if (words.RowOf(term.Stem) is >= 0 and var row)
            {
                words.Add(row, (float)term.Weight, sum);
                known += weight;
            }
        }

        return UnitVectors.Normalise(sum) ? (sum, known / whole) : null;
    }

    /// <summary>The row of a stem among the learnt words; -1 where it was not learnt.</summary>
    public int RowOf(string stem) => words.RowOf(stem);

    /// <summary>How alike a learnt word and a term of the corpus are used, -1 to 1; 0 where one of them was not learnt.</summary>
    public float Likeness(int row, int term) => row < 0 || rows[term] < 0 ? 0 : words.Cosine(row, rows[term]);

    /// <summary>The cosine of a direction and a paper, -1 to 1; 0 for a paper without a learnt word.</summary>
    public float Cosine(float[] direction, int paper) => papers.Cosine(direction, paper);
}
