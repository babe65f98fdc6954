using System.Numerics;

namespace PaperBot.Retrieval;

/// <summary>
/// One direction a paper, a signed byte a dimension: a quarter of the memory, and cosines that differ in the third digit.
/// </summary>
/// <param name="count">Number of papers.</param>
/// <param name="dimensions">A multiple of 32, so that every width of vector register fits.</param>
internal sealed class UnitVectors(int count, int dimensions)
{
    private readonly sbyte[] values = new sbyte[count * dimensions];
    private readonly float[] scales = new float[count];

    /// <summary>Keeps the direction of a vector; one of length 0 stays without direction.</summary>
    public void Set(int paper, ReadOnlySpan<float> vector)
    {
        float greatest = 0;
        foreach (var value in vector)
        {
            greatest = MathF.Max(greatest, MathF.Abs(value));
        }

        if (greatest == 0)
        {
            return;
        }

        var into = values.AsSpan(paper * dimensions, dimensions);
        var squares = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            into[i] = (sbyte)MathF.Round(vector[i] / greatest * sbyte.MaxValue);
            squares += into[i] * into[i];
        }

        scales[paper] = 1 / MathF.Sqrt(squares);
    }

    /// <summary>The cosine of a direction of length 1 and a paper's, -1 to 1; 0 for a paper without direction.</summary>
    public float Cosine(float[] direction, int paper)
    {
        var vector = values.AsSpan(paper * dimensions, dimensions);
        var total = Vector<float>.Zero;
        var width = Vector<float>.Count;
        for (var i = 0; i < vector.Length; i += Vector<sbyte>.Count)
        {
            Vector.Widen(new Vector<sbyte>(vector[i..]), out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            total += (Vector.ConvertToSingle(a) * new Vector<float>(direction, i))
                + (Vector.ConvertToSingle(b) * new Vector<float>(direction, i + width))
                + (Vector.ConvertToSingle(c) * new Vector<float>(direction, i + (2 * width)))
                + (Vector.ConvertToSingle(d) * new Vector<float>(direction, i + (3 * width)));
        }

        return Vector.Sum(total) * scales[paper];
    }

    /// <summary>Writes a paper's direction, of length 1, or zeros where it has none.</summary>
    public void CopyTo(int paper, Span<float> vector)
    {
        var kept = values.AsSpan(paper * dimensions, dimensions);
        for (var i = 0; i < kept.Length; i++)
        {
            vector[i] = kept[i] * scales[paper];
        }
    }

    /// <summary>Makes a vector one of length 1; false, and the vector as it was, when it has no length.</summary>
    public static bool Normalise(Span<float> vector)
    {
        float squares = 0;
        foreach (var value in vector)
        {
            squares += value * value;
        }

        if (squares == 0)
        {
            return false;
        }

        var length = MathF.Sqrt(squares);
        foreach (ref var value in vector)
        {
            value /= length;
        }

        return true;
    }
}
