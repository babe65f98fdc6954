using System.Globalization;

namespace PaperBot.Grounding;

/// <summary>
/// Finds the numbers of a sentence, in digits or words, with scale and unit. Ordinals are none, and digits inside a name
/// (GPT-4) belong to the name.
/// </summary>
internal sealed class Quantities
{
    private static readonly Dictionary<string, decimal> Times = new(StringComparer.Ordinal)
    {
        ["twice"] = 2, ["twofold"] = 2, ["double"] = 2, ["doubles"] = 2, ["doubled"] = 2, ["doubling"] = 2, ["thrice"] = 3,
        ["threefold"] = 3, ["triple"] = 3, ["triples"] = 3, ["tripled"] = 3, ["tripling"] = 3, ["fourfold"] = 4, ["fivefold"] = 5,
        ["tenfold"] = 10,
        ["quadruple"] = 4, ["quadruples"] = 4, ["quadrupled"] = 4,
    };

    private static readonly Dictionary<string, decimal> Shares = new(StringComparer.Ordinal)
    {
        ["half"] = 1m / 2, ["halves"] = 1m / 2, ["halve"] = 1m / 2, ["halved"] = 1m / 2, ["halving"] = 1m / 2,
    };

    private readonly List<Token> tokens;
    private readonly List<Quantity> found = [];

    private Quantities(List<Token> tokens)
    {
        this.tokens = tokens;
    }

    /// <summary>The numbers in order.</summary>
    public static List<Quantity> In(List<Token> tokens)
    {
        var reader = new Quantities(tokens);
        for (var at = 0; at < tokens.Count;)
        {
            at = reader.ReadAt(at);
        }

        reader.ShareUnits();
        return reader.found;
    }

    private int ReadAt(int at)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Mark)
        {
            return at + 1;
        }

        if (token.Kind == TokenKind.Word && (Times.TryGetValue(token.Folded, out var fixedValue)
            || Shares.TryGetValue(token.Folded, out fixedValue)))
        {
            Add(fixedValue, fixedValue >= 1 ? Unit.Times : Unit.Share, at, at, weak: false);
            return at + 1;
        }

        if (SpeltOut.FractionAt(tokens, at) is { } fraction)
        {
            Add(fraction.Value, Unit.Share, at, fraction.Last, weak: false);
            return fraction.Last + 1;
        }

        // "the tenth week" and "week ten".
        if (token.Kind == TokenKind.Word && SpeltOut.OrdinalOf(token.Folded) is { } ordinal && at + 1 < tokens.Count
            && Units.Of(tokens[at + 1].Folded) is { Dimension: "time" or "months" } unitOfOrdinal)
        {
            Add(ordinal, unitOfOrdinal, at, at + 1, weak: false);
            return at + 2;
        }

        if (token.Kind == TokenKind.Word)
        {
            return SpeltOut.NumberAt(tokens, at) is { } spelt ? ReadUnit(spelt.Value, at, spelt.Last, token.Folded == "one")
                : at + 1;
        }

        return BelongsToName(at)
            || !decimal.TryParse(token.Printed, NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            || value > 1_000_000_000_000_000m
            ? at + 1
            : ReadUnit(value, at, at, weak: false);
    }

    // GPT-4 and Memory^3, but not the 8 of "3-8 seconds".
    private bool BelongsToName(int at) => tokens[at].Glued && at > 0
        && (tokens[at - 1].Kind == TokenKind.Word
            || (at > 1 && tokens[at - 1].Printed is "-" or "^" or ":" or "." or "/" or "_" && tokens[at - 1].Glued
                && tokens[at - 2].Kind == TokenKind.Word));

    private int ReadUnit(decimal value, int first, int last, bool weak)
    {
        var next = last + 1;
        for (var steps = 0; steps < 2 && next < tokens.Count && tokens[next].Kind == TokenKind.Word; steps++)
        {
            var scale = Units.ScaleOf(tokens[next], tokens[next].Glued);
            if (scale == 1 || value > 1_000_000_000_000m)
            {
                break;
            }

            value *= scale;
            weak = false;
            last = next++;
        }

        // "27M-parameter", "3-bit", "8-second".
        var unitAt = next < tokens.Count && tokens[next].Printed == "-" && tokens[next].Glued ? next + 1 : next;
        if (unitAt < tokens.Count && UnitAt(unitAt) is { Unit.IsNone: false } unit)
        {
            last = unit.Last;
            Add(value, unit.Unit, first, last, weak && unit.Unit.Dimension is not "percent" and not "point");
            return last + 1;
        }

        // "6.7 chrF points", "2,700 GPU hours": a measure's name may stand between.
        if (unitAt + 1 < tokens.Count && tokens[unitAt].Kind == TokenKind.Word && tokens[unitAt].Printed.Any(char.IsUpper)
            && UnitAt(unitAt + 1) is { Unit.Dimension: "point" or "time" } named)
        {
            Add(value, named.Unit, first, last, weak: false);
            return last + 1;
        }

        // "2nd", "3D": digits that begin a word are no number of anything.
        if (next == last + 1 && next < tokens.Count && tokens[next].Kind == TokenKind.Word && tokens[next].Glued
            && tokens[last].Kind == TokenKind.Number)
        {
            return next + 1;
        }

        Add(value, UnitBefore(first), first, last, weak);
        return last + 1;
    }

    private (Unit Unit, int Last) UnitAt(int at)
    {
        var token = tokens[at];
        var next = at + 1 < tokens.Count ? tokens[at + 1] : null;
        if (token.Folded == "per" && next?.Folded is "cent" or "hundred")
        {
            return WithPoints(at + 1);
        }

        if (token.Folded is "%" or "percent" or "pct" or "percentage")
        {
            return WithPoints(at);
        }

        var unit = token.Printed is "×" ? Unit.Times : Units.Of(token.Folded);

        // A single letter is a unit only right after the digits' space, as printed: "21 m", not "three T cells".
        return unit.IsNone || (token.Printed.Length == 1 && char.IsUpper(token.Printed[0]) && token.Folded is "m" or "g" or "t"
            or "s" or "h")
            ? (token.Printed == "Å" ? (Units.Of("å"), at) : (Unit.None, at))
            : (unit, at);
    }

    private (Unit Unit, int Last) WithPoints(int last) =>
        last + 1 < tokens.Count && tokens[last + 1].Folded is "point" or "points" ? (Unit.Point, last + 1) : (Unit.Percent, last);

    // "€85", "aged nine to eleven".
    private Unit UnitBefore(int first) => first > 0 && tokens[first - 1].Folded is "aged" or "ages" or "age" ? Units.Of("years")
        : first > 0 && tokens[first - 1].Folded is "week" or "day" or "month" or "year" or "hour"
            ? Units.Of(tokens[first - 1].Folded)
        : first > 0 && tokens[first - 1].Printed is "€" or "$" ? Units.Of(tokens[first - 1].Printed == "€" ? "€" : "dollar")
            : Unit.None;

    private void Add(decimal value, Unit unit, int first, int last, bool weak) => found.Add(new Quantity(
        value, unit, first, last, QuantityContext.BoundBefore(tokens, first), QuantityContext.IsRoundedAt(tokens, first), weak));

    // "3, 8 or 15 seconds", "from 68.0 to 69.5 percent": the unit printed once counts for all of them.
    private void ShareUnits()
    {
        for (var i = found.Count - 2; i >= 0; i--)
        {
            if (found[i].Unit.IsNone && !found[i + 1].Unit.IsNone && found[i + 1].Unit.Dimension is not ("times" or "share")
                && QuantityContext.AreListed(tokens, found[i].Last, found[i + 1].First))
            {
                found[i] = found[i] with { Unit = found[i + 1].Unit };
            }
        }

        for (var i = 1; i < found.Count; i++)
        {
            if (found[i].Unit.IsNone && found[i - 1].Unit == Units.Of("years")
                && QuantityContext.AreListed(tokens, found[i - 1].Last, found[i].First))
            {
                found[i] = found[i] with { Unit = found[i - 1].Unit };
            }
        }
    }
}
