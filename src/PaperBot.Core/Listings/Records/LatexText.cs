using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Listings.Records;

/// <summary>Decodes the LaTeX that BibTeX uses for letters outside ASCII. Formulas stay as they are.</summary>
internal static partial class LatexText
{
    private static readonly FrozenDictionary<string, string> Accents = new Dictionary<string, string>
    {
        ["`"] = "\u0300", ["'"] = "\u0301", ["^"] = "\u0302", ["~"] = "\u0303", ["="] = "\u0304", ["u"] = "\u0306", ["."] = "\u0307",
        ["\""] = "\u0308", ["r"] = "\u030A", ["H"] = "\u030B", ["v"] = "\u030C", ["d"] = "\u0323", ["c"] = "\u0327", ["k"] = "\u0328", ["b"] = "\u0331",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Letters = new Dictionary<string, string>
    {
        ["aa"] = "å", ["AA"] = "Å", ["ae"] = "æ", ["AE"] = "Æ", ["oe"] = "œ", ["OE"] = "Œ", ["o"] = "ø", ["O"] = "Ø", ["l"] = "ł", ["L"] = "Ł",
        ["ss"] = "ß", ["i"] = "ı", ["j"] = "ȷ", ["dh"] = "ð", ["DH"] = "Ð", ["dj"] = "đ", ["DJ"] = "Đ", ["th"] = "þ", ["TH"] = "Þ", ["ng"] = "ŋ", ["NG"] = "Ŋ",
    }.ToFrozenDictionary();

    /// <summary>Accents, special letters, escaped signs and protecting braces become plain text.</summary>
    public static string Decode(string text)
    {
        if (text.AsSpan().IndexOfAny('\\', '{', '~') < 0 && !text.Contains('}', StringComparison.Ordinal))
        {
            return text;
        }

        // A formula's braces and backslashes have their own meaning.
        var pieces = Formula().Split(text);
        return string.Concat(pieces.Select(piece => piece.StartsWith('$') ? piece : DecodePlain(piece))).Trim();
    }

    private static string DecodePlain(string text)
    {
        text = Accent().Replace(text, match =>
        {
            var letter = match.Groups["letter"].Value switch { "\\i" or "ı" => "i", "\\j" or "ȷ" => "j", var plain => plain };
            return (letter + Accents[match.Groups["accent"].Value]).Normalize(NormalizationForm.FormC);
        });
        text = Letter().Replace(text, match => Letters[match.Groups["name"].Value]);
        text = Command().Replace(text, string.Empty);
        text = text.Replace('~', ' ');
        text = Brace().Replace(text, string.Empty);
        return Escape().Replace(text, "$1");
    }

    [GeneratedRegex(@"((?<!\\)\$[^$]*(?<!\\)\$)")]
    private static partial Regex Formula();

    [GeneratedRegex(
        @"\\(?:(?<accent>[`'^~=.""])\s*|(?<accent>[uvHcdkrb])(?:\s+|(?=\{)))"
        + @"(?:\{\s*(?<letter>\\[ij](?![A-Za-z])|\p{L})\s*\}|(?<letter>\\[ij](?![A-Za-z])\s?|\p{L}))")]
    private static partial Regex Accent();

    [GeneratedRegex(@"\\(?<name>aa|AA|ae|AE|oe|OE|ss|dh|DH|dj|DJ|th|TH|ng|NG|[oOlLij])(?![A-Za-z])(?:\{\}|\s+(?=\p{L})|)")]
    private static partial Regex Letter();

    [GeneratedRegex(@"\\(?:emph|textit|textbf|textsc|texttt|textrm|textsf|textup|mbox|text|it|bf|em|sc|tt|rm)(?![A-Za-z])\s*")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<!\\)[{}]")]
    private static partial Regex Brace();

    [GeneratedRegex(@"\\([&%$#_{}])")]
    private static partial Regex Escape();
}
