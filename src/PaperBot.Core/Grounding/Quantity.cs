namespace PaperBot.Grounding;

/// <summary>A number with what it counts.</summary>
/// <param name="Value">After scaling: 13K is 13,000; "half" is 0.5.</param>
/// <param name="Unit">Its unit, <see cref="Unit.None"/> for a bare number.</param>
/// <param name="First">Index of its first token.</param>
/// <param name="Last">Index of its last token, that of the unit included.</param>
/// <param name="Bound">+1 after "more than", -1 after "less than", else 0.</param>
/// <param name="Rounded">True after "about" and its like: a neighbour within 5% is then the same.</param>
/// <param name="Weak">True for "one", which is as often a pronoun as a number.</param>
internal sealed record Quantity(decimal Value, Unit Unit, int First, int Last, int Bound, bool Rounded, bool Weak)
{
    private const decimal RoundedTolerance = 0.05m;

    /// <summary>True when <paramref name="stated"/>, read in an abstract, says the same as this number of a claim.</summary>
    public bool IsStatedBy(Quantity stated)
    {
        if (Unit.Dimension == stated.Unit.Dimension)
        {
            return Near(Value * Unit.Factor, stated.Value * stated.Unit.Factor);
        }

        return (Unit.Dimension, stated.Unit.Dimension) switch
        {
            // "from 68 to 69.5 percent", "5.9 of seven points", "twice" for "a factor of two".
            ("", _) or ("point", "") => Near(Value, stated.Value),
            ("times", "") or ("share", "") => Near(Value, stated.Value),
            ("times", "share") or ("share", "times") => Near(Value, stated.Value),
            ("percent", "share") => Near(Value, stated.Value * 100),
            ("share", "percent") => Near(Value * 100, stated.Value),
            _ => false,
        };
    }

    private bool Near(decimal a, decimal b) =>
        a == b || (Rounded && Math.Abs(a - b) <= RoundedTolerance * Math.Abs(b));
}
