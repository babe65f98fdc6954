using PaperBot.Embeddings;

namespace PaperBot.Retrieval;

/// <summary>
/// The vectors that an embedding model made of a corpus's papers: one of title and abstract, and one for each few sentences. A
/// signed byte a number, and above a few thousand vectors a bit a number to find the near ones by.
/// </summary>
internal sealed class DenseIndex
{
    // So many vectors are compared number by number for a query. Up to here the bits are not needed at all.
    private const int Compared = 2000;

    // How far apart cosines lie is told from so many vectors, spread over the corpus.
    private const int Sampled = 256;

    private readonly int[] first;
    private readonly int[] paperOf;
    private readonly bool[] isThere;
    private readonly UnitVectors vectors;
    private readonly BitSketches? sketches;
    private readonly int[] sample;

    private DenseIndex(VectorModel model, int[] first, int[] paperOf, bool[] isThere, UnitVectors vectors, BitSketches? sketches)
    {
        (Model, this.first, this.paperOf, this.isThere) = (model, first, paperOf, isThere);
        (this.vectors, this.sketches) = (vectors, sketches);
        int[] there = [.. Enumerable.Range(0, paperOf.Length).Where(place => isThere[place])];
        sample = [.. there.Where((_, i) => i % Math.Max(1, there.Length / Sampled) == 0)];
        Embedded = there.Select(place => paperOf[place]).Distinct().Count();
        Bytes = ((long)paperOf.Length * (Padded(model.Dimensions) + 9)) + (sketches?.Bytes ?? 0);
    }

    /// <summary>Of what model the vectors are.</summary>
    public VectorModel Model { get; }

    /// <summary>How many papers have at least one vector.</summary>
    public int Embedded { get; }

    /// <summary>Memory taken, in bytes.</summary>
    public long Bytes { get; }

    /// <summary>
    /// How far the vectors order papers as their words do, 0 to 1: 0 where they order them no better than chance, which says that
    /// the model, or what was made of it, is of no use here.
    /// </summary>
    public double Trust { get; private init; } = 1;

    /// <summary>Puts vectors where their papers are.</summary>
    /// <param name="model">Of what model they are.</param>
    /// <param name="texts">For each paper, the hashes of its texts.</param>
    /// <param name="kept">The vectors, in any order; those of other texts are passed over.</param>
    /// <param name="index">The papers' words, which tell how far the vectors can be trusted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Null where no paper has a vector, or there are more than memory can hold in one piece.</returns>
    public static async Task<DenseIndex?> OfAsync(
        VectorModel model, IReadOnlyList<IReadOnlyList<TextHash>> texts, IAsyncEnumerable<KeptVector> kept, PaperIndex index,
        CancellationToken cancellationToken)
    {
        var padded = Padded(model.Dimensions);
        var places = (long)texts.Sum(t => t.Count);
        if (places * padded > Array.MaxLength)
        {
            return null;
        }

        var first = new int[texts.Count + 1];
        var paperOf = new int[places];
        Dictionary<TextHash, List<int>> placesOf = [];
        for (var paper = 0; paper < texts.Count; paper++)
        {
            first[paper + 1] = first[paper] + texts[paper].Count;
            for (var i = 0; i < texts[paper].Count; i++)
            {
                var place = first[paper] + i;
                paperOf[place] = paper;
                if (!placesOf.TryGetValue(texts[paper][i], out var sharing))
                {
                    placesOf[texts[paper][i]] = sharing = [];
                }

                sharing.Add(place);
            }
        }

        var vectors = new UnitVectors(paperOf.Length, padded);
        var isThere = new bool[paperOf.Length];
        var numbers = new float[padded];
        await foreach (var vector in kept.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (vector.Numbers.Length != model.Dimensions || !placesOf.TryGetValue(vector.Text, out var holders))
            {
                continue;
            }

            for (var i = 0; i < vector.Numbers.Length; i++)
            {
                numbers[i] = (float)vector.Numbers[i];
            }

            foreach (var place in holders)
            {
                vectors.Set(place, numbers);
                isThere[place] = true;
            }
        }

        if (!isThere.Contains(true))
        {
            return null;
        }

        var sketches = paperOf.Length > Compared ? Sketched(vectors, isThere, padded) : null;
        var made = new DenseIndex(model, first, paperOf, isThere, vectors, sketches);
        return made.Trusted(VectorTrust.Of(index, made));
    }

    /// <summary>The same vectors, trusted so far.</summary>
    public DenseIndex Trusted(double share = 1) => new(Model, first, paperOf, isThere, vectors, sketches) { Trust = share };

    /// <summary>True when a paper has at least one vector.</summary>
    public bool Has(int paper) => isThere.AsSpan(first[paper]..first[paper + 1]).Contains(true);

    /// <summary>A direction as long as the vectors are kept here, zeros at its end.</summary>
    public float[] Direction(ReadOnlySpan<float> numbers)
    {
        var padded = new float[Padded(Model.Dimensions)];
        numbers.CopyTo(padded);
        return padded;
    }

    /// <summary>What a paper's title and abstract mean; null where they have no vector.</summary>
    public QueryVector? MeaningOf(int paper)
    {
        if (!isThere[first[paper]])
        {
            return null;
        }

        var numbers = new float[Padded(Model.Dimensions)];
        vectors.CopyTo(first[paper], numbers);
        return new QueryVector(Model, numbers[..Model.Dimensions]);
    }

    /// <summary>The greatest cosine of a direction and a paper's vectors, -1 to 1; null where it has none.</summary>
    public double? Cosine(float[] direction, int paper)
    {
        double? greatest = null;
        for (var place = first[paper]; place < first[paper + 1]; place++)
        {
            if (isThere[place])
            {
                var cosine = vectors.Cosine(direction, place);
                greatest = greatest is { } other && other >= cosine ? other : cosine;
            }
        }

        return greatest;
    }

    /// <summary>The cosine of two papers' first vectors, of title and abstract; null where one has none.</summary>
    public double? Likeness(int paper, int other)
    {
        if (!isThere[first[paper]] || !isThere[first[other]])
        {
            return null;
        }

        var direction = new float[Padded(Model.Dimensions)];
        vectors.CopyTo(first[paper], direction);
        return vectors.Cosine(direction, first[other]);
    }

    /// <summary>The papers nearest to a direction, nearest first.</summary>
    /// <param name="direction">As <see cref="Direction"/> gives it.</param>
    /// <param name="most">How many, at most.</param>
    /// <param name="standsOut">
    /// How many standard deviations above the average vector's cosine a paper must be: something is always nearest.
    /// </param>
    /// <param name="admits">Which papers may be among them.</param>
    public List<int> Nearest(float[] direction, int most, double standsOut, Func<int, bool> admits)
    {
        double[] cosines = [.. sample.Select(place => (double)vectors.Cosine(direction, place))];
        var mean = cosines.Average();
        var least = mean + (standsOut * Math.Sqrt(cosines.Sum(c => (c - mean) * (c - mean)) / cosines.Length));
        Dictionary<int, bool> admitted = [];
        var near = sketches?.Nearest(direction, Compared, Admits) ?? [.. Enumerable.Range(0, paperOf.Length).Where(Admits)];
        Dictionary<int, double> best = [];
        foreach (var place in near)
        {
            var cosine = vectors.Cosine(direction, place);
            if (cosine > least && cosine > best.GetValueOrDefault(paperOf[place], -1))
            {
                best[paperOf[place]] = cosine;
            }
        }

        return [.. best.OrderByDescending(b => b.Value).ThenBy(b => b.Key).Take(most).Select(b => b.Key)];

        bool Admits(int place)
        {
            if (!isThere[place])
            {
                return false;
            }

            if (!admitted.TryGetValue(paperOf[place], out var may))
            {
                admitted[paperOf[place]] = may = admits(paperOf[place]);
            }

            return may;
        }
    }

    private static BitSketches Sketched(UnitVectors vectors, bool[] isThere, int padded)
    {
        var mean = new float[padded];
        var numbers = new float[padded];
        var count = 0;
        for (var place = 0; place < isThere.Length; place++)
        {
            if (isThere[place])
            {
                vectors.CopyTo(place, numbers);
                count++;
                for (var i = 0; i < mean.Length; i++)
                {
                    mean[i] += numbers[i];
                }
            }
        }

        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] /= count;
        }

        var sketches = new BitSketches(isThere.Length, mean);
        for (var place = 0; place < isThere.Length; place++)
        {
            vectors.CopyTo(place, numbers);
            sketches.Set(place, numbers);
        }

        return sketches;
    }

    // What UnitVectors asks for.
    private static int Padded(int dimensions) => (dimensions + 31) / 32 * 32;
}
