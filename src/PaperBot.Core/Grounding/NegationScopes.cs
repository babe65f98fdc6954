using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>
/// Finds the negations of a sentence. The nearest words after a "not" are taken for what it denies, as in NegEx (W. W. Chapman et
/// al., "A simple algorithm for identifying negated findings", J. Biomedical Informatics 2001).
/// </summary>
internal static class NegationScopes
{
    private const int ScopeInWords = 2;
    private const int MostIdleWords = 2;

    // "Neither the one model nor the other can": the verb stands far off.
    private const int ScopeOfPairs = 8;
    private const int ScopeBackwards = 3;
    private const int ScopeOfEllipsis = 8;

    /// <summary>The negations of a sentence in order.</summary>
    public static List<Negation> In(Statement statement)
    {
        List<Negation> negations = [];
        var tokens = statement.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            var folded = tokens[i].Folded;
            var next = i + 1 < tokens.Count ? tokens[i + 1].Folded : "";
            if ((next == "than" && folded == "rather")
                || (next == "of" && (folded == "instead" || (folded == "place" && Before(tokens, i) == "in"))))
            {
                negations.Add(new Negation(folded, i, After(statement, i + 1, ScopeInWords), Contrasts: true));
            }
            else if (DenialWords.Ending.Contains(folded) || (folded == "reach" && i > 1 && Before(tokens, i) == "of"
                && tokens[i - 2].Folded == "out"))
            {
                negations.Add(new Negation(folded, i, Back(statement, i, ScopeInWords), Soft: true));
            }
            else if (DenialWords.Avoiding.Contains(folded))
            {
                negations.Add(new Negation(folded, i, After(statement, i, ScopeInWords), Soft: true));
            }
            else if (DenialWords.Removing.Contains(folded) && Need(tokens, i) is var need and > 0)
            {
                negations.Add(new Negation(folded, i, [need, .. After(statement, need, 1)]));
            }
            else if (folded == "against" && DenialWords.Advising.Contains(Before(tokens, i)))
            {
                negations.Add(new Negation("against", i, After(statement, i, ScopeInWords)));
            }
            else if ((DenialWords.Negating.Contains(folded) && !IsIdle(tokens, i))
                || (next == "to" && DenialWords.DenyingBeforeTo.Contains(folded)))
            {
                negations.Add(At(statement, i, folded, next));
            }
        }

        return negations;
    }

    private static Negation At(Statement statement, int at, string folded, string next)
    {
        if (next is "which" or "whom" or "it" or "them" or "that" or "this" or "these" or "those" && folded is "without")
        {
            return new Negation(folded, at, Back(statement, at, ScopeBackwards), Refers: true);
        }

        // "but not once it changes": the circumstance is denied, and what was said of it.
        if (folded == "not" && next is "once" or "when" or "if" or "after" or "until" or "for" or "in" or "under" or "with")
        {
            return new Negation(
                folded, at, [.. After(statement, at, ScopeInWords), .. Back(statement, at, ScopeBackwards)], Refers: true);
        }

        var scope = After(statement, at, folded is "neither" or "nor" ? ScopeOfPairs : ScopeInWords);
        // "Discharge is not part of the input" denies it of the discharge.
        if (folded == "not" && scope.Count > 0 && Before(statement.Tokens, at) is "is" or "are" or "was" or "were")
        {
            scope.AddRange(Back(statement, at, 1));
        }

        return scope.Count > 0 ? new Negation(folded, at, scope)
            : new Negation(folded, at, Back(statement, at, ScopeOfEllipsis), Refers: true);
    }

    private static List<int> After(Statement statement, int at, int most)
    {
        List<int> scope = [];
        for (var i = at + 1; i < statement.Tokens.Count && scope.Count < most; i++)
        {
            var token = statement.Tokens[i];
            if (token.Printed is "," or ";" or "." or ":" or ")"
                || (DenialWords.Negating.Contains(token.Folded) && token.Folded != "nor")
                || (scope.Count > 0 && most < ScopeOfPairs && (EndsScope(token.Folded)
                    || (IsPrepositional(statement.Tokens[at].Folded) && BeginsPhrase(token.Folded)))))
            {
                break;
            }

            // "No longer": the next word is what has ended.
            if (IsDeniable(statement, i) && !(token.Folded == "longer" && i == at + 1))
            {
                scope.Add(i);

                // "does not make training faster", "does not consistently provide benefits": the point comes after these.
                most += most < ScopeOfPairs && scope.Count <= MostIdleWords && IsLight(token.Folded) ? 1 : 0;
            }
        }

        return scope;
    }

    // "negates the need for", "breaks the dependence on".
    private static int Need(List<Token> tokens, int at) => tokens.FindIndex(at, Math.Min(5, tokens.Count - at),
        t => t.Stem is "need" or "necess" or "requir" or "depend" or "relianc" or "reli");

    private static bool IsLight(string folded) =>
        folded is "make" or "makes" or "made" or "provide" or "provides" or "give" or "gives"
        || (folded.Length > 5 && folded.EndsWith("ly", StringComparison.Ordinal));

    private static List<int> Back(Statement statement, int at, int most)
    {
        List<int> scope = [];
        for (var i = at - 1; i >= 0 && scope.Count < most; i--)
        {
            if (IsDeniable(statement, i))
            {
                scope.Add(i);
            }
        }

        return scope;
    }

    private static bool IsDeniable(Statement statement, int i)
    {
        var token = statement.Tokens[i];
        if (statement.InQuantity[i])
        {
            // A number is denied at its first token: "not to six".
            return statement.Quantities.Exists(q => q.First == i && !q.Weak && q.Bound == 0);
        }

        if (token.Folded is "part" or "after" or "before" or "later" or "earlier")
        {
            return false;
        }

        // "did not like it", but not "is not like it".
        if (token.Folded == "like")
        {
            return i > 1 && statement.Tokens[i - 1].Folded == "not" && statement.Tokens[i - 2].Folded is "do" or "did" or "does";
        }

        return token.Kind == TokenKind.Word && token.Folded.Length > 1
            && (!StopWords.IsFunctionWord(token.Folded) || CueTable.TryGet(token.Folded, out _) || token.Folded is "own" or "use"
                or "uses" or "used" or "get" or "all");
    }

    // "not only", "no longer than", "no later": the negation denies nothing.
    private static bool IsIdle(List<Token> tokens, int at)
    {
        var next = at + 1 < tokens.Count ? tokens[at + 1].Folded : "";
        if (at == 0 && next == ",")
        {
            // "No, it is not": what follows says again what is denied.
            return true;
        }

        return tokens[at].Folded switch
        {
            "without" => next is "exception" or "exceptions" or "doubt"
                || (at > 1 && tokens[at - 1].Folded == "do" && tokens[at - 2].Folded is "cannot" or "not"),
            "cannot" => next == "do" && at + 2 < tokens.Count && tokens[at + 2].Folded == "without",
            // "Hints, Not Answers" is a name.
            "not" => next is "only" or "just" or "merely" or "least" or "far"
                || (tokens[at].Printed == "Not" && Before(tokens, at) == ","),
            "no" => next is "matter" or "more" or "less" or "fewer" or "later" or "doubt"
                || (next == "longer" && at + 2 < tokens.Count && tokens[at + 2].Folded == "than"),
            "non" => true,
            _ => false,
        };
    }

    // "Without the image the benefit is small": the next noun is no longer meant.
    private static bool IsPrepositional(string folded) => folded is "without" or "no" or "of" or "than";

    private static bool BeginsPhrase(string folded) => folded is "the" or "a" or "an" or "its" or "their" or "we" or "it"
        or "they"
        or "is" or "are" or "was" or "were" or "has" or "have" or "can";

    private static string Before(List<Token> tokens, int at) => at > 0 ? tokens[at - 1].Folded : "";

    private static bool EndsScope(string folded) => folded is "but" or "while" or "whereas" or "and" or "than" or "when" or "if"
        or "because" or "since" or "with" or "from" or "as" or "in" or "on" or "at" or "by";
}
