using System.Globalization;
using System.Text.RegularExpressions;

namespace PaperBot.CommandLine.Json;

/// <summary>
/// Spells out what even the most lenient built-in encoder escapes: letters beyond the basic plane, non-breaking spaces, private use.
/// </summary>
internal static partial class ReadableJson
{
    /// <summary>The same document with every character from U+00A0 on as itself; half a surrogate pair stays escaped.</summary>
    public static string Of(string json) =>
        json.Contains("\\u", StringComparison.Ordinal) ? Escape().Replace(json, SpeltOut) : json;

    private static string SpeltOut(Match escape)
    {
        if (escape.Groups["low"].Success)
        {
            return $"{Unit(escape.Groups["high"])}{Unit(escape.Groups["low"])}";
        }

        return escape.Groups["one"].Success && Unit(escape.Groups["one"]) is >= '\u00A0' and var c && !char.IsSurrogate(c)
            ? c.ToString()
            : escape.Value;
    }

    private static char Unit(Group hex) => (char)ushort.Parse(hex.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // The last alternative steps over other escapes, so that the second half of an escaped backslash begins none.
    [GeneratedRegex(@"\\u(?<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?<low>[dD][c-fC-F][0-9a-fA-F]{2})|\\u(?<one>[0-9a-fA-F]{4})|\\.")]
    private static partial Regex Escape();
}
