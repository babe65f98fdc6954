namespace PaperBot.Grounding;

/// <summary>Finds the comparative words of a sentence with what they compare.</summary>
internal static class Cues
{
    private const int WindowInTokens = 6;

    /// <summary>The cues in order.</summary>
    public static List<Cue> In(Statement statement)
    {
        List<Cue> cues = [];
        var tokens = statement.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != TokenKind.Word || !CueTable.TryGet(tokens[i].Folded, out var meaning) || IsIdle(statement, i))
            {
                continue;
            }

            // "less accurate" is read at "accurate" only where that is a cue itself: "less expensive".
            if (i > 0 && tokens[i - 1].Folded is ("more" or "less") && meaning.Axis is (Axis.Cost or Axis.Ease))
            {
                cues.RemoveAll(c => c.At == i - 1);
                meaning = tokens[i - 1].Folded == "less" ? meaning with { Sign = -meaning.Sign } : meaning;
            }

            cues.Add(CueAt(statement, i, meaning));
        }

        return cues;
    }

    private static Cue CueAt(Statement statement, int at, CueMeaning meaning)
    {
        var tokens = statement.Tokens;
        var from = ClauseStart(tokens, at);
        var to = ClauseEnd(tokens, at);
        var than = tokens.FindIndex(at, Math.Min(to, at + 10) - at, t => t.Folded is "than");
        var passive = at > 0 && IsContest(tokens, at)
            && tokens[at - 1].Folded is "is" or "are" or "was" or "were" or "been" && at + 1 < to
                && tokens[at + 1].Folded == "by";
        var compares = than >= 0
            || (IsContest(tokens, at) && at + 1 < to && tokens[at + 1].Folded is not ("by" or "on" or "from"));
        if (passive)
        {
            meaning = meaning with { Sign = -meaning.Sign };
            compares = true;
        }

        return new Cue(
            at, meaning, ContentIn(statement, from, at), ContentIn(statement, than >= 0 ? than + 1 : at + 1, to),
            ContentIn(statement, Math.Max(from, at - WindowInTokens), Math.Min(to, at + WindowInTokens + 1), except: at),
            NearestNumber(statement, at), compares);
    }

    private static bool IsContest(List<Token> tokens, int at) => CueTable.IsContest(tokens[at].Stem);

    private static List<string> ContentIn(Statement statement, int from, int to, int except = -1) =>
        [.. statement.Content.Where(i => i >= from && i < to && i != except).Select(i => statement.Tokens[i].Stem)];

    private static Quantity? NearestNumber(Statement statement, int at) => statement.Quantities
        .Select(q => (Quantity: q, Distance: q.First > at ? q.First - at : at - q.Last))
        .Where(q => q.Distance is > 0 and <= 4)
        .OrderBy(q => q.Distance)
        .Select(q => q.Quantity)
        .FirstOrDefault();

    private static int ClauseStart(List<Token> tokens, int at)
    {
        for (var i = at - 1; i >= 0; i--)
        {
            if (EndsClause(tokens, i))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static int ClauseEnd(List<Token> tokens, int at)
    {
        for (var i = at + 1; i < tokens.Count; i++)
        {
            if (EndsClause(tokens, i))
            {
                return i;
            }
        }

        return tokens.Count;
    }

    private static bool EndsClause(List<Token> tokens, int i) =>
        tokens[i].Printed is ";" or ":" or "(" or ")" or "," || tokens[i].Folded is "but" or "while" or "whereas" or "although"
            or "though";

    // "more than 5%" bounds a number, "no longer" says that something ended, "lower half" names a part.
    private static bool IsIdle(Statement statement, int at)
    {
        var tokens = statement.Tokens;
        if (statement.InQuantity[at]
            && tokens[at].Folded is not ("double" or "doubled" or "doubles" or "halves" or "halved" or "halve"
            or "tripled" or "triples" or "doubling" or "halving"))
        {
            return true;
        }

        var next = at + 1 < tokens.Count ? tokens[at + 1].Folded : "";
        return (next == "than" && at + 2 < tokens.Count && statement.InQuantity[at + 2])
            || (at > 0 && tokens[at].Folded == "longer" && tokens[at - 1].Folded == "no")
            || (tokens[at].Folded == "lower" && next is "half" or "rungs" or "rung" or "layers" or "layer")
            || (tokens[at].Folded == "lower" && at > 0 && tokens[at - 1].Folded == "or")
            || (tokens[at].Folded is "up" or "down" && next != "from"
                && (at == 0 || tokens[at - 1].Folded is not ("goes" or "went" or "go")));
    }
}
