using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Papers;

/// <summary>
/// Text as it is compared, never shown: lower case, without accents, LaTeX and punctuation, words separated by one space.
/// </summary>
internal static partial class FoldedText
{
    private static readonly string[] Greek =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
        "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    /// <summary>
    /// Folds one line of text. <c>+</c> and <c>#</c> stay, because C, C++ and C# are three things; Greek letters become their
    /// names, because sources print both <c>α</c> and <c>\alpha</c>.
    /// </summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in Decomposed(text.AsSpan().ContainsAny("\\{$") ? WithoutLatex(text) : text).EnumerateRunes())
        {
            if (rune.Value is (>= 0x300 and <= 0x36F) or '\'' or '’' or '‘' or 'ʼ')
            {
                continue;
            }

            if (!Belongs(rune))
            {
                gap = folded.Length > 0;
                continue;
            }

            if (gap)
            {
                folded.Append(' ');
                gap = false;
            }

            Append(folded, Rune.ToLowerInvariant(rune));
        }

        return folded.ToString();
    }

    private static bool Belongs(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value is '+' or '#' or '&'
        // Vowel signs carry meaning in scripts such as Devanagari; only Latin, Greek and Cyrillic accents are dropped above.
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static void Append(StringBuilder folded, Rune rune)
    {
        switch (rune.Value)
        {
            case '&': folded.Append("and"); break;
            case 'ß': folded.Append("ss"); break;
            case 'æ': folded.Append("ae"); break;
            case 'œ': folded.Append("oe"); break;
            case 'ø': folded.Append('o'); break;
            case 'ł': folded.Append('l'); break;
            case 'đ' or 'ð': folded.Append('d'); break;
            case 'þ': folded.Append("th"); break;
            case 'ı': folded.Append('i'); break;
            case >= 'α' and <= 'ω': folded.Append(Greek[rune.Value - 'α']); break;
            default: folded.Append(rune.ToString()); break;
        }
    }

    private static string Decomposed(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair, as "\ud83d" in JSON can spell it, has no normal form.
            return string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKD);
        }
    }

    private static string WithoutLatex(string text)
    {
        text = Accent().Replace(text, "$1");
        text = Formatting().Replace(text, "");
        return Command().Replace(text, match => match.Groups[1].Value is "aa" or "AA" ? "a" : match.Groups[1].Value);
    }

    [GeneratedRegex("""\\(?:[`'"^~=.]\s*|[uvHckrbdt](?=[\s{])\s*)\{?\s*\\?([A-Za-z])\s*\}?""")]
    private static partial Regex Accent();

    [GeneratedRegex(@"\\(?:emph|text[a-z]*|math[a-z]*|mbox|ensuremath|operatorname|left|right|rm|bf|it|em|tt|sc|sf)(?![A-Za-z])\s*")]
    private static partial Regex Formatting();

    [GeneratedRegex(@"\\([A-Za-z]+)\s?")]
    private static partial Regex Command();
}
