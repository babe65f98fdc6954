using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>
/// Reads the text of a template: <c>&lt;message role="…"&gt;</c> tags around text with <c>{{$variables}}</c>, of Semantic
/// Kernel's syntax
/// just that part. As there, the text is XML, so that a literal <c>&lt;</c> is written <c>&amp;lt;</c>.
/// </summary>
internal sealed partial class TemplateText
{
    private const string Close = "</message>";

    private readonly string file;
    private readonly string text;
    private readonly int firstLine;
    private readonly bool linesCount;
    private int at;

    private TemplateText(string file, string text, int firstLine, bool linesCount)
    {
        this.file = file;
        this.text = text;
        this.firstLine = firstLine;
        this.linesCount = linesCount;
    }

    /// <param name="file">Named in errors.</param>
    /// <param name="text">The template.</param>
    /// <param name="firstLine">The file's line where it begins, from 1.</param>
    /// <param name="linesCount">False when lines of the text are not lines of the file, as in a folded YAML text.</param>
    /// <exception cref="PromptFileException">Something in it is not understood.</exception>
    public static IReadOnlyList<TemplateMessage> Read(string file, string text, int firstLine, bool linesCount) =>
        new TemplateText(file, text, firstLine, linesCount).Messages();

    private List<TemplateMessage> Messages()
    {
        List<TemplateMessage> messages = [];
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at < text.Length)
            {
                messages.Add(Message());
            }
            else if (messages.Count > 0)
            {
                return messages;
            }
            else
            {
                throw Wrong("""the template has no message; put its text between <message role="user"> and </message>.""");
            }
        }
    }

    private TemplateMessage Message()
    {
        var open = Open().Match(text, at);
        if (!open.Success)
        {
            throw Wrong(Tag().IsMatch(text, at)
                ? """a message tag must read <message role="system">, with no other attribute."""
                : """text stands outside of a message; put it between <message role="user"> and </message>.""");
        }

        var role = open.Groups[1].Value switch
        {
            "system" => ChatRole.System,
            "user" => ChatRole.User,
            "assistant" => ChatRole.Assistant,
            var other => throw Wrong($"the role “{other}” is not known; use system, user or assistant."),
        };
        var begins = at;
        at += open.Length;
        var pieces = Trimmed(Pieces(begins));
        return pieces.Count > 0
            ? new TemplateMessage(role, pieces)
            : throw Wrong("a message is empty; give it a text or remove it.", begins);
    }

    private List<TemplatePiece> Pieces(int begins)
    {
        List<TemplatePiece> pieces = [];
        var literal = new StringBuilder();
        var literalLine = LineAt(at);
        while (!text.AsSpan(at).StartsWith(Close))
        {
            if (at >= text.Length)
            {
                throw Wrong("a message is not closed; add </message>.", begins);
            }

            if (text.AsSpan(at).StartsWith("{{"))
            {
                var variable = Variable().Match(text, at);
                if (!variable.Success)
                {
                    throw Wrong("only {{$variable}} may stand between double braces; functions and literals are not run.");
                }

                if (literal.Length > 0)
                {
                    pieces.Add(new TemplatePiece(literal.ToString(), false, literalLine));
                    literal.Clear();
                }

                pieces.Add(new TemplatePiece(variable.Groups[1].Value, true, LineAt(at)));
                at += variable.Length;
                literalLine = LineAt(at);
            }
            else
            {
                literal.Append(Literal());
            }
        }

        at += Close.Length;
        if (literal.Length > 0)
        {
            pieces.Add(new TemplatePiece(literal.ToString(), false, literalLine));
        }

        return pieces;
    }

    private string Literal()
    {
        switch (text[at])
        {
            case '<':
                throw Wrong(Tag().IsMatch(text, at)
                    ? "a message begins inside another; close the first with </message>."
                    : "write &lt; for the sign <.");
            case '&':
                var entity = Entity().Match(text, at);
                if (!entity.Success)
                {
                    throw Wrong("write &amp; for the sign &.");
                }

                at += entity.Length;
                return WebUtility.HtmlDecode(entity.Value);
            default:
                return text[at++].ToString();
        }
    }

    // Line breaks beside the tags are for the eyes of whoever edits the file.
    private static List<TemplatePiece> Trimmed(List<TemplatePiece> pieces)
    {
        if (pieces is [{ IsVariable: false } first, ..])
        {
            pieces[0] = first with { Text = first.Text.TrimStart() };
        }

        if (pieces is [.., { IsVariable: false } last])
        {
            pieces[^1] = last with { Text = last.Text.TrimEnd() };
        }

        pieces.RemoveAll(piece => piece.Text.Length == 0);
        return pieces;
    }

    private PromptFileException Wrong(string problem, int? where = null) => new(file, LineAt(where ?? at), problem);

    private int LineAt(int offset) =>
        linesCount ? firstLine + text.AsSpan(0, Math.Min(offset, text.Length)).Count('\n') : firstLine;

    [GeneratedRegex("""\G<message\s+role\s*=\s*["']([^"']*)["']\s*>""")]
    private static partial Regex Open();

    [GeneratedRegex(@"\G</?message\b")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\G\{\{\s*\$([A-Za-z_]\w*)\s*\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\G&(?:lt|gt|amp|quot|apos|#\d{1,6}|#x[0-9A-Fa-f]{1,6});")]
    private static partial Regex Entity();
}
