using System.Globalization;
using System.Text;

namespace PaperBot.Prompts.Grammars;

/// <summary>
/// Writes GBNF, the grammar notation of llama.cpp. Only the oldest parts of it are used (literals, classes, groups, <c>|</c>,
/// <c>*</c>,
/// <c>?</c>), which every version reads. Source: llama.cpp, grammars/README.md.
/// </summary>
internal static class GbnfText
{
    /// <summary>
    /// A literal that admits exactly the text. Half a surrogate pair, which no model can write, becomes U+FFFD.
    /// </summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            literal.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < 0x20 or 0x7F => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                // A line of its own to some readers of the grammar.
                0x85 or 0x2028 or 0x2029 => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => rune.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>Alternatives in brackets; at least one.</summary>
    public static string AnyOf(IEnumerable<string> parts) => $"({string.Join(" | ", parts)})";

    /// <summary>
    /// One to <paramref name="most"/> times <paramref name="part"/> with <paramref name="gap"/> between, without counted
    /// repetition.
    /// </summary>
    public static string UpTo(int most, string part, string gap) =>
        most <= 1 ? part : $"{part} ({gap} {UpTo(most - 1, part, gap)})?";
}
