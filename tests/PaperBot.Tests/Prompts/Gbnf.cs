using System.Globalization;
using System.Text;

namespace PaperBot.Tests.Prompts;

/// <summary>A small reader of GBNF that says whether a grammar admits a text. No left recursion, no counted repetition.</summary>
internal sealed class Gbnf
{
    private readonly Dictionary<string, Node> rules = new(StringComparer.Ordinal);
    private readonly string grammar;
    private int at;

    public Gbnf(string grammar)
    {
        this.grammar = grammar;
        for (Space(lines: true); at < grammar.Length; Space(lines: true))
        {
            var name = Name();
            Space(lines: false);
            Expect("::=");
            Space(lines: false);
            rules.Add(name, Alternatives(inBrackets: false));
        }
    }

    private delegate IEnumerable<int> Node(int[] text, int from);

    public bool Admits(string text)
    {
        var runes = text.EnumerateRunes().Select(r => r.Value).ToArray();
        return rules["root"](runes, 0).Contains(runes.Length);
    }

    private Node Alternatives(bool inBrackets)
    {
        List<Node> options = [Sequence(inBrackets)];
        while (Next('|'))
        {
            at++;
            Space(inBrackets);
            options.Add(Sequence(inBrackets));
        }

        return (text, from) => options.SelectMany(o => o(text, from)).Distinct().ToArray();
    }

    private Node Sequence(bool inBrackets)
    {
        List<Node> parts = [];
        while (at < grammar.Length && grammar[at] is not ('|' or ')' or '\n'))
        {
            parts.Add(Repeated(Part()));
            Space(inBrackets);
        }

        return (text, from) => parts.Aggregate<Node, IEnumerable<int>>(
            [from], (ends, part) => ends.SelectMany(e => part(text, e)).Distinct().ToArray());
    }

    private Node Repeated(Node part)
    {
        if (Next('?'))
        {
            at++;
            return (text, from) => part(text, from).Append(from);
        }

        if (!Next('*'))
        {
            return part;
        }

        at++;
        return (text, from) =>
        {
            HashSet<int> reached = [from];
            Queue<int> open = new(reached);
            while (open.TryDequeue(out var end))
            {
                foreach (var next in part(text, end).Where(reached.Add))
                {
                    open.Enqueue(next);
                }
            }

            return reached;
        };
    }

    private Node Part()
    {
        switch (grammar[at])
        {
            case '"':
                at++;
                List<int> literal = [];
                while (!Next('"'))
                {
                    literal.Add(Character());
                }

                at++;
                return (text, from) => text.AsSpan(from).StartsWith(literal.ToArray()) ? [from + literal.Count] : [];
            case '[':
                return Class();
            case '(':
                at++;
                Space(lines: true);
                var inner = Alternatives(inBrackets: true);
                Expect(")");
                return inner;
            default:
                var name = Name();
                return (text, from) => rules[name](text, from);
        }
    }

    private Node Class()
    {
        at++;
        var negated = Next('^');
        at += negated ? 1 : 0;
        List<(int From, int To)> ranges = [];
        while (!Next(']'))
        {
            var first = Character();
            var isRange = Next('-') && grammar[at + 1] != ']';
            at += isRange ? 1 : 0;
            ranges.Add((first, isRange ? Character() : first));
        }

        at++;
        return (text, from) =>
            from < text.Length && ranges.Any(r => text[from] >= r.From && text[from] <= r.To) != negated ? [from + 1] : [];
    }

    private int Character()
    {
        Rune.DecodeFromUtf16(grammar.AsSpan(at), out var rune, out var length);
        at += length;
        if (rune.Value != '\\')
        {
            return rune.Value;
        }

        var sign = grammar[at++];
        return sign switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'x' => Hex(2),
            'u' => Hex(4),
            '"' or '\\' or '[' or ']' => sign,
            _ => throw new FormatException($"GBNF has no escape \\{sign}."),
        };
    }

    private int Hex(int digits)
    {
        at += digits;
        return int.Parse(grammar.AsSpan(at - digits, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private string Name()
    {
        var start = at;
        while (at < grammar.Length && (char.IsAsciiLetterOrDigit(grammar[at]) || grammar[at] == '-'))
        {
            at++;
        }

        return at > start ? grammar[start..at] : throw new FormatException($"A name is missing at {at} in:\n{grammar}");
    }

    private bool Next(char c) => at < grammar.Length && grammar[at] == c;

    private void Expect(string text)
    {
        if (!grammar.AsSpan(at).StartsWith(text))
        {
            throw new FormatException($"“{text}” is missing at {at} in:\n{grammar}");
        }

        at += text.Length;
    }

    private void Space(bool lines)
    {
        while (at < grammar.Length && (grammar[at] is ' ' or '\t' || (lines && grammar[at] == '\n')))
        {
            at++;
        }
    }
}
