namespace PaperBot.Grounding;

/// <summary>Checks that a bare number counts what it counts in the evidence: "92 hours" is not "92 fishers".</summary>
internal static class CountedThings
{
    /// <summary>The number that counts something else, or null.</summary>
    public static string? Mismatch(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var number in claim.Quantities.Where(q => q.Unit.IsNone && !q.Weak))
        {
            if (Counted(claim, number) is not { } thing)
            {
                continue;
            }

            var counting = evidence
                .SelectMany(e => e.Quantities.Where(q => q.Unit.IsNone && Counted(e, q)?.Stem == thing.Stem))
                .ToList();
            if (counting.Count > 0 && !counting.Exists(number.IsStatedBy) && !evidence.Any(e => StandsBare(e, number)))
            {
                return $"The number of {thing.Folded} is not {claim.Tokens[number.First].Printed}.";
            }
        }

        return null;
    }

    private static Token? Counted(Statement statement, Quantity number)
    {
        var next = number.Last + 1;
        return next < statement.Tokens.Count && statement.Content.Contains(next) ? statement.Tokens[next] : null;
    }

    // "3 of 14 visits", "whereas kriging has 37": what is counted is understood.
    private static bool StandsBare(Statement statement, Quantity number) =>
        statement.Quantities.Exists(q => number.IsStatedBy(q) && Counted(statement, q) is null);
}
