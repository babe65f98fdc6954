using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>Finds the comparative words of a sentence with what they compare.</summary>
internal static class Cues
{
    private const int WindowInTokens = 6;
    private const int FarthestPartner = 10;

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

            // "more helpful", "helped more than": more of what is said there, not a larger amount.
            if (tokens[i].Folded is "more" or "less" && AnchorOf(statement, i) is { } anchor)
            {
                meaning = meaning with { Axis = CueTable.IsVirtue(anchor) ? Axis.Quality : Axis.Degree };
                cues.Add(CueAt(statement, i, meaning) with { Anchor = anchor });
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
        var than = Partner(tokens, at, to);
        var passive = at > 0 && IsContest(tokens, at)
            && tokens[at - 1].Folded is "is" or "are" or "was" or "were" or "been" && at + 1 < to
                && tokens[at + 1].Folded == "by";
        var compares = than >= 0 || tokens[at].Folded is "below" or "above" or "beneath"
            || (IsContest(tokens, at) && at + 1 < to && tokens[at + 1].Folded is not ("by" or "on" or "from"));
        if (passive)
        {
            meaning = meaning with { Sign = -meaning.Sign };
            compares = true;
        }

        return new Cue(
            at, meaning, [.. LeftOf(statement, from, at), .. ContentIn(statement, at + 1, than)],
            ContentIn(statement, than >= 0 ? than + 1 : at + 1, compares || passive
                ? EndOfPartner(statement, than >= 0 ? than + 1 : at + 1, to)
                : NextComparison(tokens, than >= 0 ? than + 1 : at + 1, to)),
            ContentIn(statement, Math.Max(from, at - WindowInTokens), Math.Min(to, at + WindowInTokens + 1), except: at),
            NearestNumber(statement, at), compares);
    }

    // Where what is compared with begins: "than", "compared to", and "over" after a preference.
    private static int Partner(List<Token> tokens, int at, int to)
    {
        var count = Math.Min(to, at + FarthestPartner) - at;
        var than = tokens.FindIndex(at, count, t => t.Folded is "than");
        return than >= 0 ? than
            : tokens[at].Stem is "prefer" or "favour" or "favor" ? tokens.FindIndex(at, to - at, t => t.Folded is "over" or "to")
            : tokens.FindIndex(at, count, t => t.Folded is "compared" or "versus");
    }

    // "than B in long games": where and when they are compared is no part of the other one.
    private static int EndOfPartner(Statement statement, int from, int to)
    {
        var end = NextComparison(statement.Tokens, from, to);
        for (var i = from; i < end; i++)
        {
            if (statement.Tokens[i].Folded is "in" or "on" or "at" or "across" or "during" or "under"
                && statement.Content.Any(c => c >= from && c < i))
            {
                return i;
            }
        }

        return end;
    }

    // "beats A and also exceeds B": what was compared with the subject before is no part of it.
    private static List<string> LeftOf(Statement statement, int from, int at)
    {
        var tokens = statement.Tokens;
        var and = at > from ? tokens.FindLastIndex(at - 1, at - from, t => t.Folded is "and" or "but" or "yet") : -1;
        var earlier = and < 0 || at - and > 3 ? -1 : tokens.FindIndex(from, and - from, t => CueTable.TryGet(t.Folded, out _)
            || CueTable.IsContest(t.Stem));
        return ContentIn(statement, from, earlier > from ? earlier : at);
    }

    // "less accurate than captions and more accurate than the model": what is compared ends where the next comparison begins.
    private static int NextComparison(List<Token> tokens, int from, int to)
    {
        var and = tokens.FindIndex(Math.Min(from, tokens.Count), t => t.Folded is "and" or "but" or "or" or "yet");
        return and >= 0 && and < to && Enumerable.Range(and, Math.Min(4, to - and))
            .Any(i => CueTable.TryGet(tokens[i].Folded, out _)) ? and : to;
    }

    private static string? AnchorOf(Statement statement, int at)
    {
        var tokens = statement.Tokens;
        if (at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word
            && (IsAdjective(tokens[at + 1].Folded) || CueTable.IsVirtue(tokens[at + 1].Stem)))
        {
            return tokens[at + 1].Stem;
        }

        return at > 0 && at + 1 < tokens.Count && tokens[at + 1].Folded is "than" && tokens[at - 1].Stem is "help" or "matter"
            or "benefit" or "profit" or "like" or "trust" ? tokens[at - 1].Stem : null;
    }

    private static bool IsAdjective(string folded) => folded.Length > 4
        && !CueTable.TryGet(folded, out _)
        && AdjectiveEndings.Any(e => folded.EndsWith(e, StringComparison.Ordinal));

    private static readonly string[] AdjectiveEndings =
        ["ful", "ate", "able", "ible", "ive", "ous", "ent", "ant", "ly", "ied", "ise", "ust", "ated"];

    private static bool IsContest(List<Token> tokens, int at) => CueTable.IsContest(tokens[at].Stem);

    private static List<string> ContentIn(Statement statement, int from, int to, int except = -1) =>
        [.. statement.Content.Where(i => i >= from && i < to && i != except).Select(i => statement.Tokens[i].Stem)];

    private static Quantity? NearestNumber(Statement statement, int at) => statement.Quantities
        .Select(q => (Quantity: q, Distance: q.First > at ? q.First - at : at - q.Last, By: IsBy(statement, q)))
        .Where(q => !q.By || q.Quantity.First > at)
        .Where(q => q.Distance <= (q.By && q.Quantity.First > at ? 8 : 4))
        .OrderBy(q => q.By && q.Quantity.First > at ? 0 : q.Distance)
        .Select(q => q.Quantity)
        .FirstOrDefault();

    // "falls below that of the generalist by 11 points".
    private static bool IsBy(Statement statement, Quantity number) =>
        number.First > 0 && (statement.Tokens[number.First - 1].Folded == "by"
            || (number.First > 2 && statement.Tokens[number.First - 1].Folded == "to"
                && statement.Tokens[number.First - 3].Folded == "by"));

    // "it needs 25 trials, clearly fewer than": an aside that only compares belongs to what stands before it.
    private static int ClauseStart(List<Token> tokens, int at)
    {
        var speaks = false;
        for (var i = at - 1; i >= 0; i--)
        {
            if (EndsClause(tokens, i) && (speaks || tokens[i].Printed is not ("," or ")")))
            {
                return i + 1;
            }

            speaks |= tokens[i].Kind == TokenKind.Word && !IsAdverb(tokens[i].Folded)
                && !StopWords.IsFunctionWord(tokens[i].Folded);
        }

        return 0;
    }

    private static bool IsAdverb(string folded) => folded is "well" or "also" or "even" or "thus" or "still" or "far"
        || folded.EndsWith("ly", StringComparison.Ordinal);

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

    // "cost the winner 5.5 points" takes away; a price or "at the cost of" does not.
    private static bool IsLoss(Statement statement, int at) =>
        (at == 0 || statement.Tokens[at - 1].Folded is not ("the" or "a" or "of" or "at" or "its" or "this" or "that" or "no"))
        && statement.Quantities.Exists(q => q.First > at && q.First <= at + 5 && q.Unit.Dimension is "point" or "percent");

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
        return (tokens[at].Folded is "below" or "above" or "beneath" && (at + 1 >= tokens.Count || statement.InQuantity[at + 1]
                || (at + 2 < tokens.Count && statement.InQuantity[at + 2]) || tokens[at + 1].Kind == TokenKind.Mark))
            || (tokens[at].Folded == "loss" && !(next == "of" && at + 2 < tokens.Count && statement.InQuantity[at + 2]))
            || (tokens[at].Folded is "cost" or "costs" && !IsLoss(statement, at))
            || (next == "than" && at + 2 < tokens.Count && statement.InQuantity[at + 2])
            || (at > 0 && tokens[at].Folded is "longer" or "more" && tokens[at - 1].Folded is "no" or "any")
            || (tokens[at].Folded == "lower" && next is "half" or "rungs" or "rung" or "layers" or "layer")
            || (tokens[at].Stem is "lose" && next is "less" or "more")
            || (tokens[at].Folded == "lower" && at > 0 && tokens[at - 1].Folded == "or")
            || (tokens[at].Folded is "up" or "down" && next != "from"
                && (at == 0 || tokens[at - 1].Folded is not ("goes" or "went" or "go")));
    }
}
