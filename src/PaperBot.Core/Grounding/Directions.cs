namespace PaperBot.Grounding;

/// <summary>Compares which way two sentences say that things go.</summary>
internal static class Directions
{
    private const double EnoughInCommon = 0.7;
    private const double ClearlyCrossed = 0.45;

    /// <summary>What the claim turns round, or null when it goes the same way or nothing can be told.</summary>
    public static string? Disagreement(Statement claim, IReadOnlyList<Statement> evidence) =>
        NumberOrder.Contradiction(claim, evidence) ?? TurnedCue(claim, evidence);

    private static string? TurnedCue(Statement claim, IReadOnlyList<Statement> evidence)
    {
        List<(Statement Statement, Cue Cue)> stated = [.. evidence.SelectMany(e => Cues.In(e).Select(c => (e, c)))];
        foreach (var cue in Cues.In(claim))
        {
            var best = stated
                .Where(s => s.Cue.Meaning.Axis == cue.Meaning.Axis)
                .Select(s => (s.Cue, Likeness: Likeness(claim, cue, s.Statement, s.Cue)))
                .Where(s => s.Likeness >= EnoughInCommon)
                .OrderByDescending(s => s.Likeness)
                .ToList();
            if (best.Count == 0)
            {
                continue;
            }

            // A tie between opposite words cannot be told.
            var near = best.TakeWhile(b => b.Likeness > best[0].Likeness - 0.35).ToList();
            if (near.TrueForAll(b => cue.Meaning.Sign * Orientation(cue, b.Cue) != b.Cue.Meaning.Sign))
            {
                return $"\"{claim.Tokens[cue.At].Printed}\" goes the other way than the abstract";
            }
        }

        return null;
    }

    private static double Likeness(Statement claim, Cue cue, Statement statement, Cue stated)
    {
        var number = cue.Number is not null && stated.Number is not null && cue.Number.IsStatedBy(stated.Number)
            && !cue.Number.Weak ? 1.2 : 0;
        var same = claim.Tokens[cue.At].Stem == statement.Tokens[stated.At].Stem ? 0.3 : 0;
        return number + same + Shared(cue.Around, stated.Around)
            + (cue.Compares && stated.Compares ? Shared([.. cue.Left, .. cue.Right], [.. stated.Left, .. stated.Right]) : 0);
    }

    private static int Orientation(Cue cue, Cue stated)
    {
        if (!cue.Compares || !stated.Compares)
        {
            return 1;
        }

        var aligned = Shared(cue.Left, stated.Left) + Shared(cue.Right, stated.Right);
        var crossed = Shared(cue.Left, stated.Right) + Shared(cue.Right, stated.Left);
        return crossed > aligned + ClearlyCrossed ? -1 : 1;
    }

    /// <summary>How much of the shorter list the other holds, in words: 1 for one and the same word.</summary>
    internal static double Shared(IReadOnlyList<string> some, IReadOnlyList<string> others)
    {
        var shared = 0.0;
        foreach (var stem in some.Distinct())
        {
            var closeness = Kinship.Best(stem, others);
            shared += closeness >= 0.5 ? closeness : 0;
        }

        return shared;
    }
}
