namespace PaperBot.Listings.Pages;

/// <summary>A title with its abstract, or one of the two that lacks the other.</summary>
internal readonly record struct TitleAbstractPair(Line? Title, Line? Abstract)
{
    /// <summary>The pair's first line.</summary>
    public Line First => Title ?? Abstract!;
}

/// <summary>
/// Pairs lines into titles and abstracts. Alternation is the rule, so a short abstract or one that looks like a title stays an
/// abstract. Where a line is missing, alternation alone would pair every later abstract with the next paper's title; the pairing
/// of least total cost (a shortest path over the lines) breaks the alternation once, at the gap, and leaves out one line there.
/// </summary>
internal static class TitleAbstractPairing
{
    /// <summary>Dearer than the strangest single pair (5), cheaper than shifting two good ones.</summary>
    private const double Gap = 7;

    /// <summary>A title that ends the file has most likely lost its abstract to the cut.</summary>
    private const double TitleAtEnd = 1;

    /// <summary>Pairs <paramref name="lines"/>; every line comes back in exactly one pair, in order.</summary>
    /// <param name="lines">Visible lines, page chrome removed.</param>
    /// <param name="cost">The total cost of the pairing.</param>
    public static List<TitleAbstractPair> Pair(IReadOnlyList<Line> lines, out double cost)
    {
        var least = new double[lines.Count + 1];
        var step = new Step[lines.Count + 1];
        for (var end = 1; end <= lines.Count; end++)
        {
            var last = lines[end - 1];
            var title = LineShape.TitleCost(last);
            var @abstract = LineShape.AbstractCost(last);
            var alone = end == lines.Count ? TitleAtEnd : Gap;
            (least[end], step[end]) = (least[end - 1] + alone + title, Step.LoneTitle);
            Offer(least[end - 1] + Gap + @abstract, Step.LoneAbstract);
            if (end > 1)
            {
                Offer(least[end - 2] + LineShape.TitleCost(lines[end - 2]) + @abstract, Step.Pair);
            }

            void Offer(double offered, Step taken)
            {
                // Of two equal readings the pair wins: a line is left out only where something speaks for it.
                if (offered <= least[end])
                {
                    (least[end], step[end]) = (offered, taken);
                }
            }
        }

        cost = least[^1];
        return Trace(lines, step);
    }

    private static List<TitleAbstractPair> Trace(IReadOnlyList<Line> lines, Step[] step)
    {
        var pairs = new List<TitleAbstractPair>();
        for (var end = lines.Count; end > 0;)
        {
            pairs.Add(step[end] switch
            {
                Step.Pair => new(lines[end - 2], lines[end - 1]),
                Step.LoneTitle => new(lines[end - 1], null),
                _ => new(null, lines[end - 1]),
            });
            end -= step[end] == Step.Pair ? 2 : 1;
        }

        pairs.Reverse();
        return pairs;
    }

    private enum Step
    {
        LoneTitle,
        LoneAbstract,
        Pair,
    }
}
