using System.Numerics.Tensors;

namespace PaperBot.Benchmarks.Training;

/// <summary>A text as its distinct words, each with 1 + ln of how often it occurs.</summary>
internal sealed record Bag(int[] Words, float[] Weights)
{
    /// <summary>Counts words.</summary>
    public static Bag Of(IEnumerable<int> words)
    {
        Dictionary<int, int> counts = [];
        foreach (var word in words)
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        return new Bag([.. counts.Keys], [.. counts.Values.Select(c => 1 + MathF.Log(c))]);
    }

    /// <summary>Writes the unit vector of the words' weighted sum; returns the sum's length, 0 for no words.</summary>
    public float Project(float[] vectors, Span<float> into)
    {
        into.Clear();
        for (var i = 0; i < Words.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(vectors.AsSpan(Words[i] * into.Length, into.Length), Weights[i], into, into);
        }

        var length = TensorPrimitives.Norm<float>(into);
        if (length > 0)
        {
            TensorPrimitives.Divide(into, length, into);
        }

        return length;
    }
}
