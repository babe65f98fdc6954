namespace PaperBot.Terminal;

/// <summary>One line of Markdown with what stands before it on its first and on its further lines.</summary>
/// <param name="First">Printed before the first row: a bullet, a quotation bar.</param>
/// <param name="Further">Printed before the rows a long line wraps into.</param>
/// <param name="Runs">The text.</param>
internal sealed record MarkdownBlock(string First, string Further, IReadOnlyList<StyledText> Runs)
{
    /// <summary>Splits a text into its lines, each a block: headings, list items, quotations, code as it stands, text.</summary>
    public static IEnumerable<MarkdownBlock> Of(string text, string quoteBar)
    {
        var inCode = false;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (raw.StartsWith("```", StringComparison.Ordinal))
            {
                inCode = !inCode;
                continue;
            }

            if (inCode)
            {
                // A table: its marks are its own, and its columns need every space.
                yield return new MarkdownBlock("", "", [new StyledText(raw, Emphasis.Code, null)]);
                continue;
            }

            var line = raw.TrimEnd();
            var body = line.TrimStart();
            var indent = new string(' ', line.Length - body.Length);
            var bars = "";
            while (body.StartsWith("> ", StringComparison.Ordinal) || body == ">")
            {
                bars += quoteBar;
                body = body[1..].TrimStart();
            }

            var bullet = Bullet(body);
            var prefix = indent + bars;
            yield return bullet > 0
                ? new MarkdownBlock(prefix + Shown(body[..bullet]), prefix + new string(' ', bullet), Read(body[bullet..]))
                : Heading(body) is { } heading
                    ? new MarkdownBlock(prefix, prefix, With(Emphasis.Bold, heading))
                    : new MarkdownBlock(prefix, prefix, SmallPrint(body) is { } small ? With(Emphasis.Dim, small) : Read(body));
        }
    }

    private static List<StyledText> Read(string line) => InlineMarkdown.Read(line);

    private static List<StyledText> With(Emphasis emphasis, string line) =>
        [.. Read(line).Select(r => r with { Emphasis = r.Emphasis | emphasis })];

    private static string Shown(string bullet) => bullet is "* " or "+ " ? "- " : bullet;

    // Small print of chat services ("-# text") has no smaller size here; it is dim.
    private static string? SmallPrint(string body) => body.StartsWith("-# ", StringComparison.Ordinal) ? body[3..] : null;

    private static string? Heading(string body)
    {
        var marks = body.Length - body.TrimStart('#').Length;
        return marks is > 0 and <= 6 && body.Length > marks && body[marks] == ' ' ? body[(marks + 1)..] : null;
    }

    private static int Bullet(string body)
    {
        if (body.Length > 1 && body[0] is '-' or '*' or '+' && body[1] == ' ')
        {
            return 2;
        }

        var digits = body.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and <= 3 && body.Length > digits + 1 && body[digits] is '.' or ')' && body[digits + 1] == ' ' ? digits + 2 : 0;
    }
}
