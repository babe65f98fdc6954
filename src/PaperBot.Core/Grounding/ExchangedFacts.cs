namespace PaperBot.Grounding;

/// <summary>
/// Finds what an abstract holds, but of something else: a number of another sentence, a number beside another name, a unit of
/// time in another's place, one thing of a list where the abstract speaks of its neighbour in that list.
/// </summary>
internal static class ExchangedFacts
{
    // How much of a clause another sentence with another number says, and by how much more than the number's own.
    private const double SaysTheClause = 0.6;
    private const double SaysClearlyMore = 0.35;

    // How much of the rest of a claim a sentence says that speaks of the neighbour.
    private const double SaysTheRest = 0.7;

    /// <summary>What is exchanged, or null.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="cited">The sources it cites.</param>
    public static (Objection Objection, string Detail)? In(Statement claim, IReadOnlyList<GroundingSource> cited)
    {
        List<Statement> evidence = [.. cited.SelectMany(s => s.Statements)];
        return NumberOfAnother(claim, evidence) is { } number
            ? (Objection.Number, $"The abstract says {number} of something else.")
            : NamedNumbers.Exchanged(claim, evidence) is { } given ? (Objection.Name, $"The abstract gives {given} another number.")
            : TimeUnits.Exchanged(claim, evidence) is { } unit ? (Objection.Number, $"The abstract does not say it of a {unit}.")
            : Compounds.Exchanged(claim, cited) is { } compound ? (Objection.Name, $"The abstract says {compound}.")
            : Neighbour(claim, evidence) is { } thing ? (Objection.Name, $"The abstract says it of {thing}.")
            : null;
    }

    // The number stands in the abstract, but the sentence that says what the claim says has another one in its place.
    private static string? NumberOfAnother(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var number in claim.Quantities.Where(q => !q.Weak && q.Unit.Dimension is not ("times" or "share")))
        {
            // "The four cranes" are those that the reader knows of.
            var stated = evidence.Where(e => EvidenceChoice.IsStated(number, e)).ToList();
            if (stated.Count == 0 || (number.Unit.IsNone && number.First > 0
                && claim.Tokens[number.First - 1].Folded is "the" or "these" or "all" or "both" or "its" or "their"))
            {
                continue;
            }

            var homes = Counts(claim, number)
                ? [.. stated.Where(e => !e.Quantities.Exists(number.IsStatedBy) || e.Quantities.Exists(q => number.IsStatedBy(q) && !IsPhysical(q)))]
                : stated;
            if (homes.Count == 0)
            {
                return claim.Tokens[number.First].Printed;
            }

            var clause = Clauses.Of(claim).First(c => c.Contains(number.First));
            var home = homes.Max(e => Said(claim, e, clause.Contains));
            if (home <= 1 - SaysClearlyMore && evidence.Except(homes).Any(e => GivesAnother(claim, number, e)
                && Said(claim, e, clause.Contains) is var said && said >= SaysTheClause && said - home >= SaysClearlyMore))
            {
                return claim.Tokens[number.First].Printed;
            }
        }

        return null;
    }

    // "Thirty residents": things, of which 30 Hz are none.
    private static bool Counts(Statement claim, Quantity number) => number.Unit.IsNone && claim.Content.Contains(number.Last + 1)
        && claim.Tokens[number.Last + 1].Folded.EndsWith('s');

    private static bool IsPhysical(Quantity quantity) => !quantity.Unit.IsNone
        && quantity.Unit.Dimension is not ("percent" or "point" or "times" or "share" or "bits" or "pixel");

    // A number of the same kind, and none that the claim has.
    private static bool GivesAnother(Statement claim, Quantity number, Statement statement)
    {
        var alike = statement.Quantities.Where(q => !q.Weak && q.Unit.Dimension == number.Unit.Dimension).ToList();
        return alike.Count > 0 && !alike.Exists(q => claim.Quantities.Exists(c => c.IsStatedBy(q)));
    }

    private static string? Neighbour(Statement claim, IReadOnlyList<Statement> evidence)
    {
        if (claim.Content.Count < 4)
        {
            return null;
        }

        var lists = evidence.SelectMany(Lists.In).ToList();
        foreach (var at in claim.Content.Where(i => lists.Exists(l => l.Contains(claim.Tokens[i].Stem))))
        {
            var own = claim.Tokens[at].Stem;
            var neighbours = lists.Where(l => l.Contains(own)).SelectMany(l => l)
                .Where(n => !claim.Stems.Contains(n) && Kinship.Best(n, claim.Stems) < 0.5).ToHashSet(StringComparer.Ordinal);
            if (neighbours.Count == 0)
            {
                continue;
            }

            var said = evidence.ToDictionary(e => e, e => Said(claim, e, i => i != at),  (IEqualityComparer<Statement>)ReferenceEqualityComparer.Instance);
            var best = evidence.MaxBy(e => said[e])!;
            if (said[best] >= SaysTheRest && Kinship.Best(own, best.Stems) < 0.5
                && best.Stems.FirstOrDefault(neighbours.Contains) is { } stem
                && !evidence.Any(e => e.Stems.Contains(own) && said[e] > SaysTheRest * said[best]))
            {
                return best.Tokens.First(t => t.Stem == stem).Printed;
            }
        }

        return null;
    }

    private static double Said(Statement claim, Statement statement, Func<int, bool> only) =>
        EvidenceChoice.Coverage(claim, EvidenceChoice.SharesOf(claim, statement), only);
}
