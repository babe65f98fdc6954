namespace PaperBot.Grounding;

/// <summary>
/// Checks the order of numbers: a rise "from 21 to 38" that was a fall, "1.7% is higher than 9.4%", and two numbers whose owners
/// were exchanged.
/// </summary>
internal static class NumberOrder
{
    private const double ClearlyExchanged = 0.75;

    /// <summary>What contradicts the evidence or itself, or null.</summary>
    public static string? Contradiction(Statement claim, IReadOnlyList<Statement> evidence) =>
        TurnedChange(claim, evidence) ?? FalseComparison(claim, evidence) ?? ExchangedOwners(claim, evidence);

    private static string? TurnedChange(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var (from, to) in Changes(claim))
        {
            foreach (var (statedFrom, statedTo) in evidence.SelectMany(Changes))
            {
                if (from.IsStatedBy(statedTo) && to.IsStatedBy(statedFrom) && !from.IsStatedBy(statedFrom))
                {
                    return $"the change goes from {Show(claim, to)} to {Show(claim, from)}, not the other way";
                }
            }

            var cue = claim.Cues.Where(c => c.Meaning.Axis == Axis.Amount && c.At < from.First).LastOrDefault();
            if (cue is not null && from.First - cue.At <= 8 && from.Unit == to.Unit
                && Math.Sign(to.Value - from.Value) == -cue.Meaning.Sign
                && !claim.Quantities.Exists(q => q.First > cue.At && q.Last < from.First))
            {
                return $"\"{claim.Tokens[cue.At].Printed}\" does not fit a change from {Show(claim, from)} to {Show(claim, to)}";
            }
        }

        return null;
    }

    // "from A to B", "to B from A".
    private static IEnumerable<(Quantity From, Quantity To)> Changes(Statement statement)
    {
        for (var i = 0; i + 1 < statement.Quantities.Count; i++)
        {
            var one = statement.Quantities[i];
            var two = statement.Quantities[i + 1];
            if (Before(statement, one) == "from" && Before(statement, two) == "to")
            {
                yield return (one, two);
            }
            else if (Before(statement, one) == "to" && Before(statement, two) == "from")
            {
                yield return (two, one);
            }
            else if (two.First - one.Last == 3 && (two.Unit.IsNone || one.Unit.Dimension == two.Unit.Dimension)
                && Before(statement, two) is "than" or "of" && statement.Tokens[two.First - 2].Folded is "rather" or "instead")
            {
                // "70 years rather than 45".
                yield return (two with { Unit = one.Unit }, one);
            }
            else if (Before(statement, two) == "from" && two.First > 1 && !IsWhole(statement, i)
                && statement.Tokens[two.First - 2].Folded is ("up" or "down"))
            {
                // "reached 84%, up from 76%".
                yield return (two, one);
            }
        }
    }

    // "one card in 40", "four of the five": the number of all is no value of its own.
    private static bool IsWhole(Statement statement, int quantity)
    {
        if (quantity == 0)
        {
            return false;
        }

        var (part, whole) = (statement.Quantities[quantity - 1], statement.Quantities[quantity]);
        return whole.First - part.Last is > 1 and <= 4 && Enumerable.Range(part.Last + 1, whole.First - part.Last - 1)
            .Any(t => statement.Tokens[t].Folded is "of" or "in" && Enumerable.Range(t + 1, whole.First - t - 1)
                .All(b => statement.Tokens[b].Folded is "the" or "all" or "these" or "those"));
    }

    private static string? FalseComparison(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var cue in claim.Cues)
        {
            if (Compared(claim, cue) is not var (left, right) || left.Value == right.Value || left.Weak || right.Weak)
            {
                continue;
            }

            var sign = cue.Meaning.Axis switch
            {
                Axis.Amount => cue.Meaning.Sign,
                Axis.Quality when AreScores(left, right) =>
                    cue.Meaning.Sign * (IsBetterLow(claim) || evidence.Any(e => IsBetterLow(e) && Holds(e, left)) ? -1 : 1),
                _ => 0,
            };
            if (sign != 0 && Math.Sign(left.Value - right.Value) == -sign)
            {
                return $"\"{claim.Tokens[cue.At].Printed}\" does not fit {Show(claim, left)} beside {Show(claim, right)}";
            }
        }

        return null;
    }

    // "9.8% is worse than 8.9%"; "worse, 9.8% instead of 8.9%".
    private static (Quantity Left, Quantity Right)? Compared(Statement claim, Cue cue)
    {
        if (cue.Compares)
        {
            var left = claim.Quantities.LastOrDefault(q => q.Last < cue.At && cue.At - q.Last <= 8);
            var right = claim.Quantities.Find(q => q.First > cue.At && q.Unit == left?.Unit && q.First - cue.At <= 12
                && (q.Last > q.First) == (left.Last > left.First));
            return left is null || right is null ? null : (left, right);
        }

        for (var i = 0; i + 1 < claim.Quantities.Count; i++)
        {
            var (one, two) = (claim.Quantities[i], claim.Quantities[i + 1]);
            if (one.First - cue.At is > 0 and <= 3 && one.Unit == two.Unit && two.First - one.Last <= 4
                && claim.Tokens.GetRange(one.Last + 1, two.First - one.Last - 1).Exists(
                    t => t.Folded is "rather" or "instead" or "compared" or "against" or "versus" or "vs"))
            {
                return (one, two);
            }
        }

        return null;
    }

    // Sizes and counts of a set say nothing about which is better; percentages and small plain numbers are scores.
    private static bool AreScores(Quantity left, Quantity right) =>
        left.Unit.Dimension != "share" && left.Unit.Dimension != "times" && left.Value < 1000 && right.Value < 1000;

    private static bool IsBetterLow(Statement statement) => statement.Tokens.Exists(t => CueTable.IsBetterLow(t.Stem));

    private static bool Holds(Statement statement, Quantity number) => statement.Quantities.Exists(number.IsStatedBy);

    // "9.8% for the phone, 8.9% for the server" told as "8.9% for the phone, 9.8% for the server".
    private static string? ExchangedOwners(Statement claim, IReadOnlyList<Statement> evidence)
    {
        // Each number where one sentence alone states it, once.
        var shared = claim.Quantities.Where((q, i) => !q.Weak && !IsWhole(claim, i))
            .Select(q => (Own: q,
                Places: evidence.SelectMany(e => e.Quantities.Where(q.IsStatedBy), (e, s) => (In: e, Stated: s)).ToList()))
            .Where(q => q.Places.Count == 1).ToList();
        for (var i = 0; i + 1 < shared.Count; i++)
        {
            var (one, two) = (shared[i].Own, shared[i + 1].Own);
            if (one.IsStatedBy(two) || one.Unit.Dimension != two.Unit.Dimension)
            {
                continue;
            }

            var (first, second) = (shared[i].Places[0], shared[i + 1].Places[0]);
            var (own, other) = (Segment(claim, one), Segment(claim, two));
            if (own.Count == 0 || other.Count == 0)
            {
                // "beats it, 81.3 to 79.0 points": what stands behind both says nothing of whose they are.
                continue;
            }

            var (statedOwn, statedOther) = (Segment(first.In, first.Stated), Segment(second.In, second.Stated));
            var (onlyOwn, onlyOther) = (statedOwn.Except(statedOther).ToList(), statedOther.Except(statedOwn).ToList());
            var aligned = Directions.Shared(onlyOwn, [.. own.Except(other)])
                + Directions.Shared(onlyOther, [.. other.Except(own)]);
            var crossed = Directions.Shared(onlyOwn, [.. other.Except(own)])
                + Directions.Shared(onlyOther, [.. own.Except(other)]);
            if (crossed >= aligned + ClearlyExchanged)
            {
                return $"{Show(claim, one)} and {Show(claim, two)} belong the other way round";
            }
        }

        return null;
    }

    // The content words of the part of a sentence that a number stands in.
    internal static List<string> Segment(Statement statement, Quantity number)
    {
        // "The other (74%)" names its owner before the parenthesis.
        var from = number.First > 0 && statement.Tokens[number.First - 1].Printed == "(" ? number.First - 1 : number.First;
        while (from > 0 && !Parts(statement, from - 1))
        {
            from--;
        }

        var to = number.Last;
        while (to + 1 < statement.Tokens.Count && !Parts(statement, to + 1))
        {
            to++;
        }

        // What stands under a "without" belongs to the other one.
        List<string> words = [.. statement.Content.Where(i => i >= from && i <= to).Select(i => statement.Tokens[i].Stem)];
        if (statement.Negations.Any(n => n.At >= from && n.At <= to && n.Word == "without"))
        {
            words.Add("without");
        }

        return words;
    }

    private static bool Parts(Statement statement, int i) => (statement.Tokens[i].Printed is "," && !IsAfterOpening(statement, i))
        || statement.Tokens[i].Printed is ";" or "(" or ")" or ":"
        || statement.Tokens[i].Folded is "compared" or "against" or "whereas" or "while" or "but" or "versus" or "vs" or "than"
            or "instead"
            or "rather" or "and" or "yet" or "although"
        || (statement.Tokens[i].Folded is "from" or "to" && statement.Quantities.Exists(q => q.First == i + 1));

    // "Without beacons, the robots return in 18": what opens the sentence belongs to its first number.
    private static bool IsAfterOpening(Statement statement, int i) => statement.Tokens[0].Folded is "with" or "without"
        && statement.Tokens.FindIndex(t => t.Printed == ",") == i
        && !statement.Quantities.Exists(q => q.First < i && !q.Unit.IsNone);

    private static string Before(Statement statement, Quantity quantity) => quantity.First > 0
        ? statement.Tokens[quantity.First - 1].Folded : "";

    private static string Show(Statement statement, Quantity quantity)
    {
        var shown = "";
        for (var i = quantity.First; i <= quantity.Last; i++)
        {
            shown += (i > quantity.First && !statement.Tokens[i].Glued ? " " : "") + statement.Tokens[i].Printed;
        }

        return shown;
    }
}
