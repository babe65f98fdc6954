using Microsoft.Extensions.AI;
using PaperBot.Embeddings;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Benchmarks.Quality;

/// <summary>Makes vectors without a model, to measure what is made of vectors.</summary>
internal abstract class StandInEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(v => new Embedding<float>(Of(v)))));

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // It holds nothing.
    }

    /// <summary>The vector of a text, of any length but 0.</summary>
    protected abstract float[] Of(string text);
}

/// <summary>
/// The sum of a text's shipped word vectors: what a bag of words without order can mean. It was learnt from abstracts of computer
/// science, and the ranking looks at the same vectors already, so that it brings little that is new.
/// </summary>
internal sealed class BagOfWordVectors : StandInEmbedder
{
    protected override float[] Of(string text)
    {
        var words = WordVectors.English;
        var sum = new float[words.Dimensions];
        foreach (var stem in Words.Of(text).Where(w => w.Folded.Length > 0 && !StopWords.IsAskingWord(w.Folded))
            .Select(w => EnglishStemmer.Stem(w.Folded)).GroupBy(s => s, StringComparer.Ordinal))
        {
            if (words.RowOf(stem.Key) is >= 0 and var row)
            {
                words.Add(row, 1 + MathF.Log(stem.Count()), sum);
            }
        }

        UnitVectors.Normalise(sum);
        return sum;
    }
}

/// <summary>As the bag, with noise as long as itself: a model that knows half of what it should.</summary>
internal sealed class HalfDeaf(double noise) : StandInEmbedder
{
    private readonly BagOfWordVectors bag = new();

    protected override float[] Of(string text)
    {
        var vector = bag.GenerateAsync([text]).Result[0].Vector.ToArray();
        var other = Noise.Of(text, vector.Length);
        return [.. vector.Zip(other, (v, n) => v + (float)(noise * n))];
    }
}

/// <summary>A vector that follows from the text and says nothing of it.</summary>
internal sealed class Noise(int dimensions) : StandInEmbedder
{
    /// <summary>Of length 1, the same for the same text.</summary>
    public static float[] Of(string text, int dimensions)
    {
        var random = new Random((int)(uint)TextHash.Of(text).Value);
        float[] vector =
            [.. Enumerable.Range(0, dimensions).Select(_ => (float)(Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6))];
        UnitVectors.Normalise(vector);
        return vector;
    }

    protected override float[] Of(string text) => Of(text, dimensions);
}
