using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Text;

/// <summary>
/// The one way of text from outside — a paper's, a person's, a model's — into our Markdown. What comes out shows as it reads and
/// does nothing: no markup, no mention, no link, no line of its own, in Discord as in a terminal. To be done exactly once, where a
/// text is put together; what is stored, compared and quoted as evidence stays as it was printed.
/// </summary>
internal static partial class Markdown
{
    /// <summary>Unseen, and stands between a sign and the word that would together call somebody.</summary>
    public const char Gap = '\u200B';

    private const int LongestAddress = 400;

    /// <summary>Text of a paper or a model: LaTeX made readable, then as <see cref="Literal(string, int)"/>.</summary>
    /// <param name="printed">As printed.</param>
    /// <param name="most">UTF-16 units before escaping; of a longer text the first words are shown, and an ellipsis.</param>
    public static string Escape(string printed, int most = int.MaxValue) => Literal(ReadableLatex.Of(printed), most);

    /// <summary>Text that is no LaTeX: what a person typed, a path, a message.</summary>
    /// <param name="typed">As it came.</param>
    /// <param name="most">UTF-16 units before escaping; of a longer text the first words are shown, and an ellipsis.</param>
    public static string Literal(string typed, int most = int.MaxValue)
    {
        var line = most == int.MaxValue ? PlainLine.Of(typed) : PlainLine.Of(typed, most);
        var shown = new StringBuilder(line.Length + 8);
        var address = Addresses.Next(line, 0);
        for (var at = 0; at < line.Length;)
        {
            if (address is { } found && at == found.Start)
            {
                AppendCode(shown, line.Substring(found.Start, Math.Min(found.Length, LongestAddress)));
                at += found.Length;
                address = Addresses.Next(line, at);
                continue;
            }

            if (line[at] == '@' && Calls(line, at))
            {
                shown.Append('@').Append(Gap);
            }
            else if (line[at] == '<' && OpenerPattern().IsMatch(line.AsSpan(at)))
            {
                shown.Append("\\<").Append(Gap);
            }
            else
            {
                shown.Append(Means(line, at) ? "\\" : "").Append(line[at]);
            }

            at++;
        }

        return shown.ToString();
    }

    /// <summary>Text from outside between backticks, where nothing has a meaning: a name that was typed.</summary>
    public static string Code(string typed, int most = 100)
    {
        var code = new StringBuilder();
        AppendCode(code, PlainLine.Of(typed, most));
        return code.ToString();
    }

    /// <summary>What a piece of Markdown written by <see cref="Escape"/> reads; text that was never escaped comes back the same.</summary>
    public static string Read(string shown) =>
        Written().Replace(shown, m => m.Groups["mark"].Success ? m.Groups["mark"].Value : m.Groups["code"].Value)
            .Replace(Gap.ToString(), "", StringComparison.Ordinal);

    // Backticks cannot be escaped inside code; an address has none that it could not do without.
    private static void AppendCode(StringBuilder shown, string text)
    {
        var inside = MentionPattern().Replace(text.Replace('`', '\''), $"$0{Gap}");

        // Two pieces of code without a gap between them would read as one, or as none.
        shown.Append(shown.Length > 0 && shown[^1] == '`' && (shown.Length == 1 || shown[^2] != '\\') ? " " : "");
        shown.Append('`').Append(inside.Length == 0 ? " " : inside).Append('`');
    }

    // "@everyone" calls wherever it stands; "pass@1" and "ada@example.org" call nobody.
    private static bool Calls(string line, int at) =>
        IsMention(line, at)
        || (at + 1 < line.Length && (char.IsLetterOrDigit(line[at + 1]) || line[at + 1] is '&' or '!')
            && (at == 0 || !char.IsLetterOrDigit(line[at - 1])));

    private static bool IsMention(string line, int at) =>
        line.AsSpan(at + 1).StartsWith("everyone", StringComparison.OrdinalIgnoreCase)
        || line.AsSpan(at + 1).StartsWith("here", StringComparison.OrdinalIgnoreCase);

    // At its ends a piece may come to stand beside marks of ours, so that there every mark counts.
    private static bool Means(string line, int at) => line[at] switch
    {
        '\\' or '*' or '`' or '[' or ']' => true,
        '_' => !(IsAsciiWord(line, at - 1) && IsAsciiWord(line, at + 1)),
        '~' or '|' => at == 0 || at == line.Length - 1 || line[at - 1] == line[at] || line[at + 1] == line[at],
        '<' => at == line.Length - 1 || line[at + 1] != ' ',
        '>' or '#' => at == 0,
        '-' or '+' => at == 0 && (line.Length == 1 || line[1] is ' ' or '#'),
        '.' or ')' => at is > 0 and < 10 && line.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0
            && (at == line.Length - 1 || line[at + 1] == ' '),
        _ => false,
    };

    // By ASCII alone: Discord's word borders know no other letters.
    private static bool IsAsciiWord(string line, int at) => at >= 0 && at < line.Length && char.IsAsciiLetterOrDigit(line[at]);

    [GeneratedRegex("@(?=everyone|here)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MentionPattern();

    // <@1> a person, <@&1> a role, <#1> a channel, </x:1> a command, <:x:1> and <a:x:1> an emoji, <t:1> a time, <id:x> a page.
    [GeneratedRegex(@"\A<(?:[@#/:]|(?:a|t|id):)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OpenerPattern();

    [GeneratedRegex(@"\\(?<mark>[!-/:-@\[-`{-~])|`(?<code>[^`\n]+)`")]
    private static partial Regex Written();
}
