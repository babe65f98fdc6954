using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace PaperBot.Retrieval;

/// <summary>
/// What words mean, as vectors: those of words that stand for one another in abstracts point alike. Learnt from abstracts and
/// shipped as a resource; how, from what, and the licence stand beside it.
/// </summary>
internal sealed class WordVectors
{
    private static readonly Lazy<WordVectors> Shipped = new(() => Read(
        typeof(WordVectors).Assembly.GetManifestResourceStream("word-vectors.gz")!));

    private readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);
    private readonly float[] scales;
    private readonly sbyte[] values;
    private readonly float[] lengths;

    private WordVectors(string words, float[] scales, sbyte[] values, int dimensions)
    {
        this.scales = scales;
        this.values = values;
        Dimensions = dimensions;
        lengths = new float[scales.Length];
        for (var row = 0; row < lengths.Length; row++)
        {
            lengths[row] = MathF.Sqrt(Dot(row, row));
        }

        foreach (var line in words.AsSpan().EnumerateLines())
        {
            if (!line.IsEmpty)
            {
                rows.Add(line.ToString(), rows.Count);
            }
        }
    }

    /// <summary>The shipped table, read on first use.</summary>
    public static WordVectors English => Shipped.Value;

    /// <summary>Numbers in a vector; a multiple of 32.</summary>
    public int Dimensions { get; }

    /// <summary>Number of words.</summary>
    public int Count => rows.Count;

    /// <summary>
    /// Reads gzip over: the number of words and of dimensions (int32, little-endian), the length of the words in bytes (int32);
    /// the words, each ended by a line feed; a scale (float32) a word; a signed byte a word and dimension, to be multiplied by
    /// the scale.
    /// </summary>
    /// <exception cref="InvalidDataException">The stream ends early or is no gzip.</exception>
    public static WordVectors Read(Stream compressed)
    {
        using var stream = new GZipStream(compressed, CompressionMode.Decompress);
        Span<byte> head = stackalloc byte[12];
        ReadAll(stream, head);
        var count = BinaryPrimitives.ReadInt32LittleEndian(head);
        var dimensions = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
        var words = new byte[BinaryPrimitives.ReadInt32LittleEndian(head[8..])];
        ReadAll(stream, words);
        var scales = new float[count];
        ReadAll(stream, MemoryMarshal.AsBytes(scales.AsSpan()));
        var values = new sbyte[count * dimensions];
        ReadAll(stream, MemoryMarshal.AsBytes(values.AsSpan()));
        return new WordVectors(Encoding.UTF8.GetString(words), scales, values, dimensions);
    }

    /// <summary>The row of a stem, or -1 where it was not learnt.</summary>
    public int RowOf(string stem) => rows.GetValueOrDefault(stem, -1);

    /// <summary>Adds a row, weighted, to a sum of as many numbers as there are dimensions.</summary>
    public void Add(int row, float weight, Span<float> sum)
    {
        var scaled = weight * scales[row];
        var vector = values.AsSpan(row * Dimensions, Dimensions);
        for (var i = 0; i < vector.Length; i++)
        {
            sum[i] += scaled * vector[i];
        }
    }

    /// <summary>The cosine of two rows, -1 to 1; 0 where one has no length.</summary>
    public float Cosine(int row, int other)
    {
        var length = lengths[row] * lengths[other];
        return length > 0 ? Dot(row, other) / length : 0;
    }

    // Products of two signed bytes fit into 16 bits, their sum does not.
    private int Dot(int row, int other)
    {
        var first = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(values.AsSpan(row * Dimensions, Dimensions));
        var second = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(values.AsSpan(other * Dimensions, Dimensions));
        var total = Vector<int>.Zero;
        for (var i = 0; i < first.Length; i++)
        {
            Vector.Widen(first[i], out var low, out var high);
            Vector.Widen(second[i], out var otherLow, out var otherHigh);
            Vector.Widen(low * otherLow, out var a, out var b);
            Vector.Widen(high * otherHigh, out var c, out var d);
            total += a + b + c + d;
        }

        return Vector.Sum(total);
    }

    private static void ReadAll(Stream stream, Span<byte> into)
    {
        try
        {
            stream.ReadExactly(into);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The word vectors end early.", e);
        }
    }
}
