using System.Buffers;
using System.Text;

namespace PaperBot.Text;

/// <summary>Printed text inside Markdown.</summary>
internal static class Markdown
{
    private static readonly SearchValues<char> Special = SearchValues.Create("*_`~|[]<>#");

    /// <summary>
    /// The text with its marks escaped, so that it shows as printed. A backslash before punctuation is left alone: LaTeX's <c>\%</c>
    /// then shows as the per cent sign it stands for.
    /// </summary>
    public static string Escape(string printed)
    {
        if (printed.AsSpan().IndexOfAny(Special) < 0)
        {
            return printed;
        }

        var text = new StringBuilder(printed.Length + 8);
        for (var i = 0; i < printed.Length; i++)
        {
            var c = printed[i];
            if (Special.Contains(c) && (i == 0 || printed[i - 1] != '\\') && !IsInsideWord(printed, i))
            {
                text.Append('\\');
            }

            text.Append(c);
        }

        return text.ToString();
    }

    // "snake_case", "C#" and "a<b" between letters mean nothing to Markdown; an escape there would only be noise in plain text.
    private static bool IsInsideWord(string text, int at) =>
        text[at] is '_' or '#' or '<' or '>' && at > 0 && at + 1 < text.Length
        && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);
}
