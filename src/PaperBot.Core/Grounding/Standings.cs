namespace PaperBot.Grounding;

/// <summary>
/// Reads from the numbers of an abstract which of two things has more, and holds a claim that says so without numbers, or with
/// one of them, against it: "9.8%, compared with 8.9% for a server model" contradicts "fewer errors than the server model".
/// </summary>
internal static class Standings
{
    private const double ClearlyIts = 0.9;
    private const double LeastCoverage = 0.3;
    private const double Named = 0.85;

    /// <summary>One number of a sentence and the words of the part it stands in.</summary>
    internal sealed record Entry(Quantity Number, List<string> Owner)
    {
        /// <summary>The number in the smallest unit of its kind.</summary>
        public decimal Value => Number.Value * Number.Unit.Factor;
    }

    /// <summary>The numbers of a sentence that can be ranked: two to four of one kind.</summary>
    internal static IEnumerable<List<Entry>> Comparable(Statement statement) => Entries(statement)
        .GroupBy(e => (e.Number.Unit.Dimension, e.Number.Unit.IsNone && HasDecimals(e.Number)))
        .Select(g => g.ToList())
        .Where(l => l.Count is >= 2 and <= 4);

    /// <summary>What the numbers contradict, or null.</summary>
    public static string? Contradiction(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var cue in claim.Cues)
        {
            if (cue.Meaning.Axis is not (Axis.Amount or Axis.Quality or Axis.Speed or Axis.Ease))
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

        foreach (var all in Comparable(statement))
        {
            if (IsOfTime(claim, cue) != (all[0].Number.Unit.Dimension == "time")
                || EvidenceChoice.Coverage(claim, statement) < LeastCoverage)
            {
                continue;
            }

            var (left, right) = Owners(claim, cue, statement, all);
            if (left is not null && right is not null && left != right)
            {
                return left.Value - right.Value;
            }
        }

        return null;
    }

    private static (Entry? Left, Entry? Right) Owners(Statement claim, Cue cue, Statement statement, List<Entry> all)
    {
        var common = all.Select(e => e.Owner).Aggregate((a, b) => [.. a.Intersect(b)]);
        List<string> compared = [.. cue.Right.Except(cue.Left).Except(common), .. Without(claim, cue.At, int.MaxValue)];
        var left = Owner(all, [.. Qualified(claim, cue).Except(cue.Right).Except(common), .. Without(claim, 0, cue.At)],
            claim, 0, cue.At) ?? Owner(all, cue.Left.Except(cue.Right).Except(common), claim, 0, cue.At);
        var right = Owner(all, compared, claim, cue.At, int.MaxValue);
        if (!IsComparison(statement, all))
        {
            return (left, right);
        }

        // "lower than that of search and of images alone": all the others are, so that one of them stands for them.
        if (right is null && all.Count > 2 && (left ?? all[0]) is var first
            && all.Where(e => e != first).ToList() is var others
            && others.TrueForAll(e => Directions.Shared(Own(all, e), compared) >= ClearlyIts)
            && others.Select(e => Math.Sign(first.Number.Value - e.Number.Value)).Distinct().Count() == 1)
        {
            return (first, others[0]);
        }

        // "it reaches 81.3, against 79.0 for the generalist": the first is that of the thing the sentence is about.
        left ??= right is not null && right != all[0] ? all[0] : null;
        right ??= left is not null && all.Count == 2 ? all.Find(e => e != left)
            : left is not null && left != all[0]
                && all.TrueForAll(e => Directions.Shared(Own(all, e), compared) < ClearlyIts) ? all[0] : null;
        return (left, right);
    }

    // What stands under a "without" is marked in the same way as in a number's segment.
    private static IEnumerable<string> Without(Statement claim, int from, int to) =>
        claim.Negations.Any(n => n.Word == "without" && n.At >= from && n.At < to) ? ["without"] : [];

    private static List<string> Own(List<Entry> entries, Entry entry) =>
        [.. entry.Owner.Where(w => entries.TrueForAll(o => o == entry || !o.Owner.Contains(w)))];

    // "satisfied when it asks": the circumstance tells whose number it is, where one is named.
    private static List<string> Qualified(Statement claim, Cue cue)
    {
        var at = claim.Tokens.FindLastIndex(Math.Max(0, cue.At - 1), Math.Max(0, cue.At - 1) + 1,
            t => t.Folded is "when" or "with" or "without" or "if" or "using");
        if (at == 0 && claim.Tokens.FindIndex(t => t.Printed == ",") is var comma and > 0 && comma < cue.At)
        {
            return [.. claim.Content.Where(i => i < comma).Select(i => claim.Tokens[i].Stem)];
        }

        var after = claim.Tokens.FindIndex(cue.At, t => t.Folded is "than");
        var later = claim.Tokens.FindIndex(cue.At, t => t.Folded is "when" or "with" or "without" or "if" or "using");
        var (from, to) = later >= 0 && later < after ? (later, after) : at >= 0 ? (at, cue.At) : (-1, -1);
        List<string> named = from < 0 ? [] : [.. claim.Content.Where(i => i > from && i < to).Select(i => claim.Tokens[i].Stem)];
        return named.Count > 0 ? named : [.. cue.Left];
    }

    private static bool IsComparison(Statement statement, List<Entry> entries) => statement.Tokens
        .Skip(entries[0].Number.Last).Take(entries[^1].Number.First - entries[0].Number.Last)
        .Any(t => t.Printed == ";" || t.Folded is "compared" or "comparison" or "contrast" or "against" or "than"
            or "whereas" or "while" or "but"
            or "versus" or "vs" or "instead");

    private static bool HasDecimals(Quantity number) => number.Value != decimal.Truncate(number.Value) || number.Value.Scale > 0;

    internal static Entry? Owner(List<Entry> entries, IEnumerable<string> words, Statement claim, int from, int to)
    {
        List<string> asked = [.. words];

        // The first number's part also says what is measured; one that is named in full further on is meant.
        var named = entries.Skip(1).Where(e => Own(entries, e) is { Count: > 0 } own
            && Directions.Shared(own, asked) >= Named * own.Count).ToList();
        if (named.Count == 1)
        {
            return named[0];
        }

        var scored = entries.Select(e => (Entry: e, Score: Directions.Shared(
                Own(entries, e), asked)
                + (claim.Quantities.Exists(q => q.First >= from && q.First < to && !q.Weak && q.IsStatedBy(e.Number)) ? 1.0 : 0)))
            .OrderByDescending(e => e.Score).ToList();
        return scored[0].Score >= ClearlyIts && scored[0].Score >= scored[1].Score + 0.5 ? scored[0].Entry : null;
    }

    private static List<Entry> Entries(Statement statement) => [.. statement.Quantities
        .Where(q => !q.Weak && q.Unit.Dimension is not ("times" or "share") && !IsWhole(statement, q))
        .Select(q => new Entry(q, NumberOrder.Segment(statement, q)))];

    // The 100 of "73 of 100".
    private static bool IsWhole(Statement statement, Quantity number) => number.First > 1
        && statement.Tokens[number.First - 1].Folded == "of" && statement.InQuantity[number.First - 2];
}
