using System.Buffers;
using System.Numerics;

namespace PaperBot.Retrieval;

/// <summary>
/// A bit for each number of a vector, whether it is above the average of all vectors: a thirty-second of the memory, and fast
/// enough to look at every vector for every query. How many bits differ orders vectors nearly as their cosine does; those that
/// come near are compared exactly.
/// Source: M. Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002.
/// </summary>
/// <param name="count">Number of vectors.</param>
/// <param name="mean">The average vector: models that give all texts much the same direction would otherwise set the same bits.</param>
internal sealed class BitSketches(int count, float[] mean)
{
    private const int WordBits = 64;

    private readonly int words = (mean.Length + WordBits - 1) / WordBits;
    private readonly ulong[] bits = new ulong[count * ((mean.Length + WordBits - 1) / WordBits)];

    /// <summary>Memory taken, in bytes.</summary>
    public long Bytes => bits.LongLength * sizeof(ulong);

    /// <summary>Keeps a vector's bits.</summary>
    public void Set(int place, ReadOnlySpan<float> vector) => Sketch(vector, bits.AsSpan(place * words, words));

    /// <summary>
    /// The vectors with the fewest bits unlike a direction's, in order of place: about as many as wanted, and all that are as near
    /// as the last of them.
    /// </summary>
    /// <param name="direction">Of length 1.</param>
    /// <param name="wanted">At least 1.</param>
    /// <param name="admits">Which may be among them; asked of few more than are wanted where it admits most.</param>
    public List<int> Nearest(ReadOnlySpan<float> direction, int wanted, Func<int, bool> admits)
    {
        Span<ulong> asked = stackalloc ulong[words];
        Sketch(direction, asked);
        var holders = new int[(words * WordBits) + 1];

        // Rented: arrays of this size, one for each query, would have the garbage collector go over the whole heap.
        var distances = ArrayPool<ushort>.Shared.Rent(count);
        try
        {
            var at = 0;
            for (var place = 0; place < count; place++)
            {
                var unlike = 0;
                foreach (var word in asked)
                {
                    unlike += BitOperations.PopCount(bits[at++] ^ word);
                }

                distances[place] = (ushort)unlike;
                holders[unlike]++;
            }

            // Where few are admitted, looking further is repeated with twice as many until there are enough.
            for (long looked = wanted; ; looked *= 2)
            {
                var found = Within(distances.AsSpan(0, count), Reach(holders, looked), admits);
                if (found.Count >= wanted || looked >= count)
                {
                    return found;
                }
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(distances);
        }
    }

    // The distance within which so many lie.
    private static int Reach(int[] holders, long wanted)
    {
        var distance = 0;
        for (long within = holders[0]; within < wanted && distance < holders.Length - 1; within += holders[distance])
        {
            distance++;
        }

        return distance;
    }

    private static List<int> Within(ReadOnlySpan<ushort> distances, int reach, Func<int, bool> admits)
    {
        List<int> found = [];
        for (var place = 0; place < distances.Length; place++)
        {
            if (distances[place] <= reach && admits(place))
            {
                found.Add(place);
            }
        }

        return found;
    }

    private void Sketch(ReadOnlySpan<float> vector, Span<ulong> into)
    {
        into.Clear();
        for (var i = 0; i < mean.Length; i++)
        {
            if (vector[i] > mean[i])
            {
                into[i / WordBits] |= 1UL << (i % WordBits);
            }
        }
    }
}
