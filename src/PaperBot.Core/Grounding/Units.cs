namespace PaperBot.Grounding;

/// <summary>What a number counts: a dimension ("time") and how many of its base unit one is.</summary>
internal readonly record struct Unit(string Dimension, decimal Factor)
{
    public static readonly Unit None = new("", 1);
    public static readonly Unit Percent = new("percent", 1);
    public static readonly Unit Point = new("point", 1);
    public static readonly Unit Times = new("times", 1);
    public static readonly Unit Share = new("share", 1);

    /// <summary>True for a bare number, whose noun says what it counts.</summary>
    public bool IsNone => Dimension.Length == 0;
}

/// <summary>The units that numbers of abstracts carry, and the words that scale them.</summary>
internal static class Units
{
    private static readonly Dictionary<string, Unit> ByWord = Build("""
        percent 1 percent pct
        point 1 point points pp
        times 1 times fold x
        time 0.001 ms msec millisecond milliseconds
        time 0.000001 µs μs microsecond microseconds
        time 1 s sec secs second seconds
        time 60 min mins minute minutes
        time 3600 h hr hrs hour hours
        time 86400 day days
        time 604800 week weeks
        months 1 month months
        months 12 year years yr yrs
        length 0.0000000001 å angstrom angstroms
        length 0.000000001 nm nanometre nanometres nanometer nanometers
        length 0.000001 µm μm micrometre micrometres micrometer micrometers micron microns
        length 0.001 mm millimetre millimetres millimeter millimeters
        length 0.01 cm centimetre centimetres centimeter centimeters
        length 1 m metre metres meter meters
        length 1000 km kilometre kilometres kilometer kilometers
        mass 0.001 mg milligram milligrams
        mass 1 g gram grams
        mass 1000 kg kilogram kilograms
        mass 1000000 t tonne tonnes ton tons
        bytes 1000 kb kilobyte kilobytes
        bytes 1000000 mb megabyte megabytes
        bytes 1000000000 gb gigabyte gigabytes
        bytes 1000000000000 tb terabyte terabytes
        bits 1 bit bits
        hertz 1 hz hertz
        hertz 1000 khz kilohertz
        hertz 1000000 mhz megahertz
        hertz 1000000000 ghz gigahertz
        watt 1 w watt watts
        watt 1000 kw kilowatt kilowatts
        euro 1 € euro euros eur
        dollar 1 dollar dollars usd
        degree 1 ° degree degrees
        pixel 1 px pixel pixels
        pixel 1000000 megapixel megapixels
        """);

    private static readonly Dictionary<string, decimal> Scales = new(StringComparer.Ordinal)
    {
        ["hundred"] = 100, ["thousand"] = 1_000, ["million"] = 1_000_000, ["billion"] = 1_000_000_000,
        ["trillion"] = 1_000_000_000_000, ["bn"] = 1_000_000_000, ["mn"] = 1_000_000,
    };

    /// <summary>The unit that a folded word or sign names, or <see cref="Unit.None"/>.</summary>
    public static Unit Of(string folded) => folded == "%" ? Unit.Percent : ByWord.GetValueOrDefault(folded, Unit.None);

    /// <summary>What a word or a letter glued to digits ("13K", "2.4B") multiplies by; 1 when it is no scale.</summary>
    public static decimal ScaleOf(Token token, bool glued) => Scales.TryGetValue(token.Folded, out var scale) ? scale
        : token.Printed switch
        {
            "K" => 1_000,
            "k" when glued => 1_000,
            "M" => 1_000_000,
            "B" => 1_000_000_000,
            "b" when glued => 1_000_000_000,
            "T" when glued => 1_000_000_000_000,
            _ => 1,
        };

    private static Dictionary<string, Unit> Build(string lines)
    {
        Dictionary<string, Unit> units = new(StringComparer.Ordinal);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in parts[2..])
            {
                units[word.TrimEnd('\r')] =
                    new Unit(parts[0], decimal.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        // Folding a word drops the ring of the sign.
        units["a\u030a"] = units["å"];
        return units;
    }
}
