using System.Text.RegularExpressions;
using PaperBot.Text;

namespace PaperBot.DiscordSurface.Posts;

/// <summary>
/// Our Markdown as Discord reads it. Both know bold, italics, lists, quotations, code, links with their address between angle
/// brackets (for which Discord shows no card) and backslash escapes; what they differ in is mended line by line outside code.
/// </summary>
internal static partial class DiscordMarkdown
{
    /// <summary>Discord's limit of one message, in UTF-16 units, which is never less than what Discord counts.</summary>
    public const int Longest = 2000;

    private const string Shortened = "\n… shortened";

    /// <summary>1 to <paramref name="most"/> units that call nobody, whatever comes in.</summary>
    /// <param name="markdown">Markdown of our own making; anything else is made harmless too.</param>
    /// <param name="most">At least 100.</param>
    public static string Of(string markdown, int most = Longest)
    {
        var text = Whole(MarkdownGuard.Of(markdown)).Trim();
        if (text.Length == 0)
        {
            // Discord refuses a message of white space.
            return "…";
        }

        return text.Length <= most ? text : Within(text, most);
    }

    // A cut piece may begin a line with what was inside one, so that what comes of the cut is looked at again.
    private static string Within(string text, int most)
    {
        var first = Whole(MarkdownGuard.Of(MarkdownCut.At(text, most - Shortened.Length - 20).First)).Trim();
        if (first.Length > most - Shortened.Length)
        {
            var end = most - Shortened.Length;
            first = first[..(char.IsHighSurrogate(first[end - 1]) ? end - 1 : end)];
        }

        return (first.Length == 0 ? "…" : first) + Shortened;
    }

    private static string Whole(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var inCode = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                inCode = !inCode;
            }
            else if (!inCode)
            {
                lines[i] = Line(lines[i]);
            }
        }

        return string.Join('\n', lines);
    }

    private static string Line(string line)
    {
        // Discord has headings of three sizes, one level of quotations, and a mark that quotes all that follows.
        line = SmallHeading().Replace(line, "### ");
        line = NestedQuote().Replace(line, "> ");
        line = line.TrimEnd() == ">" ? "> " : line;
        return QuoteOfTheRest().Replace(line, "$1\\$2");
    }

    [GeneratedRegex(@"^#{4,6} (?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex SmallHeading();

    [GeneratedRegex(@"^> (?:> )+", RegexOptions.CultureInvariant)]
    private static partial Regex NestedQuote();

    [GeneratedRegex(@"^(\s*)(>>>)", RegexOptions.CultureInvariant)]
    private static partial Regex QuoteOfTheRest();
}
