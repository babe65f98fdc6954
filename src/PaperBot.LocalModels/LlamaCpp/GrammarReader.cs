using System.Buffers;
using System.Globalization;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Reads the GBNF notation (grammars/README.md of llama.cpp) as strictly as llama.cpp does.</summary>
internal sealed class GrammarReader(string text)
{
    private const int MostNested = 64;
    private const int MostRepetitions = 2000;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly List<string> tokens = [];
    private int at;
    private int nested;

    /// <summary>The tokens it speaks of by their text, once it was read.</summary>
    public IReadOnlyList<string> Tokens => tokens;

    /// <exception cref="LlamaException">It is not one; the sentence names the line.</exception>
    public Dictionary<string, GrammarPart> Read()
    {
        var rules = new Dictionary<string, GrammarPart>(StringComparer.Ordinal);
        Space(lines: true);
        while (at < text.Length)
        {
            var name = Name();
            Space(lines: false);
            Expect("::=");
            Space(lines: true);
            rules[name] = Choice();
            if (at < text.Length && Here is not ('\r' or '\n'))
            {
                throw Wrong($"'{Here}' has no place here");
            }

            Space(lines: true);
        }

        return rules;
    }

    /// <summary>The character to be read; the zero character, which no grammar has, at the end.</summary>
    private char Here => at < text.Length ? text[at] : '\0';

    private GrammarChoice Choice()
    {
        List<GrammarPart> parts = [Sequence()];
        while (Here == '|')
        {
            at++;
            Space(lines: true);
            parts.Add(Sequence());
        }

        return new GrammarChoice(parts);
    }

    private GrammarSequence Sequence()
    {
        List<GrammarPart> parts = [];
        while (at < text.Length)
        {
            if (Here is '*' or '+' or '?' or '{')
            {
                if (parts.Count == 0)
                {
                    throw Wrong($"'{Here}' repeats nothing");
                }

                parts[^1] = new GrammarRepetition(parts[^1], Repetition());
            }
            else if (One() is { } part)
            {
                parts.Add(part);
            }
            else
            {
                break;
            }

            Space(lines: nested > 0);
        }

        return new GrammarSequence(parts);
    }

    private GrammarPart? One()
    {
        switch (Here)
        {
            case '"':
                return new GrammarText(Quoted('"') == 0);
            case '[':
                return Quoted(']') > 0 ? new GrammarText(Empty: false) : throw Wrong("a range of characters is empty");
            case '.':
                at++;
                return new GrammarText(Empty: false);
            case '<' or '!':
                at += Here == '!' ? 1 : 0;
                Token();
                return new GrammarText(Empty: false);
            case '(':
                return Group();
            default:
                return IsWord(Here) ? new GrammarName(Name()) : null;
        }
    }

    private GrammarChoice Group()
    {
        if (++nested > MostNested)
        {
            throw Wrong($"parentheses are nested more than {MostNested} deep");
        }

        at++;
        Space(lines: true);
        var choice = Choice();
        Expect(")");
        nested--;
        return choice;
    }

    /// <summary>Reads a sign of repetition and tells whether none is enough.</summary>
    private bool Repetition()
    {
        var sign = Here;
        at++;
        if (sign != '{')
        {
            return sign != '+';
        }

        Space(lines: nested > 0);
        var least = Number();
        var most = least;
        Space(lines: nested > 0);
        if (Here == ',')
        {
            at++;
            Space(lines: nested > 0);
            most = char.IsAsciiDigit(Here) ? Number() : int.MaxValue;
            Space(lines: nested > 0);
        }

        Expect("}");
        return least > MostRepetitions || most < least
            ? throw Wrong($"a repetition goes from 0 to {MostRepetitions}, and not from more to fewer")
            : least == 0;
    }

    private int Number()
    {
        var begin = at;
        while (char.IsAsciiDigit(Here))
        {
            at++;
        }

        return int.TryParse(text.AsSpan(begin, at - begin), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong("a number of repetitions is missing or too large");
    }

    /// <summary>Reads to the end of a literal or a range and tells how many characters it has.</summary>
    private int Quoted(char end)
    {
        var count = 0;
        at++;
        while (Here != end)
        {
            if (at >= text.Length)
            {
                throw Wrong($"'{end}' is missing");
            }

            at += Here == '\\' ? Escape() : 1;
            count++;
        }

        at++;
        return count;
    }

    /// <summary>Length of an escape.</summary>
    private int Escape()
    {
        var kind = at + 1 < text.Length ? text[at + 1] : '\0';
        var digits = kind switch
        {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            't' or 'r' or 'n' or '\\' or '"' or '[' or ']' or '-' => 0,
            _ => throw Wrong($"'\\{kind}' is no escape"),
        };
        return text.Length - at - 2 >= digits && text.AsSpan(at + 2, digits).ContainsAnyExcept(Hexadecimal) is false
            ? 2 + digits
            : throw Wrong($"'\\{kind}' wants {digits} hexadecimal digits");
    }

    private string Name()
    {
        var begin = at;
        while (IsWord(Here))
        {
            at++;
        }

        return at > begin ? text[begin..at] : throw Wrong("a name is missing");
    }

    private void Expect(string sign)
    {
        if (!text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal))
        {
            throw Wrong($"'{sign}' is missing");
        }

        at += sign.Length;
    }

    /// <summary>Reads <c>&lt;text of a token&gt;</c> or <c>&lt;[number]&gt;</c>.</summary>
    private void Token()
    {
        var begin = at;
        Expect("<");
        var end = text.IndexOf('>', at);
        at = end >= 0 ? end + 1 : throw Wrong("'>' is missing");
        if (text[begin + 1] != '[')
        {
            tokens.Add(text[begin..at]);
        }
        else if (text[end - 1] != ']' || !IsNumber(text.AsSpan(begin + 2, Math.Max(0, end - begin - 3))))
        {
            throw Wrong("'<[' is not followed by a number and ']>'");
        }
    }

    private void Space(bool lines)
    {
        while (Here is ' ' or '\t' or '#' || (lines && Here is '\r' or '\n'))
        {
            if (Here == '#')
            {
                var end = text.AsSpan(at).IndexOfAny('\r', '\n');
                at = end < 0 ? text.Length : at + end;
            }
            else
            {
                at++;
            }
        }
    }

    private LlamaException Wrong(string what) =>
        new($"The grammar cannot be read: {what} (line {text.AsSpan(0, Math.Min(at, text.Length)).Count('\n') + 1}).");

    private static bool IsNumber(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '-';
}
