using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>One negation and the content words it denies.</summary>
/// <param name="Word">The negating word as printed.</param>
/// <param name="At">Index of its token.</param>
/// <param name="Scope">Indexes of the denied content tokens, the nearest first; may be empty at the end of a sentence.</param>
internal sealed record Negation(string Word, int At, IReadOnlyList<int> Scope);

/// <summary>
/// Compares what two sentences deny. The nearest words after a "not" are taken for what it denies, as in NegEx (W. W. Chapman
/// et al., "A simple algorithm for identifying negated findings", J. Biomedical Informatics 2001).
/// </summary>
internal static class Negations
{
    private const int ScopeInWords = 2;
    private const int NearInTokens = 4;
    private const double SameWord = 0.85;
    private const double CloseWord = 0.6;

    /// <summary>The negations of a sentence in order.</summary>
    public static List<Negation> In(Statement statement)
    {
        List<Negation> negations = [];
        for (var i = 0; i < statement.Tokens.Count; i++)
        {
            var folded = statement.Tokens[i].Folded;
            if (DenialWords.Negating.Contains(folded) && !IsIdle(statement.Tokens, i))
            {
                negations.Add(new Negation(statement.Tokens[i].Printed, i, ScopeAfter(statement, i)));
            }
        }

        return negations;
    }

    /// <summary>The claim's or the evidence's word of negation that the other lacks, or null when they agree.</summary>
    public static string? Disagreement(Statement claim, IReadOnlyList<Statement> evidence)
    {
        var own = In(claim);
        foreach (var negation in own)
        {
            if (!evidence.Any(e => Denies(claim, negation, e)))
            {
                return $"denies with \"{negation.Word}\" what the abstract does not deny";
            }
        }

        foreach (var statement in evidence)
        {
            foreach (var negation in In(statement))
            {
                if (Affirms(statement, negation, claim) && !OnlyDerived(statement, negation, claim)
                    && !Denies(statement, negation, claim))
                {
                    return $"affirms what the abstract denies with \"{negation.Word}\"";
                }
            }
        }

        return Antonym(claim, evidence) ?? WithoutPrefix(claim, evidence);
    }

    // The other sentence speaks of what is denied here, within one clause.
    private static bool Affirms(Statement statement, Negation negation, Statement other)
    {
        var found = 0;
        foreach (var at in negation.Scope)
        {
            found += Kinship.Best(statement.Tokens[at].Stem, other.Stems) >= CloseWord ? 1 : 0;
        }

        return negation.Scope.Count > 0 && found * 2 > negation.Scope.Count
            && Kinship.Best(statement.Tokens[negation.Scope[0]].Stem, other.Stems) >= CloseWord;
    }

    // "no answer" does not speak of "answerable": one denied word shared only as a derivation is too little.
    private static bool OnlyDerived(Statement statement, Negation negation, Statement claim) => negation.Scope.Count == 1
        && statement.Tokens[negation.Scope[0]].Folded is var denied
        && claim.Tokens.TrueForAll(t => t.Stem != statement.Tokens[negation.Scope[0]].Stem
            || t.Folded.Length - denied.Length > 3);

    // The other sentence denies the same, in these words or with another word of denial close to them.
    private static bool Denies(Statement statement, Negation negation, Statement other)
    {
        foreach (var counterpart in In(other))
        {
            if (counterpart.Scope
                .Any(o => negation.Scope.Any(s => Kinship.Between(other.Tokens[o].Stem, statement.Tokens[s].Stem) >= 0.5)))
            {
                return true;
            }
        }

        // "unable", "vanishes": a word of denial close to what is denied, or anywhere when that is put in other words altogether.
        var head = negation.Scope.Count == 0 ? null : statement.Tokens[negation.Scope[0]];
        var sameWords = head is not null && negation.Scope.Any(s => Kinship.Best(statement.Tokens[s].Stem, other.Stems) >= 0.5);
        for (var i = 0; i < other.Tokens.Count; i++)
        {
            var folded = other.Tokens[i].Folded;
            if (IsRemovalOfThat(other, i) || IsOppositeOf(folded, head?.Folded)
                || (IsWeak(statement, negation) && (DenialWords.Weak.Contains(folded) || DenialWords.Negating.Contains(folded))))
            {
                return true;
            }

            if ((DenialWords.Denying.Contains(folded) || IsLeftOut(other, i)
                || (IsWeak(statement, negation) && DenialWords.Small.Contains(folded))
                || (!sameWords && DenialWords.Negating.Contains(folded)))
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
        && DenialWords.Prefixes.Any(p => folded.StartsWith(p, StringComparison.Ordinal)
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

    private static string? Antonym(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var (negative, positive) in DenialWords.Antonyms)
        {
            var claimed = Says(claim, negative, positive);
            if (claimed == 0 || evidence.Any(e => Says(e, negative, positive) == claimed))
            {
                continue;
            }

            if (evidence.Any(e => Says(e, negative, positive) == -claimed))
            {
                return $"says the opposite of the abstract about \"{positive}\"";
            }
        }

        return null;
    }

    // "Speakers liked it", where they disliked it.
    private static string? WithoutPrefix(Statement claim, IReadOnlyList<Statement> evidence)
    {
        var denied = In(claim).SelectMany(n => n.Scope).ToHashSet();
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

    // +1 for "solved" or "not unsolved", -1 for "unsolved" or "not solved", 0 for neither.
    private static int Says(Statement statement, string negative, string positive)
    {
        var at = statement.Tokens.FindIndex(t => t.Folded == negative || t.Folded == positive);
        if (at < 0)
        {
            return 0;
        }

        var sign = statement.Tokens[at].Folded == positive ? 1 : -1;
        return In(statement).Exists(n => n.Scope.Contains(at)) ? -sign : sign;
    }

    // "not only", "no longer than", "no later": the negation denies nothing.
    private static bool IsIdle(List<Token> tokens, int at)
    {
        var next = at + 1 < tokens.Count ? tokens[at + 1].Folded : "";
        return tokens[at].Folded switch
        {
            "not" => next is "only" or "just" or "merely" or "least",
            "no" => next is "matter" or "more" or "less" or "fewer" or "later",
            _ => false,
        };
    }

    private static bool EndsScope(string folded) => folded is "but" or "while" or "whereas" or "and" or "than" or "when" or "if"
        or "because"
        or "since" or "with" or "from" or "as" or "in" or "on" or "at" or "by";

    private static List<int> ScopeAfter(Statement statement, int at)
    {
        List<int> scope = [];
        for (var i = at + 1; i < statement.Tokens.Count && scope.Count < ScopeInWords; i++)
        {
            var token = statement.Tokens[i];
            if (token.Printed is "," or ";" or "." or ":" or ")" || DenialWords.Negating.Contains(token.Folded)
                || (scope.Count > 0 && EndsScope(token.Folded)))
            {
                break;
            }

            if (token.Kind == TokenKind.Word && !statement.InQuantity[i] && token.Folded.Length > 1
                && (!StopWords.IsFunctionWord(token.Folded) || CueTable.TryGet(token.Folded, out _)))
            {
                scope.Add(i);
            }
        }

        return scope;
    }
}
