using System.Buffers;

namespace PaperBot.Retrieval;

/// <summary>
/// Finds the corpus's stems that are spelt like a given one: inflections a stemmer keeps apart, compounds, names typed in
/// another form, typing errors. Similarity is the Dice coefficient over character 3-grams of the bordered stem.
/// </summary>
internal sealed class SpellingNeighbours
{
    private const int GramLength = 3;
    private readonly TermTable terms;
    private readonly Dictionary<string, List<int>> termsByGram = new(StringComparer.Ordinal);
    private readonly int[] gramCounts;

    public SpellingNeighbours(TermTable terms)
    {
        this.terms = terms;
        gramCounts = new int[terms.Count];
        for (var term = 0; term < terms.Count; term++)
        {
            var grams = GramsOf(terms[term]);
            gramCounts[term] = grams.Count;
            foreach (var gram in grams)
            {
                if (!termsByGram.TryGetValue(gram, out var holders))
                {
                    termsByGram.Add(gram, holders = []);
                }

                holders.Add(term);
            }
        }
    }

    /// <summary>At most <paramref name="most"/> other stems at least this similar (0 to 1), best first.</summary>
    public List<(int Term, double Similarity)> Of(string stem, double atLeast, int most)
    {
        if (stem.Length < 4)
        {
            return [];
        }

        var grams = GramsOf(stem);
        var shared = ArrayPool<int>.Shared.Rent(gramCounts.Length);
        Array.Clear(shared, 0, gramCounts.Length);
        List<int> touched = [];
        foreach (var gram in grams)
        {
            if (termsByGram.TryGetValue(gram, out var holders))
            {
                foreach (var term in holders)
                {
                    if (shared[term]++ == 0)
                    {
                        touched.Add(term);
                    }
                }
            }
        }

        List<(int Term, double Similarity)> near =
        [
            .. touched.Select(term => (Term: term, Similarity: 2.0 * shared[term] / (grams.Count + gramCounts[term])))
                .Where(n => n.Similarity >= atLeast && terms[n.Term] != stem)
                .OrderByDescending(n => n.Similarity).ThenBy(n => n.Term).Take(most),
        ];
        ArrayPool<int>.Shared.Return(shared);
        return near;
    }

    private static HashSet<string> GramsOf(string stem)
    {
        var bordered = $"_{stem}_";
        HashSet<string> grams = new(StringComparer.Ordinal);
        for (var i = 0; i + GramLength <= bordered.Length; i++)
        {
            grams.Add(bordered.Substring(i, GramLength));
        }

        return grams;
    }
}
