namespace PaperBot.Grounding;

/// <summary>Compares what takes the place of what: "amber lamps in place of white ones".</summary>
internal static class Substitutions
{
    private const int FarthestInTokens = 7;

    /// <summary>What the claim exchanges, or null.</summary>
    public static string? Contradiction(Statement claim, IReadOnlyList<Statement> evidence)
    {
        foreach (var (fresh, old) in In(claim))
        {
            foreach (var (statedFresh, statedOld) in evidence.SelectMany(In))
            {
                var aligned = Directions.Shared(OnlyIn(fresh, old), OnlyIn(statedFresh, statedOld))
                    + Directions.Shared(OnlyIn(old, fresh), OnlyIn(statedOld, statedFresh));
                var crossed = Directions.Shared(OnlyIn(fresh, old), OnlyIn(statedOld, statedFresh))
                    + Directions.Shared(OnlyIn(old, fresh), OnlyIn(statedFresh, statedOld));
                if (crossed >= aligned + 1.5)
                {
                    return "what replaces and what is replaced are exchanged";
                }
            }
        }

        return null;
    }

    private static IEnumerable<(List<string> Fresh, List<string> Old)> In(Statement statement)
    {
        var tokens = statement.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            var next = i + 1 < tokens.Count ? tokens[i + 1].Folded : "";
            if ((tokens[i].Folded is "instead" or "place" && next == "of") || (tokens[i].Folded == "rather" && next == "than"))
            {
                yield return (Words(statement, i - FarthestInTokens, i), Words(statement, i + 2, i + FarthestInTokens));
            }
            else if (tokens[i].Folded is "not" && tokens.FindIndex(i, Math.Min(FarthestInTokens, tokens.Count - i),
                t => t.Folded is "but") is var but and > 0)
            {
                yield return (Words(statement, but + 1, but + 1 + FarthestInTokens), Words(statement, i + 1, but));
            }
            else if (i > 0 && (tokens[i].Folded is "without" || (tokens[i].Folded is "not" && tokens[i - 1].Printed == ",")))
            {
                yield return (Words(statement, i - FarthestInTokens, i), Words(statement, i + 1, i + 1 + FarthestInTokens));
            }
            else if (tokens[i].Stem is "replac" or "substitut" or "swap" && Partner(tokens, i) is var by and > 0)
            {
                var (first, second) = (Words(statement, i + 1, by), Words(statement, by + 1, by + FarthestInTokens));
                yield return tokens[by].Folded == "for" ? (first, second) : (second, first);
            }
        }
    }

    private static int Partner(List<Token> tokens, int at) =>
        tokens.FindIndex(at, Math.Min(FarthestInTokens, tokens.Count - at), t => t.Folded is "by" or "with" or "for");

    private static List<string> OnlyIn(List<string> some, List<string> others) => [.. some.Except(others)];

    private static List<string> Words(Statement statement, int from, int to) =>
        [.. statement.Content.Where(i => i >= from && i < to).Select(i => statement.Tokens[i].Stem)];
}
