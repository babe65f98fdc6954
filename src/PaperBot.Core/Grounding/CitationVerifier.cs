using PaperBot.Retrieval;

namespace PaperBot.Grounding;

/// <summary>
/// An optional second opinion on a sentence that the checks in code found supported: an embedding's likeness or a model's word.
/// Called with the claim and its evidence; false refuses. It must answer fast and may not throw.
/// </summary>
internal delegate bool SupportJudge(string claim, IReadOnlyList<SupportingSpan> evidence);

/// <summary>
/// Decides whether the abstracts that a sentence cites support it. Pure and without a model: content overlap with the best two
/// sentences of each cited abstract, every number with its unit, every name, negation, and the direction of comparisons.
/// Supported means that nothing checked speaks against it, not that the abstract entails it. Safe for concurrent use.
/// </summary>
/// <param name="sources">The sources given to the model, numbered as its markers number them.</param>
/// <param name="judge">Asked last, about sentences that pass everything else; none by default.</param>
internal sealed class CitationVerifier(IReadOnlyList<GroundingSource> sources, SupportJudge? judge = null)
{
    /// <summary>Least share of a claim's content words that the evidence must say in these or close words.</summary>
    private const double LeastOverlap = 0.42;

    /// <summary>The same for each clause, which is short and may be put quite differently.</summary>
    private const double LeastClauseOverlap = 0.34;

    /// <summary>What each of several cited sources must say of the claim for itself.</summary>
    private const double LeastOverlapOfEach = 0.25;

    /// <summary>What a cited source must lack and another hold for a clause to count as taken from there.</summary>
    private const double OtherSourceFits = 0.6;

    /// <summary>What another source must hold of a clause's words, and the cited one not, for it to be taken from there.</summary>
    private const double WhollySaid = 0.95;

    private const double MostlySaid = 0.6;

    /// <summary>Checks one finished sentence as the model wrote it, markers included. Never throws on any text.</summary>
    public Verdict Check(string sentence)
    {
        var marked = CitationMarkers.Read(sentence);
        var cited = sources.Where(s => marked.Numbers.Contains(s.Number)).ToList();
        var verdict = new Verdict
        {
            Claim = marked.Claim,
            Markers = marked.Numbers,
            MarkersExist = marked.Numbers.Count > 0 && cited.Count == marked.Numbers.Count,
        };
        if (!verdict.MarkersExist)
        {
            var unknown = marked.Numbers.FirstOrDefault(n => sources.All(s => s.Number != n), -1);
            return verdict with
            {
                Refusal = Objection.Marker,
                Detail = unknown < 0 ? "It cites no source." : $"It cites [{unknown}], which is none of the sources.",
            };
        }

        foreach (var source in cited)
        {
            if (source.Verbatim(marked.Claim) is { } whole)
            {
                return verdict with { Overlap = 1, Evidence = [.. whole.Select(i => SpanOf(source, i))] };
            }
        }

        // Word for word the sentence of a source it does not cite: whatever the cited one says of it, the marker is wrong.
        if (sources.FirstOrDefault(s => !cited.Contains(s) && s.Verbatim(marked.Claim) is not null) is { } owner)
        {
            return verdict with { Refusal = Objection.Marker, Detail = $"It stands in [{owner.Number}], not in {Cited(cited)}." };
        }

        return CheckSupport(verdict, Statement.Of(marked.Claim), cited);
    }

    private Verdict CheckSupport(Verdict verdict, Statement claim, List<GroundingSource> cited)
    {
        var choices = cited.Select(s => EvidenceChoice.For(claim, s))
            .OrderByDescending(c => EvidenceChoice.Coverage(claim, c.Shares)).ToList();
        var shares = choices.Select(c => c.Shares).Aggregate(EvidenceChoice.Max);
        verdict = verdict with
        {
            Overlap = EvidenceChoice.Coverage(claim, shares),
            Evidence = [.. choices.SelectMany(c => c.Chosen.Select(i => SpanOf(c.Source, i)))],
        };
        var refusal = claim.Content.Count == 0 && claim.Quantities.Count == 0
            ? (Objection.Overlap, "It says nothing that could be checked.")
            : Loops(claim) ? (Objection.Overlap, "It repeats itself.")
            : StopsMidway(claim) ? (Objection.Overlap, "It stops in the middle of what it says.")
            : WrongName(claim, cited) ?? WrongNumber(claim, choices)
                ?? ExchangedFacts.In(claim, cited) ?? TooLittle(claim, choices, shares, verdict.Overlap);
        if (refusal is not null)
        {
            refusal = TakenFromElsewhere(claim, cited, shares) ?? refusal;
        }

        refusal ??= TakenWholesale(claim, cited) ?? Contradiction(claim, choices);
        if (refusal is null && judge is not null && !judge(verdict.Claim, verdict.Evidence))
        {
            refusal = (Objection.Judged, "The judge finds the evidence too weak.");
        }

        return refusal is null ? verdict : verdict with { Refusal = refusal.Value.Item1, Detail = refusal.Value.Item2 };
    }

    private (Objection, string)? WrongName(Statement claim, List<GroundingSource> cited)
    {
        foreach (var name in Names.In(claim))
        {
            if (cited.Exists(s => s.Holds(name)))
            {
                continue;
            }

            var others = sources.Where(s => !cited.Contains(s) && s.ProperNames.Contains(name.Joined));
            if (!name.Opens || others.Any() || IsUnknownWord(name, cited))
            {
                return (Objection.Name, $"\"{name.Printed}\" does not occur in {Cited(cited)}.");
            }
        }

        return null;
    }

    // A first word that no dictionary holds and the abstract does not inflect is a name as well.
    private static bool IsUnknownWord(Name name, List<GroundingSource> cited)
    {
        var stem = Text.EnglishStemmer.Stem(name.Joined);
        return name.Parts.Count == 1 && name.Joined.Length >= 4 && !Thesaurus.English.Knows(stem)
            && !cited.Exists(s => s.Statements.Append(s.Title).Any(t => Kinship.Best(stem, t.Stems) > 0));
    }

    private static (Objection, string)? WrongNumber(Statement claim, List<EvidenceChoice> choices)
    {
        foreach (var number in claim.Quantities.Where(q => !q.Weak || q.Bound != 0))
        {
            var stated = choices.SelectMany(c => c.Statements.Append(c.Source.Title))
                .Where(s => EvidenceChoice.IsStated(number, s)).ToList();
            var printed = Printed(claim, number);
            if (stated.Count == 0 && (number.Weak || IsBoth(claim, number)))
            {
                continue;
            }

            if (stated.Count == 0)
            {
                return (Objection.Number, $"{printed} is not what {Cited(choices.ConvertAll(c => c.Source))} states there.");
            }

            var bounds = stated.SelectMany(s => s.Quantities.Where(number.IsStatedBy), BoundOf).ToList();
            if (BoundOf(claim, number) is var bound and not 0 && bounds.Count > 0 && bounds.TrueForAll(b => b == -bound))
            {
                return (Objection.Direction, $"{printed} is bounded from the other side.");
            }
        }

        return CountedThings.Mismatch(claim, [.. choices.SelectMany(c => c.Statements)]) is { } detail
            ? (Objection.Number, detail) : null;
    }

    // "Between the two ends": what comes in pairs needs no count.
    private static bool IsBoth(Statement claim, Quantity number) => number is { Value: 2, Unit.IsNone: true, First: > 0 }
        && claim.Tokens[number.First - 1].Folded is "the" or "these" or "its" or "their"
        && claim.Tokens[number.First].Kind == TokenKind.Word;

    // "Does not work deeper than 15 m" bounds from below.
    private static int BoundOf(Statement statement, Quantity number) => number.Bound
        * (statement.Negations.Any(n => number.First - n.At is > 0 and <= 6
            && n.Scope.Any(s => statement.Tokens[s].Stem is "work" or "extend" or "function" or "appli" or "hold")) ? -1 : 1);

    private static (Objection, string)? TooLittle(Statement claim, List<EvidenceChoice> choices, double[] shares, double overlap)
    {
        if (overlap < LeastOverlap && Specific(claim, shares) < MostlySaid)
        {
            return (Objection.Overlap, $"{Cited(choices.ConvertAll(c => c.Source))} says too little of it.");
        }

        var idle = choices.Count < 2 ? null : choices.Find(c => EvidenceChoice.Coverage(claim, c.Shares) < LeastOverlapOfEach);
        return idle is not null ? (Objection.Overlap, $"[{idle.Source.Number}] does not speak of it.")
            : Clauses.Of(claim).Any(c => choices.TrueForAll(choice => choice.BestOf(claim, c) < LeastClauseOverlap)
                && EvidenceChoice.Coverage(claim, shares, c.Contains) < LeastClauseOverlap
                && Specific(claim, shares, c) < MostlySaid)
                ? (Objection.Overlap, $"{Cited(choices.ConvertAll(c => c.Source))} does not speak of a part of it.")
                : null;
    }

    // The share that is said of a claim's words other than those with which anything is retold.
    private static double Specific(Statement claim, double[] shares, Clause? clause = null)
    {
        List<int> own = [.. Enumerable.Range(0, shares.Length).Where(i => clause?.Contains(claim.Content[i]) != false
            && claim.Tokens[claim.Content[i]] is var token && Statement.WeightOf(token) >= 1 && !RetellingWords.Contains(token.Stem))];
        return own.Count == 0 ? 0 : own.Average(i => shares[i]);
    }

    // Blames the mixture rather than the number or name it brought along, where another source fits one clause and this another.
    private (Objection, string)? TakenFromElsewhere(Statement claim, List<GroundingSource> cited, double[] shares)
    {
        var clauses = Clauses.Of(claim);
        if (clauses.Count < 2 || !clauses.Exists(c => EvidenceChoice.Coverage(claim, shares, c.Contains) >= OtherSourceFits))
        {
            return null;
        }

        foreach (var other in sources.Where(s => !cited.Contains(s)))
        {
            var choice = EvidenceChoice.For(claim, other);
            if (clauses.Exists(c => EvidenceChoice.Coverage(claim, choice.Shares, c.Contains) is var fits
                && fits >= OtherSourceFits
                && fits > EvidenceChoice.Coverage(claim, shares, c.Contains) + 0.2))
            {
                return (Objection.Merged, $"A part of it stands in [{other.Number}], not in {Cited(cited)}.");
            }
        }

        return null;
    }

    // A clause whose words stand in a sentence of another source, nearly all of them, and not in the cited one's.
    private (Objection, string)? TakenWholesale(Statement claim, List<GroundingSource> cited)
    {
        foreach (var clause in Clauses.Of(claim) is { Count: > 1 } clauses ? clauses : [])
        {
            if (cited.Exists(s => Said(claim, clause, s) >= MostlySaid))
            {
                continue;
            }

            if (sources.FirstOrDefault(s => !cited.Contains(s) && Said(claim, clause, s) >= WhollySaid) is { } other)
            {
                return (Objection.Merged, $"A part of it stands in [{other.Number}], not in {Cited(cited)}.");
            }
        }

        return null;
    }

    // The share of a clause's words that one sentence has as they are.
    private static double Said(Statement claim, Clause clause, GroundingSource source)
    {
        List<string> stems = [.. claim.Content.Where(clause.Contains).Select(i => claim.Tokens[i].Stem)];
        return stems.Count == 0 ? 1
            : source.Statements.Select(s => stems.Count(s.Stems.Contains)).DefaultIfEmpty().Max() / (double)stems.Count;
    }

    private static (Objection, string)? Contradiction(Statement claim, List<EvidenceChoice> choices)
    {
        List<Statement> closest = [.. choices.SelectMany(c => c.Closest)];
        List<Statement> rest = [.. choices.SelectMany(c => c.Source.Statements).Except(closest)];
        return NearQuotes.Change(claim, closest) is { } change ? change
            : Negations.Disagreement(claim, closest, rest) is { } denied ? (Objection.Negation, $"It {denied}.")
            : Directions.Disagreement(claim, closest) is { } turned ? (Objection.Direction, $"Turned round: {turned}.")
            : null;
    }

    // A model caught in a loop says the same three words again and again; no honest sentence does so three times.
    private static bool Loops(Statement claim) => claim.Tokens.Count >= 9 && Enumerable.Range(0, claim.Tokens.Count - 2)
        .GroupBy(i => (claim.Tokens[i].Folded, claim.Tokens[i + 1].Folded, claim.Tokens[i + 2].Folded))
        .Any(g => g.Count() >= 3);

    private static bool StopsMidway(Statement claim)
    {
        var words = claim.Tokens.Where(t => t.Kind != TokenKind.Mark).Select(t => t.Printed).ToList();
        return words.LastOrDefault() is "the" or "a" or "an" or "of" or "and" or "or" or "than" or "from"
            or "its" or "their" or "our" or "which" or "whose" or "because" or "whereas" or "while" or "into" or "between"
            && !IsStranded(words);
    }

    // "... than which languages they come from": the question word took the preposition's place.
    private static bool IsStranded(List<string> words) => words[^1] is "of" or "from" or "into" or "between"
        && words.FindLastIndex(w => w is "they" or "it" or "he" or "she" or "we" or "one") is var who && who >= words.Count - 4
        && who > 0 && words.FindLastIndex(who - 1, w => w is "which" or "what" or "whose" or "whom" or "where" or "who") >= 0;

    private static string Printed(Statement claim, Quantity number) => string.Concat(Enumerable
        .Range(number.First, number.Last - number.First + 1)
        .Select(i => (i > number.First && !claim.Tokens[i].Glued ? " " : "") + claim.Tokens[i].Printed));

    private static string Cited(List<GroundingSource> cited) => string.Concat(cited.Select(s => $"[{s.Number}]"));

    private static SupportingSpan SpanOf(GroundingSource source, int sentence) =>
        new(source.Number, source.Sentences[sentence].Start, source.Sentences[sentence].Text);
}
