using System.Numerics;
using System.Runtime.InteropServices;

namespace PaperBot.Retrieval;

/// <summary>
/// The directions in which a set of texts differs most, found by subspace iteration; words that keep the same company point
/// alike.
/// Sources: S. Deerwester and others, "Indexing by latent semantic analysis", JASIS 1990; N. Halko, P. G. Martinsson, J. A.
/// Tropp, "Finding structure with randomness", SIAM Review 2011, algorithm 4.4.
/// </summary>
internal static class LatentSpace
{
    private const int Rounds = 3;

    /// <summary>
    /// One row of <paramref name="dimensions"/> numbers a word; the columns are orthonormal. The same input gives the same rows.
    /// </summary>
    /// <param name="texts">Each text's words, every one once, with weights; the weights' squares sum to 1.</param>
    /// <param name="words">How many words there are.</param>
    /// <param name="dimensions">A multiple of 32.</param>
    public static float[] Of(IReadOnlyList<WeighedText> texts, int words, int dimensions)
    {
        var random = new Random(1);
        var space = new float[words * dimensions];
        for (var i = 0; i < space.Length; i++)
        {
            space[i] = random.NextSingle() - 0.5f;
        }

        for (var round = 0; round < Rounds; round++)
        {
            space = Spread(texts, space, dimensions);
            Orthonormalise(space, words, dimensions);
        }

        return space;
    }

    /// <summary>Adds a row, weighted, to a sum of the same length.</summary>
    public static void Add(ReadOnlySpan<float> row, float weight, Span<float> sum)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(row);
        var into = MemoryMarshal.Cast<float, Vector<float>>(sum);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] += from[i] * weight;
        }

        for (var i = into.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            sum[i] += row[i] * weight;
        }
    }

    // From words to texts and back. Each half of the columns may be another core's: no two write to one place.
    private static float[] Spread(IReadOnlyList<WeighedText> texts, float[] space, int dimensions)
    {
        var next = new float[space.Length];
        var half = dimensions / 2;
        Parallel.For(0, 2, side =>
        {
            var sum = new float[half];
            foreach (var (words, weights) in texts)
            {
                Array.Clear(sum);
                for (var i = 0; i < words.Length; i++)
                {
                    Add(space.AsSpan((words[i] * dimensions) + (side * half), half), weights[i], sum);
                }

                for (var i = 0; i < words.Length; i++)
                {
                    Add(sum, weights[i], next.AsSpan((words[i] * dimensions) + (side * half), half));
                }
            }
        });
        return next;
    }

    // Modified Gram-Schmidt over the columns, laid out one after another for it.
    private static void Orthonormalise(float[] space, int rows, int dimensions)
    {
        var columns = new float[dimensions][];
        for (var c = 0; c < dimensions; c++)
        {
            columns[c] = new float[rows];
            for (var r = 0; r < rows; r++)
            {
                columns[c][r] = space[(r * dimensions) + c];
            }
        }

        for (var c = 0; c < dimensions; c++)
        {
            var column = columns[c];
            var length = MathF.Sqrt(Dot(column, column));
            for (var r = 0; r < rows; r++)
            {
                // Fewer texts than dimensions leave columns with nothing of their own.
                column[r] = length < 1e-6f ? 0 : column[r] / length;
            }

            Parallel.For(c + 1, dimensions, other => Add(column, -Dot(column, columns[other]), columns[other]));
        }

        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < dimensions; c++)
            {
                space[(r * dimensions) + c] = columns[c][r];
            }
        }
    }

    private static float Dot(float[] a, float[] b)
    {
        var total = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            total += new Vector<float>(a, i) * new Vector<float>(b, i);
        }

        var sum = Vector.Sum(total);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}

/// <summary>A text's distinct words by number, with a weight each.</summary>
internal readonly record struct WeighedText(int[] Words, float[] Weights);
