namespace PaperBot.Grounding;

/// <summary>
/// Reads from the numbers of an abstract which of two things has more, and holds a claim that says so without numbers, or with
/// one of them, against it: "9.8%, compared with 8.9% for a server model" contradicts "fewer errors than the server model".
/// </summary>
internal static class Standings
{
    private const double ClearlyIts = 0.9;
    private const double LeastCoverage = 0.3;

    /// <summary>One number of a sentence and the words of the part it stands in.</summary>
    private sealed record Entry(Quantity Number, List<string> Owner);

    /// <summary>What the numbers contradict, or null.</summary>
    public static string? Contradiction(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var cue in claim.Cues)
        {
            if (cue.Meaning.Axis is not (Axis.Amount or Axis.Quality or Axis.Speed))
            {
                continue;
            }

            foreach (var statement in evidence)
            {
                if (Compare(claim, cue, statement) is { } difference && difference != 0)
                {
                    var sign = cue.Meaning.Sign * (claim.Negations.Any(n => n.Scope.Contains(cue.At)) ? -1 : 1);
                    var said = cue.Meaning.Axis == Axis.Amount ? sign
                        : cue.Meaning.Axis == Axis.Speed ? -sign : sign * CueTable.Betterment(claim, statement);
                    if (Math.Sign(difference) == -said)
                    {
                        return $"\"{claim.Tokens[cue.At].Printed}\" goes against the numbers of the abstract";
                    }
                }
            }
        }

        return null;
    }

    // Otherwise a time is what was varied, not what came out.
    private static bool IsOfTime(Statement claim, Cue cue) =>
        cue.Meaning.Axis == Axis.Speed || claim.Tokens[cue.At].Folded is "longer" or "shorter";

    // Left minus right in the evidence's numbers; null where it cannot be told whose they are.
    private static decimal? Compare(Statement claim, Cue cue, Statement statement)
    {
        if (!cue.Compares || cue.Right.Count == 0)
        {
            return null;
        }

        foreach (var entries in Entries(statement).GroupBy(e => (e.Number.Unit.Dimension, HasDecimals(e.Number))))
        {
            var all = entries.ToList();
            if (all.Count is < 2 or > 4 || IsOfTime(claim, cue) != (entries.Key.Dimension == "time")
                || EvidenceChoice.Coverage(claim, statement) < LeastCoverage)
            {
                continue;
            }

            var common = all.Select(e => e.Owner).Aggregate((a, b) => [.. a.Intersect(b)]);
            var left = Owner(all, Qualified(claim, cue).Except(cue.Right).Except(common), claim, 0, cue.At);
            var right = Owner(all, cue.Right.Except(cue.Left).Except(common), claim, cue.At, int.MaxValue);

            // "it reaches 81.3, against 79.0 for the generalist": the first is that of the thing the sentence is about.
            if (IsComparison(statement, all))
            {
                left ??= right is not null && right != all[0] ? all[0] : null;
                right ??= left is not null && all.Count == 2 ? all.Find(e => e != left) : null;
            }

            if (left is not null && right is not null && left != right)
            {
                return left.Number.Value * left.Number.Unit.Factor - right.Number.Value * right.Number.Unit.Factor;
            }
        }

        return null;
    }

    // "satisfied when it asks": the circumstance tells whose number it is, where one is named.
    private static List<string> Qualified(Statement claim, Cue cue)
    {
        var at = claim.Tokens.FindLastIndex(Math.Max(0, cue.At - 1), Math.Max(0, cue.At - 1) + 1,
            t => t.Folded is "when" or "with" or "without" or "if" or "using");
        var after = claim.Tokens.FindIndex(cue.At, t => t.Folded is "than");
        var later = claim.Tokens.FindIndex(cue.At, t => t.Folded is "when" or "with" or "without" or "if" or "using");
        var (from, to) = later >= 0 && later < after ? (later, after) : at >= 0 ? (at, cue.At) : (-1, -1);
        return from < 0 ? [.. cue.Left]
            : [.. claim.Content.Where(i => i > from && i < to).Select(i => claim.Tokens[i].Stem)];
    }

    private static bool IsComparison(Statement statement, List<Entry> entries) => statement.Tokens
        .Skip(entries[0].Number.Last).Take(entries[^1].Number.First - entries[0].Number.Last)
        .Any(t => (t.Printed == ";" && entries.Count == 2) || t.Folded is "compared" or "comparison" or "contrast" or "against" or "than"
            or "whereas" or "while" or "but"
            or "versus" or "vs" or "instead");

    private static bool HasDecimals(Quantity number) => number.Value != decimal.Truncate(number.Value) || number.Value.Scale > 0;

    private static Entry? Owner(List<Entry> entries, IEnumerable<string> words, Statement claim, int from, int to)
    {
        List<string> asked = [.. words];
        var scored = entries.Select(e => (Entry: e, Score: Directions.Shared(
                [.. e.Owner.Where(w => entries.TrueForAll(o => o == e || !o.Owner.Contains(w)))], asked)
                + (claim.Quantities.Exists(q => q.First >= from && q.First < to && !q.Weak && q.IsStatedBy(e.Number)) ? 1.0 : 0)))
            .OrderByDescending(e => e.Score).ToList();
        return scored[0].Score >= ClearlyIts && scored[0].Score >= scored[1].Score + 0.5 ? scored[0].Entry : null;
    }

    private static List<Entry> Entries(Statement statement) => [.. statement.Quantities
        .Where(q => !q.Weak && q.Bound == 0 && q.Unit.Dimension is not ("times" or "share"))
        .Select(q => new Entry(q, NumberOrder.Segment(statement, q)))];
}
