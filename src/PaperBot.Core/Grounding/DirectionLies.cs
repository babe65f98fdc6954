namespace PaperBot.Grounding;

/// <summary>Comparisons and changes turned round.</summary>
internal static class DirectionLies
{
    private static readonly Dictionary<string, string> Opposites = Build(
        "higher lower", "more fewer", "more less", "larger smaller", "greater smaller", "longer shorter", "increases decreases",
        "increased decreased", "increase decrease", "rises falls", "rose fell", "rise fall", "rising falling", "raises lowers",
        "raised lowered", "grows shrinks", "grew shrank", "grow shrink", "climbs drops", "improves worsens", "improved worsened",
        "improving worsening", "better worse", "best worst", "faster slower", "cheaper costlier", "easier harder", "after before",
        "above below", "outperforms underperforms", "outperform underperform", "gains loses", "gained lost", "doubles halves",
        "doubled halved", "most least", "increasing reducing", "reduces increases", "reduced increased", "reducing increasing",
        "cuts raises", "helps hurts", "beats trails", "beat trail", "over under", "stronger weaker", "widens narrows",
        "shortening lengthening", "shortens lengthens", "greener dirtier", "later earlier", "drops rises", "lowering raising");

    /// <summary>One comparative word turned, or the two numbers of a change exchanged.</summary>
    public static (string Text, string Change)? Turned(string sentence, Random random)
    {
        var read = CitationMarkers.Read(sentence);
        var plain = Tokens.Plain(read.Claim);
        var claim = Statement.Of(plain);
        var tail = sentence[NumberLies.MarkersAt(sentence, read.Claim)..];
        List<Func<(string, string)>> ways = [];
        for (var i = 0; i < claim.Tokens.Count; i++)
        {
            var token = claim.Tokens[i];
            if (Opposites.TryGetValue(token.Folded, out var opposite) && !IsNoDirection(claim, i))
            {
                var other = char.IsUpper(token.Printed[0]) ? char.ToUpperInvariant(opposite[0]) + opposite[1..] : opposite;
                ways.Add(() => (NumberLies.Replaced(plain, token, other) + tail, $"{token.Printed} → {other}"));
            }
        }

        for (var i = 0; i + 1 < claim.Quantities.Count; i++)
        {
            var (one, two) = (claim.Quantities[i], claim.Quantities[i + 1]);
            if (Before(claim, one) == "from" && Before(claim, two) == "to" && one.Value != two.Value
                && claim.Tokens[one.First].Kind == TokenKind.Number && claim.Tokens[two.First].Kind == TokenKind.Number)
            {
                var (a, b) = (claim.Tokens[one.First], claim.Tokens[two.First]);
                ways.Add(() => (NumberLies.Replaced(NumberLies.Replaced(plain, b, a.Printed), a, b.Printed) + tail,
                    $"{a.Printed} ⇄ {b.Printed}"));
            }
        }

        return ways.Count == 0 ? null : ways[random.Next(ways.Count)]();
    }

    // "no longer", "lower half", "over five days", "more than once": turning them changes nothing or makes no sense.
    private static bool IsNoDirection(Statement claim, int i)
    {
        var (before, word) = (i > 0 ? claim.Tokens[i - 1].Folded : "", claim.Tokens[i].Folded);
        var next = i + 1 < claim.Tokens.Count ? claim.Tokens[i + 1] : null;
        return before == "no"
            || word is "over" or "under" or "above" or "below" && (next is null || !claim.InQuantity[i + 1])
            || (word == "over" && next?.Folded != "" && QuantityIsTime(claim, i + 1))
            || (word == "lower" && next?.Folded is "half" or "rungs" or "layers")
            || (word is "most" or "best" or "before" or "after")
            || (word is "lost" or "loses" && before is "have" or "has");
    }

    private static bool QuantityIsTime(Statement claim, int at) =>
        claim.Quantities.Find(q => q.First == at)?.Unit.Dimension is "time" or "months";

    private static string Before(Statement claim, Quantity quantity) => quantity.First > 0
        ? claim.Tokens[quantity.First - 1].Folded : "";

    private static Dictionary<string, string> Build(params string[] pairs)
    {
        Dictionary<string, string> opposites = new(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var words = pair.Split(' ');
            opposites.TryAdd(words[0], words[1]);
            opposites.TryAdd(words[1], words[0]);
        }

        return opposites;
    }
}
