using System.Numerics.Tensors;

namespace PaperBot.Benchmarks.Training;

/// <summary>
/// Learns word vectors such that the sum of a question's words lies near the sum of its paper's words and far from those of the
/// other papers of a batch: a softmax over the batch in both directions, steps scaled by Adagrad (J. Duchi, E. Hazan, Y. Singer,
/// JMLR 2011).
/// </summary>
internal sealed class ContrastiveTrainer(TrainingTexts texts, float[] vectors, int dimensions)
{
    /// <summary>Pairs in a step.</summary>
    public const int Batch = 1024;

    private const float Temperature = 0.07f;
    private readonly float[] gradients = new float[vectors.Length];
    private readonly float[] squares = new float[vectors.Length];
    private readonly Bag[] questions = new Bag[Batch];
    private readonly Bag[] papers = new Bag[Batch];
    private readonly Side asked = new(dimensions);
    private readonly Side read = new(dimensions);
    private readonly float[][] scores = [.. Enumerable.Range(0, Batch).Select(_ => new float[Batch])];
    private readonly float[] questionSums = new float[Batch];
    private readonly float[] paperSums = new float[Batch];
    private readonly bool[] touched = new bool[texts.Stems.Count];

    /// <summary>One step over a batch of <see cref="Batch"/> pairs; the share of its questions whose own paper came first.</summary>
    public double Step(IReadOnlyList<Pair> pairs, float rate)
    {
        Parallel.For(0, Batch, i =>
        {
            (questions[i], papers[i]) = (pairs[i].Question, pairs[i].Paper);
            asked.Lengths[i] = questions[i].Project(vectors, asked.Units[i]);
            read.Lengths[i] = papers[i].Project(vectors, read.Units[i]);
        });
        var first = Compare();
        Parallel.Invoke(() => asked.PullBack(read, (i, j) => Weight(i, j)), () => read.PullBack(asked, (j, i) => Weight(i, j)));
        Parallel.For(0, 2, half => Collect(half * dimensions / 2, dimensions / 2, half == 0));
        Parallel.For(0, touched.Length, word => Move(word, rate));
        return first;
    }

    /// <summary>Forgets how far words have moved, so that the next steps go as far as the first.</summary>
    public void BeginAnew() => Array.Clear(squares);

    // Exponentials of the cosines, and their sums each way.
    private double Compare()
    {
        var first = 0;
        Parallel.For(0, Batch, i =>
        {
            var row = scores[i];
            for (var j = 0; j < Batch; j++)
            {
                row[j] = TensorPrimitives.Dot<float>(asked.Units[i], read.Units[j]);
            }

            Interlocked.Add(ref first, TensorPrimitives.IndexOfMax<float>(row) == i ? 1 : 0);
            TensorPrimitives.Divide(row, Temperature, row);
            TensorPrimitives.Exp<float>(row, row);
            questionSums[i] = TensorPrimitives.Sum<float>(row);
        });
        Array.Clear(paperSums);
        foreach (var row in scores)
        {
            TensorPrimitives.Add(paperSums, row, paperSums);
        }

        return first / (double)Batch;
    }

    // How the loss changes with the cosine of question i and paper j, but for a constant that Adagrad takes out again.
    private float Weight(int i, int j) => (scores[i][j] * ((1 / questionSums[i]) + (1 / paperSums[j]))) - (i == j ? 2 : 0);

    // A core sums up one half of the dimensions: no two write to one place, and the result is the same each time.
    private void Collect(int from, int count, bool marks)
    {
        for (var i = 0; i < Batch; i++)
        {
            Add(questions[i], asked.Pulls[i]);
            Add(papers[i], read.Pulls[i]);
        }

        void Add(Bag bag, float[] pull)
        {
            var part = pull.AsSpan(from, count);
            for (var k = 0; k < bag.Words.Length; k++)
            {
                var row = gradients.AsSpan((bag.Words[k] * dimensions) + from, count);
                TensorPrimitives.MultiplyAdd(part, bag.Weights[k], row, row);
                touched[bag.Words[k]] |= marks;
            }
        }
    }

    private void Move(int word, float rate)
    {
        if (!touched[word])
        {
            return;
        }

        touched[word] = false;
        for (var k = word * dimensions; k < (word + 1) * dimensions; k++)
        {
            var gradient = gradients[k];
            squares[k] += gradient * gradient;
            vectors[k] -= rate * gradient / (MathF.Sqrt(squares[k]) + 1e-8f);
            gradients[k] = 0;
        }
    }

    /// <summary>The questions or the papers of a batch.</summary>
    private sealed class Side(int dimensions)
    {
        public float[][] Units { get; } = Rows(dimensions);

        public float[][] Pulls { get; } = Rows(dimensions);

        public float[] Lengths { get; } = new float[Batch];

        /// <summary>The gradient of each sum before it was made a unit vector.</summary>
        public void PullBack(Side other, Func<int, int, float> weight)
        {
            for (var i = 0; i < Batch; i++)
            {
                var pull = Pulls[i];
                Array.Clear(pull);
                for (var j = 0; j < Batch; j++)
                {
                    var factor = weight(i, j);

                    // Far papers weigh nothing.
                    if (MathF.Abs(factor) > 1e-5f)
                    {
                        TensorPrimitives.MultiplyAdd(other.Units[j], factor, pull, pull);
                    }
                }

                var along = TensorPrimitives.Dot<float>(pull, Units[i]);
                TensorPrimitives.MultiplyAdd(Units[i], -along, pull, pull);
                TensorPrimitives.Multiply(pull, Lengths[i] > 0 ? 1 / Lengths[i] : 0, pull);
            }
        }

        private static float[][] Rows(int length) => [.. Enumerable.Range(0, Batch).Select(_ => new float[length])];
    }
}
