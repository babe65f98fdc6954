using System.Globalization;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>A typed line as a call, or the sentence that says why it is none.</summary>
internal readonly record struct ReadLine(Command? Command, IReadOnlyDictionary<string, string> Values, string Problem)
{
    public static ReadLine Of(Command command, IReadOnlyDictionary<string, string> values) => new(command, values, "");

    public static ReadLine Wrong(string problem) => new(null, new Dictionary<string, string>(), problem);
}

/// <summary>
/// Reads lines such as <c>/search graph learning --after 2026-01-01</c>. What stands between options is text and stays as typed;
/// a command without named options takes its whole tail as text, dashes and all.
/// </summary>
internal static class CommandLineReader
{
    /// <summary>Reads <paramref name="line"/>, which begins with a slash.</summary>
    public static ReadLine Read(CommandTable table, string line)
    {
        var trimmed = line.Trim();
        var end = trimmed.AsSpan().IndexOfAny(' ', '\t');
        var name = (end < 0 ? trimmed : trimmed[..end])[1..];
        return table.Find(name) is { } command
            ? ReadTail(command, end < 0 ? "" : trimmed[end..].Trim())
            : ReadLine.Wrong(UnknownCommand(table, name));
    }

    /// <summary>Reads what follows the command's name.</summary>
    public static ReadLine ReadTail(Command command, string tail)
    {
        if (command.Subcommands.Count > 0)
        {
            return ReadSubcommand(command, tail);
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        var named = command.Options.Where(o => !o.Positional).ToList();
        var text = tail;
        if (named.Count > 0 && TakeNamed(command, named, ref text, values) is { } problem)
        {
            return ReadLine.Wrong(problem);
        }

        return TakePositional(command, text.Trim(), values) is { } misplaced
            ? ReadLine.Wrong(misplaced)
            : Check(command, values) is { } wrong ? ReadLine.Wrong(wrong) : ReadLine.Of(command, values);
    }

    private static ReadLine ReadSubcommand(Command command, string tail)
    {
        var word = NextToken(tail, 0);
        if (word.Length == 0 || word.Raw.StartsWith('-'))
        {
            return ReadTail(command.Subcommands[0], tail);
        }

        return command.Subcommands.FirstOrDefault(s => s.Word.Equals(word.Raw, StringComparison.OrdinalIgnoreCase)) is { } meant
            ? ReadTail(meant, tail[word.End..].Trim())
            : ReadLine.Wrong($"`/{command.Name}` takes {Alternatives(command)}, not “{Markdown.Literal(word.Raw, 60)}”. "
                + $"`/help {command.Name}` says what they do.");
    }

    private static string Alternatives(Command command)
    {
        var words = command.Subcommands.Select(s => $"`{s.Word}`").ToList();
        return $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";
    }

    private static string? TakeNamed(
        Command command, List<CommandOption> named, ref string text, Dictionary<string, string> values)
    {
        var rest = text;
        List<string> kept = [];
        var token = NextToken(rest, 0);
        var keptFrom = 0;
        while (token.Length > 0)
        {
            if (!token.Raw.StartsWith("--", StringComparison.Ordinal) || token.Raw.Length == 2)
            {
                token = NextToken(rest, token.End);
                continue;
            }

            var equals = token.Raw.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? token.Raw[2..] : token.Raw[2..equals];
            if (named.FirstOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } option)
            {
                if (command.TakesProse)
                {
                    token = NextToken(rest, token.End);
                    continue;
                }

                return $"`/{command.Name}` has no option {Markdown.Code("--" + name)}. Usage: `{command.Usage}`";
            }

            var value = equals < 0 ? NextToken(rest, token.End) : token with { Raw = token.Raw[(equals + 1)..] };
            if (value.Length == 0 || value.Raw.Length == 0)
            {
                return $"`--{option.Name}` needs a value. Usage: `{command.Usage}`";
            }

            values[option.Name] = Unquote(value.Raw);
            kept.Add(rest[keptFrom..token.Start].Trim());
            keptFrom = value.End;
            token = NextToken(rest, value.End);
        }

        kept.Add(rest[keptFrom..].Trim());
        text = string.Join(' ', kept.Where(k => k.Length > 0));
        return null;
    }

    private static string? TakePositional(Command command, string text, Dictionary<string, string> values)
    {
        var positional = command.Options.Where(o => o.Positional).ToList();
        var rest = text;
        for (var i = 0; i < positional.Count && rest.Length > 0; i++)
        {
            if (i == positional.Count - 1)
            {
                // Text is a query and keeps its quotation marks; a single quoted title does not.
                values[positional[i].Name] = positional[i].Kind == OptionKind.Text ? rest : Unquote(rest);
                return null;
            }

            var token = NextToken(rest, 0);
            values[positional[i].Name] = Unquote(token.Raw);
            rest = rest[token.End..].Trim();
        }

        return rest.Length == 0 ? null : $"`/{command.Name}` takes nothing after its name"
            + (values.Count > 0 ? "; several words as one value stand in quotation marks" : "")
            + $". Usage: `{command.Usage}`";
    }

    /// <summary>The sentence that says which value is missing or wrong, or null.</summary>
    public static string? Check(Command command, IReadOnlyDictionary<string, string> values)
    {
        foreach (var option in command.Options)
        {
            if (!values.TryGetValue(option.Name, out var value))
            {
                if (option.Required)
                {
                    return $"`/{command.Name}` needs {option.Name.ToUpperInvariant()}. Usage: `{command.Usage}`";
                }
            }
            else if (option.Kind == OptionKind.Day && !DateOnly.TryParseExact(
                value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return $"`--{option.Name}` takes a day such as 2026-03-31, not “{Markdown.Literal(value, 60)}”.";
            }
            else if (option.Kind == OptionKind.Zone && !TimeZoneInfo.TryFindSystemTimeZoneById(value, out _))
            {
                return $"`--{option.Name}` takes a time zone such as Europe/Berlin, America/New_York or UTC, "
                    + $"not “{Markdown.Literal(value, 60)}”.";
            }
            else if (option.Kind == OptionKind.Choice && !option.Choices.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                return $"`/{command.Name}` takes {string.Join(" or ", option.Choices)}, not “{Markdown.Literal(value, 60)}”. "
                    + $"Usage: `{command.Usage}`";
            }
            else if (option.Kind == OptionKind.Count && !(int.TryParse(
                    value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count is > 0 and <= CommandOption.MaxCount))
            {
                return $"`--{option.Name}` takes a number from 1 to {CommandOption.MaxCount}, "
                    + $"not “{Markdown.Literal(value, 60)}”.";
            }
        }

        return null;
    }

    private static string UnknownCommand(CommandTable table, string name)
    {
        var typed = name.ToLowerInvariant();
        var meant = typed.Length == 0
            ? null
            : table.All.FirstOrDefault(c => c.Name.StartsWith(typed, StringComparison.Ordinal))
                ?? table.All.FirstOrDefault(c => EditDistance.Between(c.Name, typed, 2) <= 2);
        return meant is null
            ? $"There is no command {Markdown.Code("/" + name)}; `/help` lists them."
            : $"There is no command {Markdown.Code("/" + name)}; did you mean `/{meant.Name}`?";
    }

    private static Token NextToken(string text, int from)
    {
        var start = from;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        var end = start;
        char? quote = null;
        while (end < text.Length && (quote is not null || !char.IsWhiteSpace(text[end])))
        {
            // A quotation mark groups words only where one begins and another ends them: 5" is an inch.
            if (text[end] == '"')
            {
                var opens = (end == start || text[end - 1] is '=' or ':') && text.IndexOf('"', end + 1) >= 0;
                quote = quote is null && opens ? '"' : null;
            }

            end++;
        }

        return new Token(start, end, text[start..end]);
    }

    private static string Unquote(string value) =>
        value.Length >= 2 && value[0] == '"' && value[^1] == '"' && value.IndexOf('"', 1) == value.Length - 1
            ? value[1..^1]
            : value;

    private readonly record struct Token(int Start, int End, string Raw)
    {
        public int Length => End - Start;
    }
}
