using System.Numerics.Tensors;

namespace PaperBot.Benchmarks.Training;

/// <summary>
/// Where learning starts: each word's direction in the latent semantic space of the texts, found by subspace iteration.
/// Source: N. Halko, P. G. Martinsson, J. A. Tropp, "Finding structure with randomness", SIAM Review 2011, algorithm 4.4.
/// </summary>
internal static class LatentStart
{
    private const int Rounds = 3;

    /// <summary>One row of <paramref name="dimensions"/> numbers a word: a unit vector times the word's idf.</summary>
    public static float[] Of(TrainingTexts texts, int dimensions)
    {
        var random = new Random(1);
        var rows = texts.Stems.Count;
        var space = new float[rows * dimensions];
        for (var i = 0; i < space.Length; i++)
        {
            space[i] = (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 0.1f;
        }

        List<Bag> papers = [.. texts.Papers.Select(p => Weighted(Bag.Of(p.SelectMany(s => s)), texts.Idf))];
        for (var round = 0; round < Rounds; round++)
        {
            space = Orthogonal(Spread(papers, space, dimensions), rows, dimensions);
        }

        for (var word = 0; word < rows; word++)
        {
            var row = space.AsSpan(word * dimensions, dimensions);
            var length = Math.Max(1e-9f, TensorPrimitives.Norm<float>(row));
            TensorPrimitives.Multiply(row, texts.Idf[word] / length, row);
        }

        return space;
    }

    private static Bag Weighted(Bag bag, float[] idf)
    {
        for (var i = 0; i < bag.Words.Length; i++)
        {
            bag.Weights[i] *= idf[bag.Words[i]];
        }

        var length = Math.Max(1e-9f, TensorPrimitives.Norm<float>(bag.Weights));
        TensorPrimitives.Divide(bag.Weights, length, bag.Weights);
        return bag;
    }

    // Words to papers and back. Each half of the columns is one core's.
    private static float[] Spread(List<Bag> papers, float[] space, int dimensions)
    {
        var next = new float[space.Length];
        var half = dimensions / 2;
        Parallel.For(0, 2, side =>
        {
            var paper = new float[half];
            foreach (var bag in papers)
            {
                Array.Clear(paper);
                for (var i = 0; i < bag.Words.Length; i++)
                {
                    TensorPrimitives.MultiplyAdd(
                        space.AsSpan((bag.Words[i] * dimensions) + (side * half), half), bag.Weights[i], paper, paper);
                }

                for (var i = 0; i < bag.Words.Length; i++)
                {
                    var row = next.AsSpan((bag.Words[i] * dimensions) + (side * half), half);
                    TensorPrimitives.MultiplyAdd(paper, bag.Weights[i], row, row);
                }
            }
        });
        return next;
    }

    // Modified Gram-Schmidt over the columns, which are laid side by side for it.
    private static float[] Orthogonal(float[] space, int rows, int dimensions)
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
            TensorPrimitives.Divide(column, Math.Max(1e-12f, TensorPrimitives.Norm<float>(column)), column);
            Parallel.For(c + 1, dimensions, other => TensorPrimitives.MultiplyAdd(
                column, -TensorPrimitives.Dot<float>(column, columns[other]), columns[other], columns[other]));
        }

        for (var c = 0; c < dimensions; c++)
        {
            for (var r = 0; r < rows; r++)
            {
                space[(r * dimensions) + c] = columns[c][r];
            }
        }

        return space;
    }
}
