using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Tests.Attacks;

/// <summary>Something that Discord would make of a piece of a message.</summary>
/// <param name="Kind">bold, italic, underline, struck, spoiler, code, block, link, address, heading, small, quote, list.</param>
/// <param name="Inside">What it shows.</param>
/// <param name="Target">Where a link or an address leads; else null.</param>
internal sealed record DiscordMark(string Kind, string Inside, string? Target = null);

/// <summary>
/// Reads a message the way Discord's client does, as its Markdown rules are publicly known, and independently of the program's own
/// writing: whoever writes an escape wrongly is found out here. Where clients differ, the reading that activates more is taken.
/// </summary>
internal sealed partial class DiscordReading
{
    private readonly List<DiscordMark> marks = [];

    private DiscordReading(string message)
    {
        var text = new StringBuilder();
        var position = 0;
        foreach (Match block in Block().Matches(message))
        {
            ReadLines(message[position..block.Index], text);
            marks.Add(new DiscordMark("block", block.Groups[1].Value));
            position = block.Index + block.Length;
        }

        ReadLines(message[position..], text);
        Visible = text.ToString();
        Calls = [.. Call().Matches(message).Select(m => m.Value)];
    }

    /// <summary>Everything active.</summary>
    public IReadOnlyList<DiscordMark> Marks => marks;

    /// <summary>What stands there for a reader.</summary>
    public string Visible { get; }

    /// <summary>
    /// Mentions, custom emoji, timestamps and commands. The server finds mentions in the raw text, so that neither a backslash nor code
    /// protects.
    /// </summary>
    public IReadOnlyList<string> Calls { get; }

    public static DiscordReading Of(string message) => new(message);

    private void ReadLines(string text, StringBuilder visible)
    {
        foreach (var raw in text.Split('\n'))
        {
            var line = raw;
            for (var lead = Lead().Match(line); lead.Success; lead = Lead().Match(line))
            {
                var mark = lead.Value.Trim();
                var kind = mark[0] switch { '#' => "heading", '>' => "quote", '-' when mark == "-#" => "small", _ => "list" };
                line = line[lead.Length..];
                marks.Add(new DiscordMark(kind, Inline(line, record: false)));
            }

            visible.Append(Inline(line, record: true)).Append('\n');
        }
    }

    private string Inline(string text, bool record)
    {
        var shown = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (Escape().Match(text, at) is { Success: true } escape)
            {
                shown.Append(escape.Groups[1].Value);
                at += escape.Length;
                continue;
            }

            var (kind, match) = Rules().Select(r => (r.Kind, Match: r.Pattern.Match(text, at))).FirstOrDefault(r => r.Match.Success);
            if (kind is null)
            {
                shown.Append(text[at++]);
                continue;
            }

            var inside = kind is "code" or "address" ? match.Groups["in"].Value : Inline(match.Groups["in"].Value, record);
            if (record)
            {
                marks.Add(new DiscordMark(kind, inside, match.Groups["to"] is { Success: true } to ? to.Value : kind == "address" ? inside : null));
            }

            shown.Append(inside);
            at += match.Length;
        }

        return shown.ToString();
    }

    private static IEnumerable<(string Kind, Regex Pattern)> Rules() =>
    [
        ("code", Code()), ("address", Autolink()), ("link", Link()), ("address", Address()), ("spoiler", Spoiler()), ("struck", Struck()),
        ("bold", Bold()), ("underline", Underline()), ("italic", Star()), ("italic", Low()),
    ];

    [GeneratedRegex(@"```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```", RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\s*(?:#{1,3}\s+(?=\S)|-#\s+(?=\S)|>>>\s|>\s|[-*+]\s+(?=\S)|[0-9]+\.\s+(?=\S))")]
    private static partial Regex Lead();

    [GeneratedRegex(@"\G\\([^0-9A-Za-z\s])")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\G(`+)(?<in>[\s\S]*?[^`])\1(?!`)")]
    private static partial Regex Code();

    [GeneratedRegex(@"\G<(?<in>(?:[^: >]+:/[^ >]+|[^@\s>]+@[^\s>]+\.[^\s>]+))>")]
    private static partial Regex Autolink();

    [GeneratedRegex(@"\G!?\[(?<in>(?:\\.|[^\]\\\n])+)\]\(\s*<?(?<to>[^\s<>]+?)>?(?:\s+['""][^\n]*?['""])?\s*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\G(?<in>(?:(?:https?|steam|discord)://|www\.(?=\w)|mailto:|(?:discord(?:app)?\.com/invite|discord\.gg)/)[^\s<]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\G\|\|(?<in>[\s\S]+?)\|\|")]
    private static partial Regex Spoiler();

    [GeneratedRegex(@"\G~~(?<in>(?:\\[\s\S]|[^\\])+?)~~")]
    private static partial Regex Struck();

    [GeneratedRegex(@"\G\*\*(?<in>(?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\G__(?<in>(?:\\[\s\S]|[^\\])+?)__(?!_)")]
    private static partial Regex Underline();

    [GeneratedRegex(@"\G\*(?=\S)(?<in>(?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)")]
    private static partial Regex Star();

    [GeneratedRegex(@"\G(?<![A-Za-z0-9_])_(?<in>(?:__|\\[\s\S]|[^\\_])+?)_(?![A-Za-z0-9_])")]
    private static partial Regex Low();

    [GeneratedRegex(@"@(?:everyone|here)|<@[!&]?[0-9]+>|<#[0-9]+>|</[^>\n]{1,100}:[0-9]+>|<a?:\w+:[0-9]+>|<t:-?[0-9]+(?::\w)?>|<id:\w+>", RegexOptions.IgnoreCase)]
    private static partial Regex Call();
}
