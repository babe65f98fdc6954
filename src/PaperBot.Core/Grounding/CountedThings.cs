namespace PaperBot.Grounding;

/// <summary>Checks that a bare number counts what it counts in the evidence: "92 hours" is not "92 fishers".</summary>
internal static class CountedThings
{
    /// <summary>The number that counts something else, or null.</summary>
    public static string? Mismatch(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var number in claim.Quantities.Where(q => q.Unit.IsNone && !q.Weak))
        {
            var things = Counted(claim, number);
            if (things.Count == 0)
            {
                continue;
            }

            // One sentence that gives this thing another number, and this number to another thing.
            if (evidence.Any(e => e.Quantities.Exists(number.IsStatedBy)
                && e.Quantities.Exists(q => q.Unit.IsNone && AreOfOne(Counted(e, q), things))
                && !e.Quantities.Exists(q => number.IsStatedBy(q)
                    && (Counted(e, q) is { Count: 0 } || AreOfOne(Counted(e, q), things)))))
            {
                return $"The number of {things[^1].Folded} is not {claim.Tokens[number.First].Printed}.";
            }
        }

        return null;
    }

    private static bool AreOfOne(List<Token> some, List<Token> others) => some.Exists(s => others.Exists(o => o.Stem == s.Stem));

    // "58 care home residents": which of the words in a row is counted, only a reader knows.
    private static List<Token> Counted(Statement statement, Quantity number)
    {
        List<Token> things = [];
        for (var i = number.Last + 1; i < statement.Tokens.Count && things.Count < 3 && statement.Content.Contains(i); i++)
        {
            things.Add(statement.Tokens[i]);
        }

        return things;
    }
}
