using System.Text;

namespace PaperBot.Listings.Records;

/// <summary>
/// One entry of a BibTeX file, taken apart. Grammar as in Patashnik's "BibTeXing" (1988): <c>@type{key, field = value # value, …}</c>, values in
/// braces, in quotation marks, numbers, or names of strings; parentheses may stand for the outer braces.
/// </summary>
internal sealed class BibTexEntry
{
    private readonly string _text;
    private int _at;

    private BibTexEntry(string text, int at) => (_text, _at) = (text, at);

    /// <summary>Entry type in lower case.</summary>
    public string Type { get; private set; } = string.Empty;

    /// <summary>Field names in lower case; values raw, concatenated, names of strings replaced.</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the entry, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Position behind the entry.</summary>
    public int End => _at;

    /// <summary>Reads the entry whose <c>@</c> stands at <paramref name="at"/>.</summary>
    /// <param name="text">Text of the file around the entry.</param>
    /// <param name="at">Position of the entry.</param>
    /// <param name="strings">Known abbreviations, which an <c>@string</c> entry extends.</param>
    public static BibTexEntry Read(string text, int at, Dictionary<string, string> strings)
    {
        var entry = new BibTexEntry(text, at + 1);
        entry.Type = entry.Word().ToLowerInvariant();
        entry.Space();
        if (!entry.Is('{') && !entry.Is('('))
        {
            entry.Problem = "this entry has no opening brace";
            return entry;
        }

        var close = entry._text[entry._at++] == '{' ? '}' : ')';
        if (entry.Type is "comment" or "preamble")
        {
            entry.SkipTo(close);
            return entry;
        }

        if (entry.Type != "string")
        {
            entry.Until(',', close);
            entry.Skip(',');
        }

        entry.ReadFields(close, strings);
        if (entry.Type == "string")
        {
            foreach (var (name, value) in entry.Fields)
            {
                strings[name] = value;
            }
        }

        return entry;
    }

    private void ReadFields(char close, Dictionary<string, string> strings)
    {
        while (Problem is null)
        {
            Space();
            if (Skip(close))
            {
                return;
            }

            if (Skip(','))
            {
                continue;
            }

            var name = Word().ToLowerInvariant();
            Space();
            if (name.Length == 0 || !Skip('='))
            {
                Problem = _at >= _text.Length ? "the file is cut off in the middle of this entry" : "this entry has a field without a value";
                return;
            }

            if (Value(strings) is { } value)
            {
                Fields.TryAdd(name, value);
            }
            else
            {
                Problem = "this entry's braces or quotation marks do not close; it may be cut off";
            }
        }
    }

    private string? Value(Dictionary<string, string> strings)
    {
        var value = new StringBuilder();
        do
        {
            Space();
            if (Is('{') || Is('"'))
            {
                if (Delimited() is not { } part)
                {
                    return null;
                }

                value.Append(part);
            }
            else
            {
                var word = Word();
                if (word.Length == 0)
                {
                    return null;
                }

                value.Append(strings.GetValueOrDefault(word.ToLowerInvariant(), word));
            }

            Space();
        }
        while (Skip('#'));
        return value.ToString();
    }

    private string? Delimited()
    {
        var quoted = _text[_at] == '"';
        var start = ++_at;
        for (var depth = 0; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (depth == 0 && c == (quoted ? '"' : '}'))
            {
                return _text[start.._at++];
            }

            depth += c switch { '{' => 1, '}' when depth > 0 => -1, _ => 0 };
        }

        return null;
    }

    private void SkipTo(char close)
    {
        for (var depth = 1; _at < _text.Length && depth > 0; _at++)
        {
            depth += _text[_at] == close ? -1 : _text[_at] == (close == '}' ? '{' : '(') ? 1 : 0;
        }
    }

    private string Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or ':' or '.' or '+' or '/' or '*'))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private void Until(char one, char other)
    {
        while (_at < _text.Length && _text[_at] != one && _text[_at] != other)
        {
            _at++;
        }
    }

    private void Space()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private bool Is(char c) => _at < _text.Length && _text[_at] == c;

    private bool Skip(char c)
    {
        var found = Is(c);
        _at += found ? 1 : 0;
        return found;
    }
}
