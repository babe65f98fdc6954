namespace PaperBot.Grounding;

/// <summary>
/// Holds a claim that is a sentence of the abstract but for a word or two against that sentence: there every word counts, and a
/// changed "not", "more" or name has no other explanation.
/// </summary>
internal static class NearQuotes
{
    private const double LeastShare = 0.72;
    private const int MostTokens = 120;

    private static readonly HashSet<string> Denials = new(StringComparer.Ordinal)
    {
        "not", "no", "never", "without", "neither", "nor", "cannot", "none", "nothing", "nobody", "hardly", "barely",
    };

    /// <summary>What was changed, or null when the claim is no such sentence or changes none of them.</summary>
    public static (Objection Objection, string Detail)? Change(Statement claim, IEnumerable<Statement> statements)
    {
        if (claim.Tokens.Count is < 5 or > MostTokens)
        {
            return null;
        }

        foreach (var statement in statements)
        {
            if (statement.Tokens.Count <= MostTokens && Differences(claim, statement) is var (added, missing))
            {
                var (more, fewer) = (added.Count(Denials.Contains), missing.Count(Denials.Contains));
                if (more != fewer && !added.Concat(missing).Any(IsDenialOtherwise))
                {
                    return (Objection.Negation, more > fewer
                        ? $"It puts \"{added.First(Denials.Contains)}\" into a sentence of the abstract."
                        : $"It leaves out the \"{missing.First(Denials.Contains)}\" of the abstract.");
                }

                if (Exchanged(claim, added) is { } name && Exchanged(statement, missing) is { } own)
                {
                    return (Objection.Name, $"It says \"{name}\" where the abstract says \"{own}\".");
                }

                foreach (var word in added)
                {
                    if (CueTable.TryGet(word, out var meaning)
                        && missing.Exists(m => m != word && CueTable.TryGet(m, out var other)
                            && other.Axis == meaning.Axis && other.Sign == -meaning.Sign))
                    {
                        return (Objection.Direction, $"It says \"{word}\" where the abstract says the opposite.");
                    }
                }
            }
        }

        return null;
    }

    // A name that only one of the two has; a name put for "it" leaves none missing.
    private static string? Exchanged(Statement statement, List<string> only) => Names.In(statement)
        .Find(n => !n.Opens && n.Parts.Count > 0 && n.Parts.All(only.Contains))?.Printed;

    // "Rather than" for ", not", "not unsolved" for "solved" and their like are for the checks that weigh meaning.
    private static bool IsDenialOtherwise(string folded) => !Denials.Contains(folded)
        && (folded is "rather" or "instead" || DenialWords.Denying.Contains(folded) || DenialWords.Negating.Contains(folded)
            || DenialWords.Prefixes.Any(p => folded.Length > p.Length + 3 && DenialWords.HasPrefix(folded, p)));

    // The words that only one of the two has, when nearly all others stand in the same order in both.
    private static (List<string> Added, List<string> Missing)? Differences(Statement claim, Statement statement)
    {
        // The "no" of "No, it does not" answers the question.
        var answers = claim.Tokens.Count > 1 && claim.Tokens[0].Folded is "no" or "yes" && claim.Tokens[1].Printed == ",";
        List<string> a = [.. claim.Tokens.Skip(answers ? 1 : 0).Where(t => t.Kind != TokenKind.Mark).Select(t => t.Folded)];
        List<string> b = [.. statement.Tokens.Where(t => t.Kind != TokenKind.Mark).Select(t => t.Folded)];
        if (a.Count < LeastShare * b.Count || b.Count < LeastShare * a.Count
            || a.Count(b.Contains) < LeastShare * Math.Max(a.Count, b.Count))
        {
            return null;
        }

        var lengths = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = a[i] == b[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        if (lengths[0, 0] < LeastShare * Math.Max(a.Count, b.Count))
        {
            return null;
        }

        List<string> added = [];
        List<string> missing = [];
        var (x, y) = (0, 0);
        while (x < a.Count || y < b.Count)
        {
            if (x < a.Count && y < b.Count && a[x] == b[y])
            {
                (x, y) = (x + 1, y + 1);
            }
            else if (y >= b.Count || (x < a.Count && lengths[x + 1, y] >= lengths[x, y + 1]))
            {
                added.Add(a[x++]);
            }
            else
            {
                missing.Add(b[y++]);
            }
        }

        return (added, missing);
    }
}
