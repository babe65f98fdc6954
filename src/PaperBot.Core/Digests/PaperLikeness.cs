using PaperBot.Papers;
using PaperBot.Summaries;

namespace PaperBot.Digests;

/// <summary>
/// How alike papers are: the cosine of their stems, weighted by inverse document frequency among the given papers (G. Salton,
/// C. Buckley, "Term-weighting approaches in automatic text retrieval", 1988); the title counts twice.
/// </summary>
internal sealed class PaperLikeness
{
    private readonly Dictionary<string, double>[] vectors;

    public PaperLikeness(IReadOnlyList<Paper> papers)
    {
        var stems = papers.Select(p => (Title: TermsOf(p.Title), All: TermsOf(p.Title + "\n" + p.Abstract))).ToArray();
        Dictionary<string, int> frequencies = new(StringComparer.Ordinal);
        foreach (var stem in stems.SelectMany(s => s.All))
        {
            frequencies[stem] = frequencies.GetValueOrDefault(stem) + 1;
        }

        vectors = [.. stems.Select(s => Vector(s.Title, s.All, frequencies, papers.Count))];
    }

    /// <summary>0 to 1, by position in the given papers.</summary>
    public double Of(int left, int right)
    {
        var (small, large) = vectors[left].Count <= vectors[right].Count
            ? (vectors[left], vectors[right])
            : (vectors[right], vectors[left]);
        var sum = 0.0;
        foreach (var (stem, weight) in small)
        {
            sum += large.TryGetValue(stem, out var other) ? weight * other : 0;
        }

        return sum;
    }

    // Noun phrases are terms of their own: papers that share one can stand under a heading.
    private static HashSet<string> TermsOf(string text)
    {
        var terms = ContentStems.Of(text);
        terms.UnionWith(NounPhrases.Of(text).Where(p => p.Words > 1).Select(p => p.Key));
        return terms;
    }

    private static Dictionary<string, double> Vector(
        HashSet<string> title, HashSet<string> all, Dictionary<string, int> frequencies, int papers)
    {
        var vector = all.Where(s => frequencies[s] > 1 || !s.Contains(' ', StringComparison.Ordinal)).ToDictionary(
            s => s, s => Math.Log((papers + 1.0) / frequencies[s]) * (title.Contains(s) ? 2 : 1), StringComparer.Ordinal);
        var norm = Math.Sqrt(vector.Values.Sum(v => v * v));
        foreach (var stem in vector.Keys)
        {
            vector[stem] /= norm > 0 ? norm : 1;
        }

        return vector;
    }
}
