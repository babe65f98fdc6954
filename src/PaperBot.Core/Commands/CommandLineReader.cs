using System.Globalization;
using PaperBot.Localisation;
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
    public static ReadLine Read(CommandTable table, string line, Phrases? language = null)
    {
        var say = language ?? Phrases.English;
        var trimmed = line.Trim();
        var end = trimmed.AsSpan().IndexOfAny(' ', '\t');
        var name = (end < 0 ? trimmed : trimmed[..end])[1..];
        return table.Find(name) is { } command
            ? ReadTail(command, end < 0 ? "" : trimmed[end..].Trim(), say)
            : ReadLine.Wrong(UnknownCommand(table, name, say));
    }

    /// <summary>Reads what follows the command's name.</summary>
    public static ReadLine ReadTail(Command command, string tail, Phrases? language = null)
    {
        var say = language ?? Phrases.English;
        if (command.Subcommands.Count > 0)
        {
            return ReadSubcommand(command, tail, say);
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        var named = command.Options.Where(o => !o.Positional).ToList();
        var text = tail;
        if (named.Count > 0 && TakeNamed(command, named, ref text, values, say) is { } problem)
        {
            return ReadLine.Wrong(problem);
        }

        return TakePositional(command, text.Trim(), values, say) is { } misplaced
            ? ReadLine.Wrong(misplaced)
            : Check(command, values, say) is { } wrong ? ReadLine.Wrong(wrong) : ReadLine.Of(command, values);
    }

    private static ReadLine ReadSubcommand(Command command, string tail, Phrases say)
    {
        var word = NextToken(tail, 0);
        if (word.Length == 0 || word.Raw.StartsWith('-'))
        {
            return ReadTail(command.Subcommands[0], tail, say);
        }

        return command.Subcommands.FirstOrDefault(s => s.Word.Equals(word.Raw, StringComparison.OrdinalIgnoreCase)) is { } meant
            ? ReadTail(meant, tail[word.End..].Trim(), say)
            : ReadLine.Wrong(say.Of(
                Phrase.UnknownSubcommand,
                command.Name,
                Alternatives([.. command.Subcommands.Select(s => $"`{s.Word}`")], say),
                Markdown.Literal(word.Raw, 60)));
    }

    private static string Alternatives(IReadOnlyList<string> words, Phrases say) =>
        words.Count == 1 ? words[0] : say.Of(Phrase.AOrB, string.Join(", ", words.SkipLast(1)), words[^1]);

    private static string? TakeNamed(
        Command command, List<CommandOption> named, ref string text, Dictionary<string, string> values, Phrases say)
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

                return say.Of(Phrase.UnknownOption, command.Name, Markdown.Code("--" + name), command.Usage);
            }

            var value = equals < 0 ? NextToken(rest, token.End) : token with { Raw = token.Raw[(equals + 1)..] };
            if (option.OnlyWhereItFits && !Fits(option, value.Raw))
            {
                token = NextToken(rest, token.End);
                continue;
            }

            if (value.Length == 0 || value.Raw.Length == 0)
            {
                return say.Of(Phrase.NoValue, option.Name, command.Usage);
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

    private static string? TakePositional(Command command, string text, Dictionary<string, string> values, Phrases say)
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

        return rest.Length == 0 ? null
            : say.Of(values.Count > 0 ? Phrase.NothingMoreUnquoted : Phrase.NothingMore, command.Name, command.Usage);
    }

    /// <summary>The sentence that says which value is missing or wrong, or null.</summary>
    public static string? Check(Command command, IReadOnlyDictionary<string, string> values, Phrases? language = null)
    {
        var say = language ?? Phrases.English;
        foreach (var option in command.Options)
        {
            if (!values.TryGetValue(option.Name, out var value))
            {
                if (option.Required)
                {
                    return say.Of(Phrase.Missing, command.Name, option.Name.ToUpperInvariant(), command.Usage);
                }
            }
            else if (option.Kind == OptionKind.Day && !DateOnly.TryParseExact(
                value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return say.Of(Phrase.NoDay, option.Name, Markdown.Literal(value, 60));
            }
            else if (option.Kind == OptionKind.Zone && !TimeZoneInfo.TryFindSystemTimeZoneById(value, out _))
            {
                return say.Of(Phrase.NoZone, option.Name, Markdown.Literal(value, 60));
            }
            else if (option.Kind == OptionKind.Choice && !option.Choices.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                return say.Of(
                    Phrase.NoChoice, command.Name, Alternatives(option.Choices, say), Markdown.Literal(value, 60), command.Usage);
            }
            else if (option.Kind == OptionKind.Count && !(int.TryParse(
                    value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count is > 0 and <= CommandOption.MaxCount))
            {
                return say.Of(Phrase.NoCount, option.Name, CommandOption.MaxCount, Markdown.Literal(value, 60));
            }
        }

        return null;
    }

    // "what does --after mean?" asks about words; "--after 01/02/2026" is a day spelt wrongly.
    private static bool Fits(CommandOption option, string typed) =>
        typed.Length > 0 && (option.Kind != OptionKind.Day || char.IsAsciiDigit(typed.Trim('"').FirstOrDefault()));

    private static string UnknownCommand(CommandTable table, string name, Phrases say)
    {
        var typed = name.ToLowerInvariant();
        var meant = typed.Length == 0
            ? null
            : table.All.FirstOrDefault(c => c.Name.StartsWith(typed, StringComparison.Ordinal))
                ?? table.All.FirstOrDefault(c => EditDistance.Between(c.Name, typed, 2) <= 2);
        return meant is null
            ? say.Of(Phrase.UnknownCommand, Markdown.Code("/" + name))
            : say.Of(Phrase.UnknownCommandMeant, Markdown.Code("/" + name), meant.Name);
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
