using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Text;

namespace PaperBot.Exporting;

/// <summary>
/// Printed text as the value of a BibTeX field. LaTeX that was printed stays LaTeX (commands, accents, formulas), everything else
/// that LaTeX would read as its own is escaped, and braces always balance: BibTeX counts them whether or not a backslash stands
/// before them (Patashnik, "BibTeXing", 1988). Letters of other alphabets stay as they are, in UTF-8.
/// </summary>
internal static partial class BibTexText
{
    private const string Special = "&%#_";

    // Signs that make a command with a backslash before them: escaped characters, accents, spaces.
    private const string Commands = "&%#_$-,;!'`\"^~=./";

    /// <summary>The value without the braces around it; one line.</summary>
    public static string Of(string printed)
    {
        var line = Line(printed);
        var balanced = IsBalanced(line);
        var text = new StringBuilder(line.Length + 8);
        for (var at = 0; at < line.Length; at++)
        {
            if (balanced && FormulaPattern().Match(line, at) is { Success: true } formula && IsBalanced(formula.Value))
            {
                text.Append(formula.Value);
                at += formula.Length - 1;
            }
            else if (line[at] == '\\')
            {
                at += Command(line, at, balanced, text);
            }
            else
            {
                text.Append(Plain(line[at], balanced));
            }
        }

        return text.ToString();
    }

    /// <summary>True when every brace is closed and none before it was opened.</summary>
    public static bool IsBalanced(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth < 0)
            {
                return false;
            }
        }

        return depth == 0;
    }

    // Appends what a backslash begins and says how many characters after it are done.
    private static int Command(string line, int at, bool balanced, StringBuilder text)
    {
        var next = at + 1 < line.Length ? line[at + 1] : ' ';
        if (char.IsAsciiLetter(next) || Commands.Contains(next, StringComparison.Ordinal) || (balanced && next is '{' or '}'))
        {
            text.Append('\\').Append(next);
            return 1;
        }

        text.Append("\\textbackslash{}");
        return 0;
    }

    private static string Plain(char c, bool balanced) => c switch
    {
        '{' when !balanced => "\\textbraceleft{}",
        '}' when !balanced => "\\textbraceright{}",
        '$' => "\\$",
        '^' => "\\textasciicircum{}",
        '~' => "\\textasciitilde{}",
        _ when Special.Contains(c, StringComparison.Ordinal) => "\\" + c,
        _ => c.ToString(),
    };

    private static string Line(string printed)
    {
        var line = new StringBuilder(printed.Length);
        foreach (var rune in printed.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                line.Append(line.Length == 0 || line[^1] == ' ' ? "" : " ");
            }
            else if (!PlainLine.IsInvisible(rune))
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }

    // As pandoc reads it: a formula neither begins nor ends with a space, and no digit follows it; "$5 and $10" are prices.
    [GeneratedRegex(@"\G(?<!\\)\$(?! )(?:\\.|[^$\\])+(?<! )\$(?![0-9])")]
    private static partial Regex FormulaPattern();
}
