namespace PaperBot.Text;

/// <summary>
/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours each cost 1.
/// </summary>
internal static class EditDistance
{
    /// <summary>The distance, or <paramref name="limit"/> + 1 when it is larger.</summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        var width = b.Length + 1;
        Span<int> rows = width * 3 <= 384 ? stackalloc int[width * 3] : new int[width * 3];
        var beforeLast = rows[..width];
        var last = rows.Slice(width, width);
        var current = rows[(2 * width)..];
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var distance = Math.Min(substituted, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance = Math.Min(distance, beforeLast[j - 2] + 1);
                }

                current[j] = distance;
                least = Math.Min(least, distance);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            var spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }

        return Math.Min(last[b.Length], limit + 1);
    }

    /// <summary>How many typing errors a word of this length may hold and still be taken for another.</summary>
    public static int Tolerance(int length) => length < 4 ? 0 : length < 8 ? 1 : 2;
}
