using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Text;

namespace PaperBot.Listings.Records;

/// <summary>Decodes the LaTeX that BibTeX uses for letters outside ASCII. Formulas stay as they are.</summary>
internal static partial class LatexText
{
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
            return (letter + LatexSymbols.Accents[match.Groups["accent"].Value]).Normalize(NormalizationForm.FormC);
        });
        text = Letter().Replace(text, match => LatexSymbols.Letters[match.Groups["name"].Value]);
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
