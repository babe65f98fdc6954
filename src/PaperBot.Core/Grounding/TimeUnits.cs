namespace PaperBot.Grounding;

/// <summary>Units of time without a number: "over a day", "every week", "in one hour", "daily".</summary>
internal static class TimeUnits
{
    private const double SaysTheClause = 0.5;

    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["second"] = "second", ["minute"] = "minute", ["hour"] = "hour", ["hourly"] = "hour", ["day"] = "day",
        ["daily"] = "day", ["week"] = "week", ["weekly"] = "week", ["month"] = "month", ["monthly"] = "month",
        ["year"] = "year", ["yearly"] = "year", ["annual"] = "year", ["annually"] = "year", ["decade"] = "decade",
        ["century"] = "century",
    };

    /// <summary>The unit that stands where the abstract has another, or null.</summary>
    public static string? Exchanged(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var unit in In(claim))
        {
            if (evidence.Any(e => e.Tokens.Exists(t => UnitOf(t) == unit)))
            {
                continue;
            }

            if (evidence.Any(e => In(e).Any() && EvidenceChoice.Coverage(claim, e) >= SaysTheClause))
            {
                return unit;
            }
        }

        return null;
    }

    private static IEnumerable<string> In(Statement statement)
    {
        for (var i = 0; i < statement.Tokens.Count; i++)
        {
            if (UnitOf(statement.Tokens[i]) is { } unit && (statement.Tokens[i].Folded.EndsWith('y') && unit != "day"
                || statement.Tokens[i].Folded is "daily" or "annual"
                || (i > 0 && statement.Tokens[i - 1].Folded is "a" or "an" or "one" or "1" or "each" or "every" or "per")))
            {
                yield return unit;
            }
        }
    }

    private static string? UnitOf(Token token) => Units.TryGetValue(token.Folded, out var unit) ? unit
        : token.Folded.EndsWith('s') ? Units.GetValueOrDefault(token.Folded[..^1]) : null;
}
