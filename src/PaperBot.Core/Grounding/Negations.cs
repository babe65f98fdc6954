using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>Compares what two sentences deny.</summary>
internal static class Negations
{
    private const int NearInTokens = 5;
    private const int ScopeOfReference = 3;
    private const double SameWord = 0.85;
    private const double CloseWord = 0.6;

    /// <summary>The claim's or the evidence's word of negation that the other lacks, or null when they agree.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="evidence">The sentences closest to it.</param>
    /// <param name="rest">All other sentences of the sources it cites.</param>
    public static string? Disagreement(Statement claim, IReadOnlyList<Statement> evidence, IReadOnlyList<Statement> rest)
    {
        foreach (var negation in claim.Negations.Where(n => !n.Contrasts && !n.Soft))
        {
            if (IsContrast(claim, negation))
            {
                continue;
            }

            if (IsPlainlyAffirmed(claim, negation, evidence) || evidence.Any(e => IsItsOwnDenial(claim, negation, e))
                || (IsAffirmedApart(claim, negation, evidence) && !rest.Any(r => DeniesTheSame(claim, negation, r)))
                || (!evidence.Any(e => DeniesTheSame(claim, negation, e)) && evidence.Any(e => IsSaidUndenied(claim, negation, e)))
                || (!evidence.Any(e => Denies(claim, negation, e))
                    && !rest.Any(r => DeniesTheSame(claim, negation, r) || IsStill(claim, negation, r))))
            {
                return $"denies with \"{negation.Word}\" what the abstract does not deny";
            }
        }

        foreach (var statement in evidence)
        {
            foreach (var negation in statement.Negations.Where(n => !n.Contrasts))
            {
                if (Affirms(statement, negation, claim) && !OnlyDerived(statement, negation, claim)
                    && !IsAlsoAffirmed(statement, negation) && !Denies(statement, negation, claim))
                {
                    return $"affirms what the abstract denies with \"{negation.Word}\"";
                }
            }
        }

        foreach (var statement in rest)
        {
            if (statement.Negations.FirstOrDefault(n => IsDeniedThroughout(n, statement, claim, evidence, rest)) is { } denied)
            {
                return $"affirms what the abstract denies with \"{denied.Word}\"";
            }
        }

        if (Unlike(claim, evidence) is { } alike)
        {
            return alike;
        }

        if (claim.Tokens.Find(t => DenialWords.Strong.Contains(t.Folded)) is { } strong && !evidence.Any(DeniesAnything))
        {
            return $"says \"{strong.Printed}\", but the abstract denies nothing there";
        }

        return Poles.Disagreement(claim, evidence, rest) is { } pole ? $"says \"{pole}\" where the abstract says the opposite"
            : WithoutPrefix(claim, evidence);
    }

    // "Just like children" where the abstract says "unlike children".
    private static string? Unlike(Statement claim, IReadOnlyList<Statement> evidence)
    {
        var like = claim.Tokens.FindIndex(t => t.Folded is "like");
        var isAdverb = like >= 0 && (like == 0 || claim.Tokens[like - 1].Folded is "just" or "much"
            || claim.Tokens[like - 1].Printed == ",");
        return isAdverb && evidence.Any(e => e.Tokens.FindIndex(t => t.Folded is "unlike") is var unlike and >= 0
                && claim.Content.Any(i => i > like && i <= like + NearInTokens
                    && e.Content.Any(j => j > unlike && j <= unlike + NearInTokens && e.Tokens[j].Stem == claim.Tokens[i].Stem)))
            ? "says \"like\" where the abstract says \"unlike\"" : null;
    }

    // "Unlike traps, it does not kill": the denial is about the others, of which the abstract affirms it.
    private static bool IsContrast(Statement claim, Negation negation) =>
        claim.Tokens.FindIndex(t => t.Folded is "unlike") is var at && at >= 0 && at < negation.At;

    // "78% without passing on, 86% if it may pass on": the sentence says both.
    private static bool IsAlsoAffirmed(Statement statement, Negation negation) => negation.Scope.Count > 0
        && negation.Scope.All(s => statement.Content.Any(i => i != s && statement.Tokens[i].Stem == statement.Tokens[s].Stem
            && !statement.Negations.Any(n => n.Scope.Contains(i))));

    // The closest sentence says in the same word, undenied and denying nothing else, what the claim denies.
    private static bool IsPlainlyAffirmed(Statement claim, Negation negation, IReadOnlyList<Statement> evidence) =>
        negation.Scope.Count > 0 && !negation.Refers && evidence.Count > 0 && !DenialWords.Weak.Contains(negation.Word)
        && !evidence.Any(e => e.Negations.Any(n => n.Refers || Meet(claim, negation, e, n)))
        && claim.Tokens[negation.Scope[0]].Stem is var stem && !claim.InQuantity[negation.Scope[0]]
        && evidence[0].Content.Any(i => evidence[0].Tokens[i].Stem == stem) && !DeniesAnything(evidence[0], except: stem);

    // "does not prevent calls", where the abstract says "prevents calls".
    private static bool IsItsOwnDenial(Statement claim, Negation negation, Statement statement) => negation.Scope.Count > 1
        && !negation.Refers && claim.Tokens[negation.Scope[0]].Stem is var stem && statement.Negations.Any(n => n.Soft
            && statement.Tokens[n.At].Stem == stem && n.Scope.Any(s => IsSaid(statement, s, claim, SameWord))
            && !statement.Negations.Any(over => over.Scope.Contains(n.At)));

    // One of the sentences says all that is denied, denies nothing, and no other one denies any of it.
    private static bool IsAffirmedApart(Statement claim, Negation negation, IReadOnlyList<Statement> evidence) =>
        negation.Scope.Count > 1 && !negation.Refers && !DenialWords.Weak.Contains(negation.Word)
        && !evidence.Any(e => e.Negations.Any(n => Meet(claim, negation, e, n)))
        && Clauses.Of(claim).Find(c => c.Contains(negation.At)) is var clause && evidence.Any(e => !DeniesAnything(e)
            && negation.Scope.All(s => IsSaid(claim, s, e, CloseWord))
            && EvidenceChoice.CoverageIn(claim, e, clause) >= CloseWord);

    // "does not need 3.2 GB", where a sentence says "needs 3.2 GB" whatever else it denies.
    private static bool IsSaidUndenied(Statement claim, Negation negation, Statement statement) =>
        negation.Scope.Count > 0 && !negation.Refers && !DenialWords.Weak.Contains(negation.Word)
        && (negation.Scope.Count > 1 || claim.InQuantity[negation.Scope[0]])
        && !Enumerable.Range(0, statement.Tokens.Count).Any(i => IsRemovalOfThat(statement, i))
        && negation.Scope.All(s => Enumerable.Range(0, statement.Tokens.Count).Any(i => IsThere(claim, s, statement, i)));

    private static bool IsThere(Statement claim, int at, Statement statement, int i) =>
        (NumberAt(claim, at) is { } number
            ? NumberAt(statement, i) is { } stated && number.IsStatedBy(stated)
            : !statement.InQuantity[i] && statement.Tokens[i].Kind == TokenKind.Word
                && statement.Tokens[i].Stem == claim.Tokens[at].Stem)
        && !statement.Negations.Any(n => n.Scope.Contains(i) || (n.At < i && i - n.At <= NearInTokens))
        && !Enumerable.Range(Math.Max(0, i - 4), Math.Min(statement.Tokens.Count, i + 4) - Math.Max(0, i - 4))
            .Any(k => DenialWords.Denying.Contains(statement.Tokens[k].Folded));

    private static bool DeniesAnything(Statement statement) => DeniesAnything(statement, except: null);

    // A word that is itself what the claim denies, "prevents" for "does not prevent", denies nothing here.
    private static bool DeniesAnything(Statement statement, string? except) =>
        statement.Negations.Any(n => statement.Tokens[n.At].Stem != except)
        || statement.Tokens.Exists(t => t.Stem != except && (DenialWords.Denying.Contains(t.Folded)
            || (Poles.TryGet(t, out var pole) && pole.Sign < 0)));

    // The abstract names it only to deny it, and the claim affirms it, whatever else the claim is about.
    private static bool IsDeniedThroughout(
        Negation negation, Statement statement, Statement claim, IReadOnlyList<Statement> evidence,
        IReadOnlyList<Statement> rest) =>
        !negation.Contrasts && !negation.Refers && negation.Scope.Count > 0 && !statement.InQuantity[negation.Scope[0]]
        && statement.Tokens[negation.Scope[0]].Stem is var stem && claim.Stems.Contains(stem)
        && evidence.All(e => Kinship.Best(stem, e.Stems) < CloseWord) && rest.All(r => r == statement || !r.Stems.Contains(stem))
        && (negation.Scope.Count == 1 || IsSaid(statement, negation.Scope[1], claim, CloseWord))
        && !IsAlsoAffirmed(statement, negation) && !Denies(statement, negation, claim);

    private static bool DeniesTheSame(Statement statement, Negation negation, Statement other) =>
        other.Negations.Any(counterpart => !counterpart.Contrasts && negation.Scope.Count > 0 && counterpart.Scope.Count > 0
            && (counterpart.Word is "nothing" or "none" or "nobody" or "neither" ? Meet(statement, negation, other, counterpart)
                : AreOne(other, counterpart.Scope[0], statement, negation.Scope[0])
                || counterpart.Scope.Count(o => negation.Scope.Any(s => AreSame(other, o, statement, s))) > 1));

    // "Fluency is not affected" for "fluency stays the same".
    private static bool IsStill(Statement statement, Negation negation, Statement other) =>
        negation.Scope.Any(s => statement.Tokens[s].Stem is "affect" or "chang" or "alter" or "vari" or "differ" or "move")
        && negation.Scope.Any(s => other.Stems.Contains(statement.Tokens[s].Stem))
        && other.Tokens.Exists(t => t.Folded is "same" or "stays" or "stayed" or "unchanged" or "constant" or "kept" or "keeps");

    // "without lowering accuracy" for "while matching or improving accuracy".
    private static bool IsKept(Statement statement, Negation negation, Statement other) =>
        negation.Scope.Any(s => DenialWords.Losing.Contains(statement.Tokens[s].Folded))
        && other.Tokens.Exists(t => DenialWords.Keeping.Contains(t.Folded))
        && negation.Scope.Any(s => !DenialWords.Losing.Contains(statement.Tokens[s].Folded)
            && IsSaid(statement, s, other, CloseWord));

    private static bool AreOne(Statement one, int at, Statement two, int otherAt) =>
        !one.InQuantity[at] && !two.InQuantity[otherAt]
        && Kinship.Between(one.Tokens[at].Stem, two.Tokens[otherAt].Stem) >= SameWord;

    private static bool Meet(Statement statement, Negation negation, Statement other, Negation counterpart) =>
        (negation.Word == "against" && counterpart.Word == "against") ||
        counterpart.Scope.Any(o => negation.Scope.Any(s => AreSame(other, o, statement, s)));

    private static bool AreSame(Statement one, int at, Statement two, int otherAt) =>
        one.InQuantity[at] || two.InQuantity[otherAt]
            ? NumberAt(one, at) is { } a && NumberAt(two, otherAt) is { } b && a.Value == b.Value
            : Kinship.Between(one.Tokens[at].Stem, two.Tokens[otherAt].Stem) >= 0.5;

    private static Quantity? NumberAt(Statement statement, int at) => statement.Quantities.Find(q => q.First == at);

    private static bool IsSaid(Statement statement, int at, Statement other, double least) =>
        NumberAt(statement, at) is { } number
        ? other.Quantities.Exists(q => q.Value == number.Value)
        : Kinship.Best(statement.Tokens[at].Stem, other.Stems) >= least;

    // The other sentence speaks of what is denied here, within one clause.
    private static bool Affirms(Statement statement, Negation negation, Statement other)
    {
        // An ellipsis denies what stands closest before it.
        List<int> scope = [.. negation.Refers ? negation.Scope.Take(ScopeOfReference) : negation.Scope];
        return scope.Count > 0 && IsSaid(statement, scope[0], other, CloseWord)
            && scope.Count(at => IsSaid(statement, at, other, CloseWord)) * 2 > scope.Count;
    }

    // "no answer" does not speak of "answerable": one denied word shared only as a derivation is too little.
    private static bool OnlyDerived(Statement statement, Negation negation, Statement claim) => negation.Scope.Count == 1
        && statement.Tokens[negation.Scope[0]].Folded is var denied
        && claim.Tokens.Exists(t => t.Stem == statement.Tokens[negation.Scope[0]].Stem)
        && claim.Tokens.TrueForAll(t => t.Stem != statement.Tokens[negation.Scope[0]].Stem
            || t.Folded.Length - denied.Length > 3);

    // The other sentence denies the same, in these words or with another word of denial close to them.
    private static bool Denies(Statement statement, Negation negation, Statement other)
    {
        if (other.Negations.Any(counterpart => Meet(statement, negation, other, counterpart))
            || negation.Scope.Any(s => Poles.HasOppositeOf(statement.Tokens[s], other)))
        {
            return true;
        }

        // "not to six" and "cost nothing" are denied as such or not at all.
        if ((!negation.Refers && negation.Scope.Any(s => statement.InQuantity[s])) || negation.Word is "nothing" or "none")
        {
            return other.Negations.Count > 0 && !negation.Scope.Any(s => statement.InQuantity[s]);
        }

        if (IsStill(statement, negation, other) || IsKept(statement, negation, other))
        {
            return true;
        }

        if (IsWeak(statement, negation) && other.Tokens.Exists(t => DenialWords.Small.Contains(t.Folded)))
        {
            return true;
        }

        // "unable", "vanishes": a word of denial close to what is denied, or anywhere when that is put in other words altogether.
        var head = negation.Scope.Count == 0 ? null : statement.Tokens[negation.Scope[0]];
        var sameWords = head is not null && negation.Scope.Any(s => IsSaid(statement, s, other, 0.5));
        for (var i = 0; i < other.Tokens.Count; i++)
        {
            // "does not lose" is not what "loses" says.
            if (negation.Scope.Any(s => other.Tokens[i].Stem == statement.Tokens[s].Stem))
            {
                continue;
            }

            var folded = other.Tokens[i].Folded;
            if (IsRemovalOfThat(other, i) || IsOppositeOf(folded, head?.Folded)
                || (IsWeak(statement, negation) && (DenialWords.Weak.Contains(folded) || DenialWords.Negating.Contains(folded))))
            {
                return true;
            }

            if ((DenialWords.Denying.Contains(folded) || IsLeftOut(other, i)
                || (!sameWords && (DenialWords.Negating.Contains(folded) || other.Negations.Any(n => n.Soft && n.At == i))))
                && (!sameWords || negation.Scope.Any(s => IsNear(other, i, statement.Tokens[s].Stem))))
            {
                return true;
            }
        }

        return false;
    }

    // "removing that step": what is removed was named a sentence or a clause before.
    private static bool IsRemovalOfThat(Statement statement, int at) => at + 1 < statement.Tokens.Count
        && statement.Tokens[at + 1].Folded is ("that" or "this" or "it" or "them")
        && statement.Tokens[at].Folded is ("without" or "removing" or "omitting" or "skipping" or "lacking" or "dropping"
            or "excluding");

    private static bool IsLeftOut(Statement statement, int at) => at + 1 < statement.Tokens.Count
        && statement.Tokens[at + 1].Folded is ("out" or "away" or "aside")
        && statement.Tokens[at].Folded is ("left" or "leaving" or "leave" or "leaves" or "taken" or "taking" or "kept" or "put");

    // "disliked" for "did not like", "unread" for "not read".
    private static bool IsOppositeOf(string folded, string? positive) => positive is { Length: >= 4 }
        && DenialWords.Prefixes.Any(p => DenialWords.HasPrefix(folded, p)
            && EnglishStemmer.Stem(folded[p.Length..]) == EnglishStemmer.Stem(positive));

    private static bool IsWeak(Statement statement, Negation negation) => DenialWords.Weak.Contains(negation.Word)
        || (negation.At > 0 && DenialWords.Weak.Contains(statement.Tokens[negation.At - 1].Folded));

    private static bool IsNear(Statement statement, int at, string stem)
    {
        for (var i = Math.Max(0, at - NearInTokens); i <= Math.Min(statement.Tokens.Count - 1, at + NearInTokens); i++)
        {
            if (statement.Tokens[i].Kind == TokenKind.Word && Kinship.Between(statement.Tokens[i].Stem, stem) >= SameWord)
            {
                return true;
            }
        }

        return false;
    }

    // "Speakers liked it", where they disliked it.
    private static string? WithoutPrefix(Statement claim, IReadOnlyList<Statement> evidence)
    {
        var denied = claim.Negations.SelectMany(n => n.Scope).ToHashSet();
        foreach (var at in claim.Content.Where(i => !denied.Contains(i)))
        {
            var token = claim.Tokens[at];
            if (!evidence.Any(e => e.Stems.Contains(token.Stem))
                && evidence.Any(e => e.Content.Any(i => IsOppositeOf(e.Tokens[i].Folded, token.Folded))))
            {
                return $"says \"{token.Printed}\" where the abstract says the opposite";
            }
        }

        return null;
    }
}
