using System.Text;

namespace PaperBot.Text;

/// <summary>
/// LaTeX as abstracts print it, turned into Unicode that people and models read: <c>$\alpha$</c> becomes α, <c>\%</c> becomes %.
/// For display and prompts only; what is stored and quoted stays as printed. A command or formula it does not know is left
/// exactly as
/// it stands, so that nothing is lost. Never throws.
/// </summary>
internal static class ReadableLatex
{
    // A formula longer than this is a dollar sign that was never closed.
    private const int LongestFormula = 400;

    /// <summary>The text in readable form; the same string when it holds no LaTeX.</summary>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny("\\$~`") < 0 && !text.Contains("--", StringComparison.Ordinal))
        {
            return text;
        }

        var readable = new StringBuilder(text.Length);
        var at = 0;
        var quoted = false;
        while (at < text.Length)
        {
            at = Next(text, at, readable, ref quoted);
        }

        return readable.ToString();
    }

    /// <summary>Appends what stands at <paramref name="at"/> and returns where to go on.</summary>
    private static int Next(string text, int at, StringBuilder readable, ref bool quoted)
    {
        switch (text[at])
        {
            case '$' when Formula(text, at, out var inner, out var end):
                readable.Append(LatexPiece.Math(inner) ?? text[at..end]);
                return end;
            case '\\' when LatexPiece.Bracketed(text, at, out var inner, out var end):
                readable.Append(LatexPiece.Math(inner) ?? text[at..end]);
                return end;
            case '\\' when LatexPiece.Command(text, at, math: false) is { } command:
                readable.Append(command.Text);
                return command.End;
            case '\\':
                // The name of an unknown command is no text to read further: "\dash--x" keeps its letters.
                readable.Append('\\');
                return at + 1;
            case '{' when LatexPiece.Group(text, at, out var inner, out var end) && inner.StartsWith('\\')
                && LatexPiece.Whole(inner, math: false) is { } converted:
                readable.Append(converted.TrimStart());
                return end;
            case '~' when IsTie(text, at):
                readable.Append(' ');
                return at + 1;
            case '-' when Dash(text, at) is var (dash, length):
                readable.Append(dash);
                return at + length;
            case '`' when at + 1 < text.Length && text[at + 1] == '`':
                quoted = true;
                readable.Append('“');
                return at + 2;
            case '\'' when quoted && at + 1 < text.Length && text[at + 1] == '\'':
                quoted = false;
                readable.Append('”');
                return at + 2;
            default:
                readable.Append(text[at]);
                return at + 1;
        }
    }

    // As Pandoc tells formulas from money: no space inside the dollars, no digit after them. Source: pandoc.org,
    // tex_math_dollars.
    private static bool Formula(string text, int at, out string inner, out int end)
    {
        var marks = at + 1 < text.Length && text[at + 1] == '$' ? 2 : 1;
        (inner, end) = ("", at);
        var start = at + marks;
        if (start >= text.Length || (marks == 1 && char.IsWhiteSpace(text[start])))
        {
            return false;
        }

        var close = start;
        while (close < text.Length && text[close] != '$')
        {
            close += text[close] == '\\' ? 2 : 1;
        }

        if (close >= text.Length || close == start || close - start > LongestFormula)
        {
            return false;
        }

        end = close + marks;
        inner = text[start..close];
        if (marks == 2)
        {
            return end <= text.Length && text[end - 1] == '$';
        }

        var isMoney = char.IsWhiteSpace(text[close - 1]) || (end < text.Length && char.IsAsciiDigit(text[end]));
        return !isMoney || inner.AsSpan().ContainsAny("\\^_");
    }

    // "Fig.~3" ties two words; "10~20", "~5%" and "/~ada" mean what they say.
    private static bool IsTie(string text, int at) =>
        at > 0 && at + 1 < text.Length && !char.IsWhiteSpace(text[at - 1]) && !char.IsWhiteSpace(text[at + 1])
        && text[at - 1] is not ('/' or '~' or '(' or '[' or '=') && text[at + 1] != '~'
        && !(char.IsDigit(text[at - 1]) && (char.IsDigit(text[at + 1]) || text[at + 1] == '$'));

    private static (string Dash, int Length)? Dash(string text, int at)
    {
        var length = 1;
        while (at + length < text.Length && text[at + length] == '-')
        {
            length++;
        }

        var begins = at == 0 || text[at - 1] is ' ' or '`' or '[' or '"' or '(';
        var isOption = length == 2 && begins && at + 2 < text.Length && char.IsAsciiLetter(text[at + 2]);
        var isComment = at > 0 && text[at - 1] is '!' or '<' || (at + length < text.Length && text[at + length] == '>');
        return length switch
        {
            _ when isOption || isComment => (text.Substring(at, length), length),
            2 => ("–", 2),
            3 => ("—", 3),
            > 3 => (text.Substring(at, length), length),
            _ => null,
        };
    }
}
