using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Prompts.Sources;

/// <summary>Text of a paper as a prompt shows it.</summary>
internal static partial class ShownLine
{
    /// <summary>
    /// One line in readable form, so that no text can begin a delimiter's line. Invisible characters go, because they can carry
    /// words that
    /// only a model reads; a number in brackets gets other brackets, because the abstract's own references are no markers of
    /// ours.
    /// </summary>
    public static string Of(string printed)
    {
        var line = new StringBuilder(printed.Length);
        foreach (var rune in PrintedText.Collapse(ReadableLatex.Of(printed)).EnumerateRunes())
        {
            // Joiners shape letters in many scripts.
            if (rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not
                (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
            {
                line.Append(rune.ToString());
            }
        }

        return NumberInBrackets().Replace(PrintedText.Collapse(line.ToString()), "［$1］");
    }

    [GeneratedRegex(@"\[(\s*\d[\d\s.,;–-]*)\]")]
    private static partial Regex NumberInBrackets();
}
