using System.Numerics.Tensors;
using PaperBot.Retrieval;

namespace PaperBot.Benchmarks.Training;

/// <summary>Where learning starts: each word's direction in the latent semantic space of the texts.</summary>
internal static class LatentStart
{
    /// <summary>One row of <paramref name="dimensions"/> numbers a word: a unit vector times the word's idf.</summary>
    public static float[] Of(TrainingTexts texts, int dimensions)
    {
        List<WeighedText> papers = [.. texts.Papers.Select(p => Weighed(Bag.Of(p.SelectMany(s => s)), texts.Idf))];
        var space = LatentSpace.Of(papers, texts.Stems.Count, dimensions);
        for (var word = 0; word < texts.Idf.Length; word++)
        {
            var row = space.AsSpan(word * dimensions, dimensions);
            TensorPrimitives.Multiply(row, texts.Idf[word] / Math.Max(1e-9f, TensorPrimitives.Norm<float>(row)), row);
        }

        return space;
    }

    private static WeighedText Weighed(Bag bag, float[] idf)
    {
        float[] weights = [.. bag.Words.Select((word, i) => bag.Weights[i] * idf[word])];
        UnitVectors.Normalise(weights);
        return new WeighedText(bag.Words, weights);
    }
}
