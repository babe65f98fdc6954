using System.Buffers;

namespace PaperBot.Retrieval;

/// <summary>
/// BM25 over runs of four letters of the stems: finds names, compounds and inflections that a stemmer keeps apart.
/// Source: P. McNamee, J. Mayfield, "Character n-gram tokenization for European language text retrieval", Information Retrieval
/// 2004.
/// </summary>
internal sealed class LetterIndex
{
    private const int Run = 4;
    private const float K1 = 1.2f;
    private const float B = 0.75f;
    private const int TitleWeight = 2;

    private readonly PaperIndex index;
    private readonly Dictionary<string, List<int>> termsByRun = new(StringComparer.Ordinal);
    private readonly float[] norms;

    public LetterIndex(PaperIndex index)
    {
        this.index = index;
        var runs = new int[index.Terms.Count];
        for (var term = 0; term < runs.Length; term++)
        {
            foreach (var run in RunsOf(index.Terms[term]))
            {
                if (!termsByRun.TryGetValue(run, out var holders))
                {
                    termsByRun.Add(run, holders = []);
                }

                holders.Add(term);
                runs[term]++;
            }
        }

        norms = new float[index.Documents.Count];
        for (var paper = 0; paper < norms.Length; paper++)
        {
            foreach (var term in index.Documents[paper].Title)
            {
                norms[paper] += TitleWeight * runs[term];
            }

            foreach (var term in index.Documents[paper].Abstract)
            {
                norms[paper] += runs[term];
            }
        }

        var average = norms.Length == 0 ? 1 : Math.Max(1, norms.Average());
        for (var paper = 0; paper < norms.Length; paper++)
        {
            norms[paper] = K1 * (1 - B + (B * norms[paper] / average));
        }
    }

    /// <summary>A query, ready to be held against papers; by one caller at a time.</summary>
    public Asked Prepare(QueryTerms query)
    {
        List<float> weights = [];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        List<List<int>> holders = [];
        foreach (var term in query.Terms)
        {
            foreach (var run in RunsOf(term.Stem))
            {
                if (!termsByRun.TryGetValue(run, out var terms))
                {
                    continue;
                }

                if (!numbers.TryGetValue(run, out var number))
                {
                    numbers.Add(run, number = weights.Count);
                    weights.Add(0);
                    holders.Add(terms);
                }

                weights[number] += (float)(term.Weight * Idf(terms));
            }
        }

        return new Asked(this, [.. weights], holders);
    }

    // As if words came into papers independently: close enough, and nothing has to be counted beforehand.
    private double Idf(List<int> terms)
    {
        double count = index.Documents.Count;
        double without = 1;
        foreach (var term in terms)
        {
            without *= 1 - (index.DocumentFrequency(term) / count);
        }

        var holding = count * (1 - without);
        return Math.Log(1 + ((count - holding + 0.5) / (holding + 0.5)));
    }

    private static HashSet<string> RunsOf(string stem)
    {
        var bordered = $"_{stem}_";
        HashSet<string> runs = new(StringComparer.Ordinal);
        for (var i = 0; i + Run <= bordered.Length; i++)
        {
            runs.Add(bordered.Substring(i, Run));
        }

        return runs;
    }

    /// <summary>One query's runs of letters.</summary>
    internal sealed class Asked : IDisposable
    {
        private readonly LetterIndex letters;
        private readonly float[] weights;
        private readonly float[] counts;

        // For each term of the corpus 0, or one more than the place of its runs: every word of every paper in question is looked
        // up.
        private readonly int[] placeOfTerm;
        private readonly List<List<int>> runsAt = [];

        public Asked(LetterIndex letters, float[] weights, List<List<int>> holders)
        {
            this.letters = letters;
            this.weights = weights;
            counts = new float[weights.Length];
            placeOfTerm = ArrayPool<int>.Shared.Rent(letters.index.Terms.Count);
            Array.Clear(placeOfTerm, 0, letters.index.Terms.Count);
            for (var run = 0; run < holders.Count; run++)
            {
                foreach (var term in holders[run])
                {
                    if (placeOfTerm[term] == 0)
                    {
                        runsAt.Add([]);
                        placeOfTerm[term] = runsAt.Count;
                    }

                    runsAt[placeOfTerm[term] - 1].Add(run);
                }
            }
        }

        public void Dispose() => ArrayPool<int>.Shared.Return(placeOfTerm);

        /// <summary>How much of the query a paper holds; 0 for nothing.</summary>
        public double Score(int paper)
        {
            Array.Clear(counts);
            Count(letters.index.Documents[paper].Title, TitleWeight);
            Count(letters.index.Documents[paper].Abstract, 1);
            double score = 0;
            for (var run = 0; run < counts.Length; run++)
            {
                score += weights[run] * counts[run] * (K1 + 1) / (counts[run] + letters.norms[paper]);
            }

            return score;
        }

        private void Count(int[] terms, int weight)
        {
            foreach (var term in terms)
            {
                if (placeOfTerm[term] > 0)
                {
                    foreach (var run in runsAt[placeOfTerm[term] - 1])
                    {
                        counts[run] += weight;
                    }
                }
            }
        }
    }
}
