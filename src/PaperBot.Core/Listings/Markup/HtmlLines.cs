using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace PaperBot.Listings.Markup;

/// <summary>The visible text of a page, in the lines a browser would copy it in.</summary>
internal static partial class HtmlLines
{
    private static readonly HashSet<string> Hidden = new(
        ["script", "style", "noscript", "template", "svg", "head", "nav", "footer", "button", "form", "input", "select", "textarea", "iframe"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Inline = new(
        ["a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Lines in document order; the number of each is the line of the source on which its element begins.</summary>
    public static List<Line> From(INode root)
    {
        var lines = new List<Line>();
        var text = new StringBuilder();
        var number = 1;

        // By hand rather than by recursion: a hostile page may nest deeper than the stack.
        for (var node = root.FirstChild; node is not null;)
        {
            if (node is IText piece)
            {
                if (text.Length == 0 && !string.IsNullOrWhiteSpace(piece.Data))
                {
                    number = Math.Max(number, LineOf(piece.ParentElement));
                }

                text.Append(piece.Data);
            }
            else if (node is IElement entered && Breaks(entered))
            {
                Flush();
            }

            if (node is not IElement { LocalName: var name } || !Hidden.Contains(name))
            {
                if (node.FirstChild is { } child)
                {
                    node = child;
                    continue;
                }
            }

            while (node is not null && node != root && node.NextSibling is null)
            {
                node = node.Parent;
                if (node is IElement left && Breaks(left))
                {
                    Flush();
                }
            }

            node = node is null || node == root ? null : node.NextSibling;
        }

        Flush();
        return lines;

        void Flush()
        {
            var line = Spaces().Replace(text.ToString(), " ").Trim();
            text.Clear();
            if (line.Length > 0)
            {
                lines.Add(new Line(number, line));
            }
        }
    }

    /// <summary>1-based line of the source on which <paramref name="element"/> begins; 1 when the parser made it up.</summary>
    public static int LineOf(IElement? element) => element?.SourceReference?.Position.Line ?? 1;

    private static bool Breaks(IElement element) => !Inline.Contains(element.LocalName);

    // No-break spaces stay: they are the author's.
    [GeneratedRegex(@"[ \t\r\n\f]+")]
    private static partial Regex Spaces();
}
