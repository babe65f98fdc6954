namespace PaperBot.Grounding;

/// <summary>Numbers and fractions written in words.</summary>
internal static class SpeltOut
{
    private static readonly Dictionary<string, int> Small = Build(
        "zero one two three four five six seven eight nine ten "
        + "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");

    private static readonly Dictionary<string, int> Tens = Build("- - twenty thirty forty fifty sixty seventy eighty ninety");

    private static readonly Dictionary<string, int> Parts = Build("- - - third quarter fifth sixth seventh eighth ninth tenth");

    private static readonly Dictionary<string, int> Ordinals = Build(
        "- - - third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth");

    /// <summary>3 to 12 for "third" to "twelfth", or null; "first" and "second" are said of too much else.</summary>
    public static int? OrdinalOf(string folded) => Ordinals.TryGetValue(folded, out var value) ? value : null;

    /// <summary>
    /// "ninety-eight", "two hundred", "dozen": the value and the last token, or null. Million and more are scales.
    /// </summary>
    public static (decimal Value, int Last)? NumberAt(List<Token> tokens, int at)
    {
        var word = tokens[at].Folded;
        if (word == "dozen")
        {
            return (12, at);
        }

        if (word is "hundred" or "thousand" or "million" or "billion")
        {
            // "a hundred" or "hundredfold"; the scale is read by the caller.
            return at > 0 && tokens[at - 1].Folded is "a" or "the" ? (Units.ScaleOf(tokens[at], false), at) : null;
        }

        if (Small.TryGetValue(word, out var small))
        {
            return (small, at);
        }

        if (!Tens.TryGetValue(word, out var tens))
        {
            return null;
        }

        var unit = at + 1 < tokens.Count && tokens[at + 1].Printed == "-" ? at + 2 : at + 1;
        return unit < tokens.Count && Small.TryGetValue(tokens[unit].Folded, out small) && small is > 0 and < 10
            ? ((tens * 10) + small, unit)
            : (tens * 10, at);
    }

    /// <summary>"a third", "four fifths", "one ninth": the value and the last token, or null.</summary>
    public static (decimal Value, int Last)? FractionAt(List<Token> tokens, int at)
    {
        var next = at + 1 < tokens.Count && tokens[at + 1].Printed == "-" ? at + 2 : at + 1;
        if (next >= tokens.Count)
        {
            return null;
        }

        var part = tokens[next].Folded;
        if (tokens[at].Folded == "a" || tokens[at].Folded == "one")
        {
            // "a third edition" counts editions, it does not divide one.
            return Parts.TryGetValue(part, out var single) && (tokens[at].Folded == "one" || EndsThere(tokens, next))
                ? (1m / single, next) : null;
        }

        return Small.TryGetValue(tokens[at].Folded, out var count) && count > 1 && part.EndsWith('s')
            && Parts.TryGetValue(part[..^1], out var several) && count < several
            ? ((decimal)count / several, next)
            : null;
    }

    private static bool EndsThere(List<Token> tokens, int at) => at + 1 >= tokens.Count
        || tokens[at + 1].Kind == TokenKind.Mark
        || tokens[at + 1].Folded is "of" or "as" or "less" or "more" or "fewer" or "lower" or "higher" or "the" or "and"
            or "but" or "than"
            or "when" or "while" or "if";

    private static Dictionary<string, int> Build(string words) =>
        words.Split(' ').Select((word, value) => (word, value)).Where(p => p.word != "-")
            .ToDictionary(p => p.word, p => p.value, StringComparer.Ordinal);
}
