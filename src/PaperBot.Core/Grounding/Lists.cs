namespace PaperBot.Grounding;

/// <summary>The things that a sentence names side by side: "peaches, plums and figs".</summary>
internal static class Lists
{
    private const int LongestItem = 3;

    /// <summary>For each list the stems of its items' last words.</summary>
    public static IEnumerable<HashSet<string>> In(Statement statement)
    {
        var tokens = statement.Tokens;
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Folded is not ("and" or "or") || HeadAfter(statement, i) is not { } last
                || HeadBefore(statement, tokens[i - 1].Printed == "," ? i - 1 : i) is not { } before)
            {
                continue;
            }

            HashSet<string> items = new(StringComparer.Ordinal) { tokens[last].Stem, tokens[before].Stem };
            for (var comma = CommaBefore(tokens, before); comma > 0 && HeadBefore(statement, comma) is { } item;
                comma = CommaBefore(tokens, item))
            {
                items.Add(tokens[item].Stem);
            }

            // "Listen and repeat": two words alone are no list of things.
            if (items.Count > 2)
            {
                yield return items;
            }
        }
    }

    private static int? HeadBefore(Statement statement, int separator) =>
        separator > 0 && statement.Content.Contains(separator - 1) ? separator - 1 : null;

    // The last word of the stretch behind "and".
    private static int? HeadAfter(Statement statement, int separator)
    {
        var at = separator + 1;
        while (at + 1 < statement.Tokens.Count && at - separator < LongestItem && statement.Content.Contains(at + 1))
        {
            at++;
        }

        return statement.Content.Contains(at) ? at : null;
    }

    private static int CommaBefore(List<Token> tokens, int head)
    {
        for (var i = head - 1; i >= 0 && i >= head - LongestItem; i--)
        {
            if (tokens[i].Printed == ",")
            {
                return i;
            }
        }

        return -1;
    }
}
