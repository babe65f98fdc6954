namespace PaperBot.Grounding;

/// <summary>The sentences of one source that speak of a claim, and how much of it they cover.</summary>
/// <param name="Source">The source.</param>
/// <param name="Chosen">Indexes of its sentences, the best first; at most two, empty when none speaks of the claim.</param>
/// <param name="Shares">For each content word of the claim how closely the chosen sentences or the title say it, 0 to 1.</param>
internal sealed record EvidenceChoice(GroundingSource Source, IReadOnlyList<int> Chosen, double[] Shares)
{
    private const double NumberBonus = 0.35;
    private const double SecondMustAdd = 0.1;

    /// <summary>The chosen sentences taken apart.</summary>
    public IReadOnlyList<Statement> Statements => [.. Chosen.Select(i => Source.Statements[i])];

    /// <summary>The sentences that say enough of the claim themselves to be held against it.</summary>
    public IReadOnlyList<Statement> Closest { get; private init; } = [];

    /// <summary>How much of one clause the sentence that says most of it covers, 0 to 1.</summary>
    public double BestOf(Statement claim, Clause clause) => Source.Statements
        .Select(s => Coverage(claim, SharesOf(claim, s), clause.Contains)).DefaultIfEmpty().Max();

    /// <summary>Chooses for each claim the best sentence, and the one that adds most to it.</summary>
    public static EvidenceChoice For(Statement claim, GroundingSource source)
    {
        var shares = source.Statements.Select(s => SharesOf(claim, s)).ToList();
        var title = SharesOf(claim, source.Title);
        var stated = source.Statements.Select(s => claim.Quantities.Select(q => !q.Weak && IsStated(q, s)).ToArray()).ToList();
        List<int> chosen = [];
        var covered = new double[claim.Content.Count];
        var numbers = new bool[claim.Quantities.Count];
        while (chosen.Count < 2 && chosen.Count < source.Statements.Count)
        {
            var (best, gain) = (-1, 0.0);
            for (var i = 0; i < source.Statements.Count; i++)
            {
                var alone = Coverage(claim, shares[i]);
                var own = Coverage(claim, Max(covered, shares[i])) - Coverage(claim, covered)
                    + (alone > 0 ? NumberBonus * stated[i].Where((s, n) => s && !numbers[n]).Count() : 0);
                if (!chosen.Contains(i) && own > gain)
                {
                    (best, gain) = (i, own);
                }
            }

            if (best < 0 || (chosen.Count > 0 && gain < SecondMustAdd))
            {
                break;
            }

            chosen.Add(best);
            covered = Max(covered, shares[best]);
            numbers = [.. numbers.Zip(stated[best], (a, b) => a || b)];
        }

        return new EvidenceChoice(source, chosen, Max(covered, title))
        {
            Closest = [.. chosen
                .Where((c, n) => n == 0 || Coverage(claim, shares[c]) >= 0.6 * Coverage(claim, shares[chosen[0]])
                    || stated[c].Contains(true))
                .Select(c => source.Statements[c])],
        };
    }

    /// <summary>The weighted share of a claim's words that is covered, 0 to 1; 1 for a claim without any.</summary>
    public static double Coverage(Statement claim, double[] shares, Func<int, bool>? only = null)
    {
        var (covered, all) = (0.0, 0.0);
        for (var i = 0; i < shares.Length; i++)
        {
            if (only is null || only(claim.Content[i]))
            {
                var weight = Statement.WeightOf(claim.Tokens[claim.Content[i]]);
                covered += weight * shares[i];
                all += weight;
            }
        }

        return all == 0 ? 1 : covered / all;
    }

    /// <summary>The weighted share of a claim's words that one sentence says.</summary>
    public static double Coverage(Statement claim, Statement statement) => Coverage(claim, SharesOf(claim, statement));

    /// <summary>The weighted share of one clause's words that one sentence says.</summary>
    public static double CoverageIn(Statement claim, Statement statement, Clause clause) =>
        Coverage(claim, SharesOf(claim, statement), clause.Contains);

    /// <summary>True when the sentence states the number, as it is or as "29 of 30".</summary>
    public static bool IsStated(Quantity number, Statement statement) =>
        statement.Quantities.Exists(number.IsStatedBy) || Ratios(statement).Any(number.IsStatedBy);

    public static double[] Max(double[] some, double[] others) => [.. some.Zip(others, Math.Max)];

    public static double[] SharesOf(Statement claim, Statement statement) =>
        [.. claim.Content.Select(i => Kinship.Best(claim.Tokens[i].Stem, statement.Stems))];

    private static IEnumerable<Quantity> Ratios(Statement statement)
    {
        for (var i = 0; i + 1 < statement.Quantities.Count; i++)
        {
            var (part, whole) = (statement.Quantities[i], statement.Quantities[i + 1]);
            if (whole.First - part.Last is >= 2 and <= 5 && part.Unit.IsNone && whole.Value > part.Value
                && whole.Value <= 1_000_000_000
                && Enumerable.Range(part.Last + 1, whole.First - part.Last - 1)
                    .Any(t => statement.Tokens[t].Folded is "of" or "in"))
            {
                yield return part with { Value = part.Value * 100 / whole.Value, Unit = Unit.Percent };
            }
        }
    }
}
