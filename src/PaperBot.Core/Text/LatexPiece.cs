using System.Globalization;
using System.Text;

namespace PaperBot.Text;

/// <summary>One command, group or formula of LaTeX, read into Unicode as a whole or not at all.</summary>
internal static class LatexPiece
{
    // Deeper nesting is no abstract; the limit keeps hostile text from exhausting the stack.
    private const int Deepest = 12;

    // The limit keeps a text of nothing but open braces from being searched to its end at each of them.
    private const int Longest = 1000;

    /// <summary>What a formula says, or null when something in it is not known.</summary>
    public static string? Math(string inner) => Whole(inner, math: true)?.Trim() is { Length: > 0 } read ? read : null;

    /// <summary>A text in which every command is known, or null.</summary>
    public static string? Whole(string text, bool math, int depth = 0)
    {
        if (depth > Deepest)
        {
            return null;
        }

        var read = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            switch (text[at])
            {
                case '\\':
                    if (Command(text, at, math, depth) is not { } command)
                    {
                        return null;
                    }

                    read.Append(command.Text);
                    at = command.End;
                    break;
                case '{':
                    if (!Group(text, at, out var inner, out var end) || Whole(inner, math, depth + 1) is not { } group)
                    {
                        return null;
                    }

                    read.Append(group);
                    at = end;
                    break;
                case '^' or '_' when math:
                    if (Argument(text, at + 1, math, depth) is not { } shifted)
                    {
                        return null;
                    }

                    read.Append(Shifted(text[at], shifted.Text));
                    at = shifted.End;
                    break;
                case '}' or '$' or '&' when math:
                    return null;
                case '~':
                    read.Append(' ');
                    at++;
                    break;
                default:
                    read.Append(text[at++]);
                    break;
            }
        }

        return read.ToString();
    }

    /// <summary>What the command at a backslash prints and where it ends, or null when it is not known.</summary>
    public static (string Text, int End)? Command(string text, int at, bool math, int depth = 0)
    {
        if (at + 1 >= text.Length || depth > Deepest)
        {
            return null;
        }

        var sign = text[at + 1];
        if (!char.IsAsciiLetter(sign))
        {
            return Sign(text, at, sign, math, depth);
        }

        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return Named(text, text[(at + 1)..end], end, math, depth);
    }

    /// <summary><c>{…}</c> with its braces balanced.</summary>
    public static bool Group(string text, int at, out string inner, out int end)
    {
        (inner, end) = ("", at);
        if (at >= text.Length || text[at] != '{')
        {
            return false;
        }

        var open = 0;
        var last = System.Math.Min(text.Length, at + Longest);
        for (var i = at; i < last; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '{')
            {
                open++;
            }
            else if (text[i] == '}' && --open == 0)
            {
                (inner, end) = (text[(at + 1)..i], i + 1);
                return true;
            }
        }

        return false;
    }

    /// <summary><c>\(…\)</c> and <c>\[…\]</c>.</summary>
    public static bool Bracketed(string text, int at, out string inner, out int end)
    {
        (inner, end) = ("", at);
        var close = at + 1 < text.Length ? text[at + 1] switch { '(' => "\\)", '[' => "\\]", _ => null } : null;
        var found = close is null ? -1 : text.AsSpan(at + 2, System.Math.Min(Longest, text.Length - at - 2)).IndexOf(close);
        if (found < 0)
        {
            return false;
        }

        (inner, end) = (text.Substring(at + 2, found), at + found + 4);
        return true;
    }

    private static (string Text, int End)? Sign(string text, int at, char sign, bool math, int depth) => sign switch
    {
        '%' or '&' or '$' or '#' or '_' or '{' or '}' => (sign.ToString(), at + 2),
        ',' or ';' or ':' or '>' when math => (" ", at + 2),
        ',' or ' ' or '\n' => (" ", at + 2),
        '!' when math => ("", at + 2),
        '|' when math => ("‖", at + 2),
        '-' or '/' or '@' when !math => ("", at + 2),
        '\\' when at + 2 < text.Length && !char.IsLetterOrDigit(text[at + 2]) => (" ", at + 2),
        _ when !math && LatexSymbols.Accents.ContainsKey(sign.ToString()) => Accented(text, at + 2, sign.ToString(), depth),
        _ => null,
    };

    private static (string Text, int End)? Named(string text, string name, int end, bool math, int depth)
    {
        if (LatexSymbols.Dress.Contains(name))
        {
            return Dressed(text, name, end, math && name is not ("text" or "mbox" or "textrm"), depth);
        }

        if (LatexSymbols.Signs.TryGetValue(name, out var sign) || (LatexSymbols.Names.Contains(name) && (sign = name) == name))
        {
            return (sign!, AfterEmptyGroup(text, end));
        }

        if (!math && LatexSymbols.Letters.TryGetValue(name, out var letter))
        {
            return (letter, AfterName(text, end));
        }

        if (LatexSymbols.Switches.Contains(name))
        {
            return ("", name is "left" or "right" && end < text.Length && text[end] == '.' ? end + 1 : AfterName(text, end));
        }

        if (LatexSymbols.Gaps.Contains(name))
        {
            return (" ", AfterName(text, end));
        }

        var known = (name, math) switch
        {
            ("frac" or "tfrac" or "dfrac" or "nicefrac" or "sfrac", _) => Fraction(text, end, depth),
            ("sqrt", _) => Argument(text, end, true, depth) is { } root ? ("√" + InBrackets(root.Text), root.End) : null,
            ("mathbb" or "mathds", _) => Argument(text, end, true, depth) is { } board
                ? (LatexSymbols.InBlackboard(board.Text), board.End) : null,
            ("href", _) => Group(text, end, out _, out var label) ? Argument(text, label, math, depth) : null,
            ("not", true) when text.AsSpan(end).StartsWith("=") => ("≠", end + 1),
            _ => ((string, int)?)null,
        };
        if (known is not null)
        {
            return known;
        }

        return math
            ? LatexSymbols.MathAccents.TryGetValue(name, out var mark) && Argument(text, end, true, depth) is { } below
                ? (Marked(below.Text, mark), below.End)
                : null
            : name.Length == 1 && LatexSymbols.Accents.ContainsKey(name) && end < text.Length && text[end] is '{' or ' '
                ? Accented(text, end, name, depth)
                : null;
    }

    private static (string Text, int End)? Dressed(string text, string name, int end, bool math, int depth)
    {
        if (!Group(text, end, out var inner, out var close))
        {
            return math ? Argument(text, end, true, depth) : null;
        }

        if (name is "url" or "path")
        {
            return (inner, close);
        }

        return Whole(inner, math, depth + 1) is not { } read ? null : (name switch
        {
            "textsuperscript" => LatexSymbols.Raised(read) ?? read,
            "textsubscript" => LatexSymbols.Lowered(read) ?? read,
            _ => read,
        }, close);
    }

    private static (string Text, int End)? Fraction(string text, int end, int depth) =>
        Argument(text, end, true, depth) is { } above && Argument(text, above.End, true, depth) is { } below
            ? ($"{InBrackets(above.Text)}/{InBrackets(below.Text)}", below.End)
            : null;

    /// <summary>A group, a command or one character.</summary>
    private static (string Text, int End)? Argument(string text, int at, bool math, int depth)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        if (at >= text.Length || text[at] is '}' or '^' or '_' or '$')
        {
            return null;
        }

        return text[at] switch
        {
            '{' => Group(text, at, out var inner, out var end) && Whole(inner, math, depth + 1) is { } group
                ? (group, end)
                : null,
            '\\' => Command(text, at, math, depth + 1),
            _ when char.IsSurrogate(text[at]) => null,
            _ => (text[at].ToString(), at + 1),
        };
    }

    private static string Shifted(char sign, string text)
    {
        var form = sign == '^' ? LatexSymbols.Raised(text) : LatexSymbols.Lowered(text);
        return form ?? (text is "*" or "†" ? text : sign + InBrackets(text));
    }

    private static string InBrackets(string text) => text.All(char.IsLetterOrDigit) || text.Length == 1 ? text : $"({text})";

    private static (string Text, int End)? Accented(string text, int at, string accent, int depth)
    {
        if (Argument(text, at, false, depth) is not { Text.Length: > 0 } letter || !char.IsLetter(letter.Text[0]))
        {
            return null;
        }

        var plain = letter.Text[0] switch { 'ı' => "i", 'ȷ' => "j", _ => letter.Text[..1] };
        return (Marked(plain, LatexSymbols.Accents[accent]) + letter.Text[1..], letter.End);
    }

    private static string Marked(string text, string mark) =>
        text.Length == 0 || char.IsSurrogate(text[0])
        || CharUnicodeInfo.GetUnicodeCategory(text[0]) == UnicodeCategory.OtherNotAssigned
            ? text
            : (text[..1] + mark).Normalize(NormalizationForm.FormC) + text[1..];

    private static int AfterEmptyGroup(string text, int end) => text.AsSpan(end).StartsWith("{}") ? end + 2 : end;

    // A space after a command's name only ends the name.
    private static int AfterName(string text, int end) =>
        text.AsSpan(end).StartsWith("{}") ? end + 2 : end < text.Length && text[end] == ' ' ? end + 1 : end;
}
