using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>Finds the names in a sentence: inner capitals, letters with digits, capitals inside the sentence.</summary>
internal static class Names
{
    /// <summary>The names of a sentence in order.</summary>
    public static List<Name> In(Statement statement)
    {
        List<Name> names = [];
        var tokens = statement.Tokens;
        var titleCase = IsTitleCase(statement);
        for (var first = 0; first < tokens.Count;)
        {
            if (tokens[first].Kind != TokenKind.Word || statement.InQuantity[first])
            {
                first++;
                continue;
            }

            var last = EndOfChunk(statement, first);
            var opens = first == 0 || titleCase || BeginsAnew(tokens, first);
            if (NameOf(tokens.GetRange(first, last - first + 1), opens, first) is { } name)
            {
                names.Add(name);
            }

            first = last + 1;
        }

        return names;
    }

    private static Name? NameOf(List<Token> chunk, bool opens, int at)
    {
        var parts = chunk.Where(t => t.Kind == TokenKind.Word || t.Kind == TokenKind.Number).ToList();
        var coined = parts.Exists(p => p.Printed.Skip(1).Any(char.IsUpper))
            || (parts.Exists(p => p.Kind == TokenKind.Number) && parts.Exists(p => char.IsUpper(p.Printed[0])));
        var capital = char.IsUpper(parts[0].Printed[0]) && parts[0].Printed.Length > 1;
        if (!coined && (!capital || StopWords.IsFunctionWord(parts[0].Folded)))
        {
            return null;
        }

        return new Name(
            string.Concat(chunk.Select(t => t.Printed)),
            string.Concat(parts.Select(p => p.Folded)),
            [.. parts.Where(p => !char.IsLower(p.Printed[0]) || p.Printed.Any(char.IsUpper)).Select(p => p.Folded)],
            !coined && opens,
            at);
    }

    private static int EndOfChunk(Statement statement, int first)
    {
        var tokens = statement.Tokens;
        var last = first;
        for (var i = first + 1; i < tokens.Count && tokens[i].Glued && !statement.InQuantity[i]; i++)
        {
            if (tokens[i].Kind != TokenKind.Mark)
            {
                last = i;
            }
            else if (tokens[i].Printed is not ("-" or "^" or "+" or "_" or "." or "@"))
            {
                break;
            }
        }

        return last;
    }

    private static bool BeginsAnew(List<Token> tokens, int at) =>
        tokens[at - 1].Printed is ":" or "." or "\"" or "“" or "«" or "(" or "!" or "?" or "*" or "|";

    // In a heading every word is capitalised and capitals say nothing; acronyms and compounds have theirs anywhere.
    private static bool IsTitleCase(Statement statement)
    {
        var tokens = statement.Tokens;
        var plain = statement.Content.Where(i => !tokens[i].Printed.Skip(1).Any(char.IsUpper)
            && !(tokens[i].Glued && i > 0 && tokens[i - 1].Printed == "-")).ToList();
        return plain.Count >= 4 && plain.Count(i => char.IsUpper(tokens[i].Printed[0])) > 0.7 * plain.Count;
    }
}
