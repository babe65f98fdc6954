using System.Numerics;
using System.Runtime.InteropServices;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>
/// How near the words of a text come to a question's, in meaning: 1 for the same stem, else the cosine of the two words' vectors,
/// 0 where either was never learnt or they point apart.
/// </summary>
/// <param name="vectors">What words mean.</param>
/// <param name="asked">Stems of the question's words.</param>
internal sealed class WordCloseness(WordVectors vectors, IReadOnlyList<string> asked)
{
    private readonly float[]?[] directions = [.. asked.Select(stem => Direction(vectors, stem))];
    private readonly Dictionary<string, float[]> known = new(StringComparer.Ordinal);

    /// <summary>For each of the question's words the nearest of some stems, 0 to 1.</summary>
    public double[] Nearest(IEnumerable<string> stems)
    {
        var nearest = new double[asked.Count];
        foreach (var stem in stems)
        {
            var near = Of(stem);
            for (var i = 0; i < near.Length; i++)
            {
                nearest[i] = Math.Max(nearest[i], near[i]);
            }
        }

        return nearest;
    }

    /// <summary>How near a stem comes to each of the question's words, 0 to 1.</summary>
    public float[] Of(string stem)
    {
        ref var near = ref CollectionsMarshal.GetValueRefOrAddDefault(known, stem, out var exists);
        if (!exists)
        {
            near = new float[asked.Count];
            var other = Direction(vectors, stem);
            for (var i = 0; i < near.Length; i++)
            {
                near[i] = asked[i] == stem ? 1
                    : other is null || directions[i] is not { } own ? 0
                    : Math.Clamp(Product(own, other), 0, 1);
            }
        }

        return near!;
    }

    /// <summary>
    /// The cosine of what two sets of words mean together, -1 to 1; 0 where one of them says nothing that was learnt.
    /// </summary>
    public static double Cosine(WordVectors vectors, IEnumerable<string> one, IEnumerable<string> other) =>
        Sum(vectors, one) is { } a && Sum(vectors, other) is { } b ? Product(a, b) : 0;

    private static float[]? Direction(WordVectors vectors, string stem) => Sum(vectors, [stem]);

    private static float[]? Sum(WordVectors vectors, IEnumerable<string> stems)
    {
        var sum = new float[vectors.Dimensions];
        foreach (var stem in stems)
        {
            if (vectors.RowOf(stem) is >= 0 and var row)
            {
                vectors.Add(row, 1, sum);
            }
        }

        return UnitVectors.Normalise(sum) ? sum : null;
    }

    private static float Product(float[] one, float[] other)
    {
        float sum = 0;
        for (var i = 0; i < one.Length; i += Vector<float>.Count)
        {
            sum += Vector.Dot(new Vector<float>(one, i), new Vector<float>(other, i));
        }

        return sum;
    }
}
