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

            // One sentence that gives this thing another number, and this number to another thing.
            if (evidence.Any(e => e.Quantities.Exists(number.IsStatedBy)
                && e.Quantities.Exists(q => q.Unit.IsNone && Counted(e, q)?.Stem == thing.Stem)
                && !e.Quantities.Exists(q => number.IsStatedBy(q)
                    && (Counted(e, q) is null || Counted(e, q)!.Stem == thing.Stem))))
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
}
