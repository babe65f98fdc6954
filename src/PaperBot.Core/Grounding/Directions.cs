namespace PaperBot.Grounding;

/// <summary>Compares which way two sentences say that things go.</summary>
internal static class Directions
{
    private const double EnoughInCommon = 0.7;
    private const double ClearlyCrossed = 0.45;
    private const double Tie = 0.35;
    private const int ObjectInWords = 4;
    private const double Undecided = 0.1;

    /// <summary>What the claim turns round, or null when it goes the same way or nothing can be told.</summary>
    public static string? Disagreement(Statement claim, IReadOnlyList<Statement> evidence) =>
        NumberOrder.Contradiction(claim, evidence) ?? Standings.Contradiction(claim, evidence)
            ?? Extremes.Contradiction(claim, evidence)
            ?? Substitutions.Contradiction(claim, evidence) ?? TurnedCue(claim, evidence);

    private static string? TurnedCue(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var cue in claim.Cues)
        {
            List<(int Sign, double Likeness)> best = [];
            foreach (var statement in evidence)
            {
                foreach (var stated in statement.Cues)
                {
                    var likeness = Likeness(claim, cue, statement, stated);
                    // "No benefit" is not quite a loss: what is denied must match better to be held against the claim.
                    var turned = SignOf(statement, stated) != stated.Meaning.Sign;
                    if (!IsSaidToo(claim, cue, statement, stated) && likeness >= (turned ? 1.5 : 1) * EnoughInCommon
                        && Relation(claim, cue, statement, stated) is var relation && relation != 0)
                    {
                        var way = relation * SignOf(claim, cue) * SignOf(statement, stated)
                            * (AreNumbersExchanged(claim, cue, statement, stated) ? -1 : Orientation(cue, stated));
                        best.Add((way, likeness));
                    }
                }
            }

            // A tie between opposite words cannot be told.
            best.Sort((a, b) => b.Likeness.CompareTo(a.Likeness));
            if (best.Count > 0 && best.TakeWhile(b => b.Likeness > best[0].Likeness - Tie).All(b => b.Sign < 0))
            {
                return $"\"{claim.Tokens[cue.At].Printed}\" goes the other way than the abstract";
            }
        }

        return null;
    }

    // "Shortens routes without lowering accuracy": that it shortens routes is said of the routes.
    private static bool IsSaidToo(Statement claim, Cue cue, Statement statement, Cue stated) =>
        SignOf(claim, cue) != cue.Meaning.Sign && statement.Tokens[stated.At].Stem is var stem
        && stem != claim.Tokens[cue.At].Stem && claim.Cues.Any(c => c != cue && claim.Tokens[c.At].Stem == stem);

    // "does not improve" goes the way of "worsens".
    private static int SignOf(Statement statement, Cue cue) =>
        cue.Meaning.Sign * (cue.Meaning.Axis != Axis.Order
            && statement.Negations.Any(n => !n.Refers && !n.Contrasts && n.Scope.Contains(cue.At)) ? -1 : 1);

    // +1 for cues of one axis; a better score is a higher one, a better error a lower one; 0 where they have nothing in common.
    private static int Relation(Statement claim, Cue cue, Statement statement, Cue stated)
    {
        if (cue.Meaning.Axis == stated.Meaning.Axis)
        {
            // "grew with the one" does not say that the other has more.
            if (cue.Meaning.Axis == Axis.Amount && cue.Compares && !stated.Compares
                && !(cue.Number is { } own && stated.Number is { } theirs && own.IsStatedBy(theirs))
                && CueTable.IsChange(statement.Tokens[stated.At].Folded))
            {
                return 0;
            }

            return cue.Meaning.Axis != Axis.Degree || Kinship.Between(cue.Anchor!, stated.Anchor!) >= 0.5 ? 1 : 0;
        }

        // "lowers fluency" against "improves fluency".
        if ((cue.Meaning.Axis, stated.Meaning.Axis) is (Axis.Amount, Axis.Quality) or (Axis.Quality, Axis.Amount)
            && !cue.Compares && !stated.Compares && IsVerb(claim, cue) && IsVerb(statement, stated)
            && !claim.Tokens.Concat(statement.Tokens).Any(t => CueTable.IsBetterLow(t.Stem))
            && Shared([.. cue.Right.Take(ObjectInWords)], [.. stated.Right.Take(ObjectInWords)]) >= 1.0)
        {
            return 1;
        }

        return (cue.Meaning.Axis, stated.Meaning.Axis) is (Axis.Amount, Axis.Quality) or (Axis.Quality, Axis.Amount)
            && cue.Number is { Weak: false, Unit.Dimension: "point" or "percent" } number && stated.Number is { } other
            && other.First > stated.At && number.IsStatedBy(other)
            && !CueTable.IsNoun(claim.Tokens[cue.At].Folded) && !CueTable.IsNoun(statement.Tokens[stated.At].Folded)
            ? CueTable.Betterment(claim, statement)
            : 0;
    }

    private static bool IsVerb(Statement statement, Cue cue) => statement.Tokens[cue.At].Folded is var folded
        && (CueTable.IsChange(folded) || folded is "improve" or "improves" or "improved" or "improving" or "hurts" or "harms"
            or "hurt" or "degrades" or "degrade" or "worsens" or "worsen" or "degraded" or "worsened");

    private static double Likeness(Statement claim, Cue cue, Statement statement, Cue stated)
    {
        var number = cue.Number is not null && stated.Number is not null && cue.Number.IsStatedBy(stated.Number)
            && !cue.Number.Weak ? 1.2 : 0;
        var same = claim.Tokens[cue.At].Stem == statement.Tokens[stated.At].Stem ? 0.3 : 0;
        return number + same + Shared(cue.Around, stated.Around)
            + (cue.Compares && stated.Compares ? Shared([.. cue.Left, .. cue.Right], [.. stated.Left, .. stated.Right]) : 0);
    }

    // "3 seconds are better than 8" where the abstract compares 8 with 3.
    private static bool AreNumbersExchanged(Statement claim, Cue cue, Statement statement, Cue stated)
    {
        var than = claim.Tokens.FindIndex(cue.At, t => t.Folded == "than");
        var statedThan = statement.Tokens.FindIndex(stated.At, t => t.Folded == "than");
        if (!cue.Compares || !stated.Compares || than < 0 || statedThan < 0)
        {
            return false;
        }

        var left = claim.Quantities.FindAll(q => q.Last < cue.At);
        var right = claim.Quantities.FindAll(q => q.First > than);
        var statedLeft = statement.Quantities.FindAll(q => q.Last < stated.At);
        var statedRight = statement.Quantities.FindAll(q => q.First > statedThan);
        return left.Exists(q => statedRight.Exists(q.IsStatedBy) && !statedLeft.Exists(q.IsStatedBy))
            && right.Exists(q => statedLeft.Exists(q.IsStatedBy) && !statedRight.Exists(q.IsStatedBy));
    }

    private static int Orientation(Cue cue, Cue stated)
    {
        if (!cue.Compares || (!stated.Compares && stated.Meaning.Axis != Axis.Quality))
        {
            return 1;
        }

        // What both sides have in common tells them not apart; "the small set wins" has one side only.
        List<string> left = [.. cue.Left.Except(cue.Right)];
        List<string> right = [.. cue.Right.Except(cue.Left)];
        List<string> statedRight = stated.Compares ? [.. stated.Right.Except(stated.Left)] : [];
        List<string> statedLeft = [.. stated.Left.Except(stated.Compares ? stated.Right : [])];
        var aligned = Shared(left, statedLeft) + Shared(right, statedRight);
        var crossed = Shared(left, statedRight) + Shared(right, statedLeft);
        if (stated.Compares && Shared(right, statedRight) == 0 && Shared(left, statedRight) >= 0.9 * statedRight.Count
            && statedRight.Count > 0)
        {
            // The whole of what it is compared with stands on the claim's other side, whatever the subjects have in common.
            return -1;
        }

        if (!stated.Compares && right.Count > 0 && cue.Meaning.Sign == stated.Meaning.Sign
            && Shared(right, statedLeft) >= 0.9 * right.Count && Missing(left, statedLeft) > 0)
        {
            // "CTC achieves better results" against "better than CTC".
            return -1;
        }

        return crossed > aligned + ClearlyCrossed ? -1 : crossed > 0 && aligned > 0 && aligned <= crossed + Undecided ? 0 : 1;
    }

    private static int Missing(List<string> some, List<string> others) => some.Count(s => Kinship.Best(s, others) < 0.5);

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
