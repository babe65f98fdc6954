using System.Numerics;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// Finds the likeliest tokens of a vocabulary. llama.cpp's own top-k wants a structure filled for each of some hundred thousand
/// tokens, which takes a part of the time that computing one takes; here all but a few are passed over many at a time.
/// </summary>
internal static class TopScores
{
    /// <summary>Fills candidates with the highest scores, in no order that is promised.</summary>
    /// <param name="scores">One for each token; none is NaN.</param>
    /// <param name="most">How many, 0 for all.</param>
    /// <param name="candidates">Made larger where it is too small.</param>
    /// <returns>How many were filled: <paramref name="most"/>, or all there are. Of equal scores the lower tokens come first.</returns>
    public static int Fill(ReadOnlySpan<float> scores, int most, ref NativeCandidate[] candidates)
    {
        var count = most == 0 ? scores.Length : Math.Min(most, scores.Length);
        if (candidates.Length < count)
        {
            candidates = GC.AllocateUninitializedArray<NativeCandidate>(count, pinned: true);
        }

        for (var token = 0; token < count; token++)
        {
            candidates[token] = new NativeCandidate { Token = token, Logit = scores[token] };
        }

        if (count < scores.Length)
        {
            Improve(scores, candidates.AsSpan(0, count));
        }

        return count;
    }

    // The candidates are a heap, the lowest score at its root.
    private static void Improve(ReadOnlySpan<float> scores, Span<NativeCandidate> heap)
    {
        for (var i = (heap.Length / 2) - 1; i >= 0; i--)
        {
            Sink(heap, i);
        }

        var at = heap.Length;
        while (at < scores.Length)
        {
            if (scores.Length - at >= Vector<float>.Count
                && !Vector.GreaterThanAny(new Vector<float>(scores[at..]), new Vector<float>(heap[0].Logit)))
            {
                at += Vector<float>.Count;
                continue;
            }

            for (var last = Math.Min(at + Vector<float>.Count, scores.Length); at < last; at++)
            {
                if (scores[at] > heap[0].Logit)
                {
                    heap[0] = new NativeCandidate { Token = at, Logit = scores[at] };
                    Sink(heap, 0);
                }
            }
        }
    }

    private static void Sink(Span<NativeCandidate> heap, int at)
    {
        while (true)
        {
            var lowest = at;
            for (var child = (2 * at) + 1; child <= (2 * at) + 2 && child < heap.Length; child++)
            {
                lowest = Lower(heap[child], heap[lowest]) ? child : lowest;
            }

            if (lowest == at)
            {
                return;
            }

            (heap[at], heap[lowest]) = (heap[lowest], heap[at]);
            at = lowest;
        }
    }

    private static bool Lower(NativeCandidate one, NativeCandidate other) =>
        one.Logit < other.Logit || (one.Logit == other.Logit && one.Token > other.Token);
}
