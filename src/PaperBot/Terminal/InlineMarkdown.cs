using System.Text;

namespace PaperBot.Terminal;

/// <summary>
/// Reads the inside of a Markdown line: bold, italics, code, links and backslash escapes. What is not one of these, or is left open, is
/// shown as typed.
/// </summary>
internal static class InlineMarkdown
{
    public static List<StyledText> Read(string line)
    {
        List<StyledText> runs = [];
        Read(line, Emphasis.None, null, runs);
        return runs;
    }

    private static void Read(string line, Emphasis emphasis, string? link, List<StyledText> runs)
    {
        var plain = new StringBuilder();
        var at = 0;
        while (at < line.Length)
        {
            if (line[at] == '\\' && at + 1 < line.Length && (char.IsPunctuation(line[at + 1]) || char.IsSymbol(line[at + 1])))
            {
                plain.Append(line[at + 1]);
                at += 2;
            }
            else if (Marked(line, at) is { } span && !emphasis.HasFlag(span.Emphasis))
            {
                Flush(plain, emphasis, link, runs);
                Read(line[span.From..span.To], emphasis | span.Emphasis, link, runs);
                at = span.End;
            }
            else if (line[at] == '`' && line.IndexOf('`', at + 1) is > 0 and var tick && tick > at + 1)
            {
                Flush(plain, emphasis, link, runs);
                runs.Add(new StyledText(line[(at + 1)..tick], emphasis | Emphasis.Code, link));
                at = tick + 1;
            }
            else if (line[at] == '[' && LinkAt(line, at) is { } target)
            {
                Flush(plain, emphasis, link, runs);
                Read(line[(at + 1)..target.TextEnd], emphasis, target.Url, runs);
                at = target.End;
            }
            else
            {
                plain.Append(line[at++]);
            }
        }

        Flush(plain, emphasis, link, runs);
    }

    private static void Flush(StringBuilder plain, Emphasis emphasis, string? link, List<StyledText> runs)
    {
        if (plain.Length > 0)
        {
            runs.Add(new StyledText(plain.ToString(), emphasis, link));
            plain.Clear();
        }
    }

    private static (int From, int To, int End, Emphasis Emphasis)? Marked(string line, int at)
    {
        foreach (var (mark, emphasis) in new[] { ("**", Emphasis.Bold), ("*", Emphasis.Italic), ("_", Emphasis.Italic) })
        {
            if (string.CompareOrdinal(line, at, mark, 0, mark.Length) != 0)
            {
                continue;
            }

            var from = at + mark.Length;
            var opens = from < line.Length && !char.IsWhiteSpace(line[from])
                && (mark[0] == '*' || at == 0 || !char.IsLetterOrDigit(line[at - 1]));
            var to = opens ? Closing(line, from, mark) : -1;
            if (to > from)
            {
                return (from, to, to + mark.Length, emphasis);
            }
        }

        return null;
    }

    private static int Closing(string line, int from, string mark)
    {
        for (var i = from; i + mark.Length <= line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
            }
            else if (string.CompareOrdinal(line, i, mark, 0, mark.Length) == 0 && !char.IsWhiteSpace(line[i - 1])
                && (mark[0] == '*' || i + 1 == line.Length || !char.IsLetterOrDigit(line[i + 1])))
            {
                // In "***" the inner mark closes first.
                return mark == "**" && i + 2 < line.Length && line[i + 2] == '*' ? i + 1 : i;
            }
            else if (mark == "*" && string.CompareOrdinal(line, i, "**", 0, 2) == 0)
            {
                i++;
            }
        }

        return -1;
    }

    private static (int TextEnd, string Url, int End)? LinkAt(string line, int at)
    {
        var depth = 0;
        for (var i = at; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
                continue;
            }

            depth += line[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth > 0)
            {
                continue;
            }

            if (i + 1 >= line.Length || line[i + 1] != '(')
            {
                return null;
            }

            var end = line.IndexOf(')', i + 2);
            return end < 0 ? null : (i, line[(i + 2)..end].Trim('<', '>'), end + 1);
        }

        return null;
    }
}
