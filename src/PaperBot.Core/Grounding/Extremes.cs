namespace PaperBot.Grounding;

/// <summary>Holds "did best" and "the lowest" against the numbers that an abstract lists: the last is not the first.</summary>
internal static class Extremes
{
    private const int FewestListed = 2;

    /// <summary>What the numbers contradict, or null.</summary>
    public static string? Contradiction(Statement claim, IReadOnlyList<Statement> evidence)
    {
        for (var at = 0; at < claim.Tokens.Count; at++)
        {
            if (MeaningOf(claim.Tokens[at].Folded) is not { } meaning || claim.Negations.Any(n => n.Scope.Contains(at)))
            {
                continue;
            }

            var from = 1 + claim.Tokens.FindLastIndex(
                at, at + 1, t => t.Printed is "," or ";" || t.Folded is "and" or "but" or "while");
            List<string> subject = [.. claim.Content.Where(i => i >= from && i < at).Select(i => claim.Tokens[i].Stem)];
            foreach (var statement in subject.Count == 0 ? [] : evidence)
            {
                foreach (var listed in Standings.Comparable(statement).Where(l => l.Count >= FewestListed))
                {
                    var sign = meaning.IsQuality ? meaning.Sign * CueTable.Betterment(claim, statement) : meaning.Sign;
                    if (Standings.Owner(listed, subject, claim, from, at) is { } own
                        && listed.TrueForAll(e => e == own || Math.Sign(e.Value - own.Value) == sign))
                    {
                        return $"\"{claim.Tokens[at].Printed}\" goes against the numbers of the abstract";
                    }
                }
            }
        }

        return null;
    }

    private static (int Sign, bool IsQuality)? MeaningOf(string folded) => folded switch
    {
        "best" => (1, true),
        "worst" => (-1, true),
        "highest" => (1, false),
        "lowest" => (-1, false),
        _ => null,
    };
}
