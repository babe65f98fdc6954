using System.Globalization;
using System.Numerics.Tensors;

namespace PaperBot.Benchmarks.Training;

/// <summary>How well vectors find papers for questions that they were not learnt from.</summary>
/// <param name="texts">The papers.</param>
/// <param name="dimensions">Numbers in a vector.</param>
internal sealed class VectorCheck(TrainingTexts texts, int dimensions)
{
    private readonly KnownQuestion[] questions = [.. texts.Asked.Where(q => q.IsHeldBack)];
    private readonly int[] papers = [.. texts.Asked.Select(q => q.Paper).Distinct()];

    /// <summary>Ranks all papers that questions are asked about for each question, by the cosine of the sums alone.</summary>
    public string Describe(float[] vectors)
    {
        var sums = new float[papers.Length * dimensions];
        Parallel.For(0, papers.Length, i => Bag.Of(texts.Papers[papers[i]].SelectMany(s => s)).Project(vectors, Row(sums, i)));
        var ranks = new int[questions.Length];
        Parallel.For(0, questions.Length, q =>
        {
            var question = new float[dimensions];
            Bag.Of(questions[q].Words).Project(vectors, question);
            var own = TensorPrimitives.Dot<float>(question, Row(sums, Array.IndexOf(papers, questions[q].Paper)));
            for (var i = 0; i < papers.Length; i++)
            {
                ranks[q] += TensorPrimitives.Dot<float>(question, Row(sums, i)) > own ? 1 : 0;
            }
        });
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ranks.Length} questions held back: first {Share(1):F3}, of the first five {Share(5):F3}, of {papers.Length} papers");

        double Share(int best) => ranks.Count(r => r < best) / (double)Math.Max(1, ranks.Length);
    }

    private Span<float> Row(float[] sums, int place) => sums.AsSpan(place * dimensions, dimensions);
}
