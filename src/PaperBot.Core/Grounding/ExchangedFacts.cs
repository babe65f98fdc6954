namespace PaperBot.Grounding;

/// <summary>
/// Finds what an abstract holds, but of something else: a number of another sentence, a number beside another name, a unit of
/// time in another's place, one thing of a list where the abstract speaks of its neighbour in that list.
/// </summary>
internal sealed class ExchangedFacts
{
    // How much of a clause another sentence with another number says, and by how much more than the number's own.
    private const double SaysTheClause = 0.6;
    private const double SaysClearlyMore = 0.35;

    // How much of the rest of a claim a sentence says that speaks of the neighbour, and of how many words at least.
    private const double SaysTheRest = 0.7;
    private const int LeastRest = 3;

    private readonly Statement claim;
    private readonly List<Statement> evidence;
    private readonly List<double[]> shares;

    private ExchangedFacts(Statement claim, IEnumerable<GroundingSource> cited)
    {
        this.claim = claim;
        evidence = [.. cited.SelectMany(s => s.Statements)];
        shares = evidence.ConvertAll(e => EvidenceChoice.SharesOf(claim, e));
    }

    /// <summary>What is exchanged, or null.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="cited">The sources it cites.</param>
    public static (Objection Objection, string Detail)? In(Statement claim, IReadOnlyList<GroundingSource> cited)
    {
        var facts = new ExchangedFacts(claim, cited);
        return facts.NumberOfAnother() is { } number
            ? (Objection.Number, $"The abstract says {number} of something else.")
            : NamedNumbers.Exchanged(claim, facts.evidence) is { } given
            ? (Objection.Name, $"The abstract gives {given} another number.")
            : TimeUnits.Exchanged(claim, facts.evidence) is { } unit
            ? (Objection.Number, $"The abstract does not say it of a {unit}.")
            : Compounds.Exchanged(claim, cited) is { } compound ? (Objection.Name, $"The abstract says {compound}.")
            : facts.Neighbour() is { } thing ? (Objection.Name, $"The abstract says it of {thing}.")
            : null;
    }

    // The number stands in the abstract, but the sentence that says what the claim says has another one in its place.
    private string? NumberOfAnother()
    {
        var clauses = Clauses.Of(claim);
        foreach (var number in claim.Quantities.Where(q => !q.Weak && q.Unit.Dimension is not ("times" or "share")))
        {
            List<int> stated = [.. Enumerable.Range(0, evidence.Count).Where(e => EvidenceChoice.IsStated(number, evidence[e]))];
            if (stated.Count == 0 || IsKnown(number))
            {
                continue;
            }

            var homes = Counts(number) ? stated.FindAll(e => StatesCount(number, evidence[e])) : stated;
            if (homes.Count == 0)
            {
                return claim.Tokens[number.First].Printed;
            }

            var clause = clauses.Find(c => c.Contains(number.First));
            var home = homes.Max(e => Said(e, clause.Contains));
            var others = Enumerable.Range(0, evidence.Count).Except(homes);
            if (home <= 1 - SaysClearlyMore && others.Any(e => GivesAnother(number, evidence[e])
                && Said(e, clause.Contains) is var said && said >= SaysTheClause && said - home >= SaysClearlyMore))
            {
                return claim.Tokens[number.First].Printed;
            }
        }

        return null;
    }

    // "The four cranes" are those that the reader has been told of.
    private bool IsKnown(Quantity number) => number.Unit.IsNone && number.First > 0
        && claim.Tokens[number.First - 1].Folded is "the" or "these" or "all" or "both" or "its" or "their";

    // "Thirty residents": things, of which 30 Hz are none.
    private bool Counts(Quantity number) => number.Unit.IsNone && claim.Content.Contains(number.Last + 1)
        && claim.Tokens[number.Last + 1].Folded.EndsWith('s');

    // A share of things is a count of them: "29 of 30" may be told in percent.
    private static bool StatesCount(Quantity number, Statement statement) => !statement.Quantities.Exists(number.IsStatedBy)
        || statement.Quantities.Exists(q => number.IsStatedBy(q)
            && q.Unit.Dimension is "" or "percent" or "point" or "times" or "share" or "bits" or "pixel");

    // A number of the same kind, and none that the claim has.
    private bool GivesAnother(Quantity number, Statement statement)
    {
        var alike = statement.Quantities.Where(q => !q.Weak && q.Unit.Dimension == number.Unit.Dimension).ToList();
        return alike.Count > 0 && !alike.Exists(q => claim.Quantities.Exists(c => c.IsStatedBy(q)));
    }

    // The sentence that says all the rest has the claim's word not, but another of the list in which both stand.
    private string? Neighbour()
    {
        var lists = evidence.SelectMany(Lists.In).ToList();
        foreach (var at in claim.Content.Where(i => lists.Exists(l => l.Contains(claim.Tokens[i].Stem))))
        {
            var own = claim.Tokens[at].Stem;
            var neighbours = lists.Where(l => l.Contains(own)).SelectMany(l => l)
                .Where(n => Kinship.Best(n, claim.Stems) < 0.5).ToHashSet(StringComparer.Ordinal);
            var rest = claim.Content.Where(i => i != at && !RetellingWords.Contains(claim.Tokens[i].Stem)).ToHashSet();
            if (neighbours.Count == 0 || rest.Count < LeastRest)
            {
                continue;
            }

            var said = Enumerable.Range(0, evidence.Count).Select(e => Said(e, rest.Contains)).ToList();
            var best = said.IndexOf(said.Max());
            if (said[best] >= SaysTheRest && Kinship.Best(own, evidence[best].Stems) < 0.5
                && evidence[best].Stems.FirstOrDefault(neighbours.Contains) is { } stem
                && !said.Where((s, e) => s > SaysTheRest * said[best] && evidence[e].Stems.Contains(own)).Any())
            {
                return evidence[best].Tokens.Find(t => t.Stem == stem)?.Printed;
            }
        }

        return null;
    }

    private double Said(int sentence, Func<int, bool> only) => EvidenceChoice.Coverage(claim, shares[sentence], only);
}
