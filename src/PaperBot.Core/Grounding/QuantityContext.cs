namespace PaperBot.Grounding;

/// <summary>What stands around a number and changes what it says.</summary>
internal static class QuantityContext
{
    /// <summary>+1 after "more than", "over", "at least"; -1 after "less than", "under", "up to"; else 0.</summary>
    public static int BoundBefore(List<Token> tokens, int first)
    {
        var last = first > 0 ? tokens[first - 1].Folded : "";
        var before = first > 1 ? tokens[first - 2].Folded : "";
        var turned = first > 2 && tokens[first - 3].Folded is ("no" or "not") && last == "than" ? -1 : 1;
        return turned * (before, last) switch
        {
            ("more" or "greater" or "larger" or "longer" or "higher" or "bigger" or "stronger" or "older" or "faster" or "later"
                or "heavier"
                or "deeper" or "wider", "than") => 1,
            ("less" or "fewer" or "smaller" or "shorter" or "lower" or "weaker" or "younger" or "slower" or "earlier" or "lighter"
                or "sooner" or "narrower", "than") => -1,
            ("at", "least") => 1,
            ("at", "most") or ("up", "to") => -1,
            (_, "above" or "over" or "beyond" or "exceeding") => 1,
            (_, "below" or "under" or "within") => -1,
            (_, "of") when IsNear(tokens, first, "beyond", "above") => 1,
            (_, "of") when IsNear(tokens, first, "below", "under") => -1,
            _ => 0,
        };
    }

    // "beyond a wind of 7 m/s".
    private static bool IsNear(List<Token> tokens, int first, string one, string other) =>
        Enumerable.Range(Math.Max(0, first - 5), Math.Min(first, 5))
            .Any(i => tokens[i].Folded == one || tokens[i].Folded == other);

    /// <summary>True after "about", "roughly", "nearly" and their like.</summary>
    public static bool IsRoundedAt(List<Token> tokens, int first) => first > 0
        && tokens[first - 1].Folded is "about" or "around" or "roughly" or "approximately" or "nearly" or "almost" or "some"
            or "circa"
            or "~" or "≈";

    /// <summary>
    /// True when two numbers stand in one list or range, so that a unit printed after the second counts for both.
    /// </summary>
    public static bool AreListed(List<Token> tokens, int endOfOne, int startOfNext)
    {
        for (var i = endOfOne + 1; i < startOfNext; i++)
        {
            if (tokens[i].Folded is not ("," or "to" or "or" or "and" or "-" or "–" or "versus" or "vs"))
            {
                return false;
            }
        }

        return startOfNext > endOfOne + 1;
    }
}
