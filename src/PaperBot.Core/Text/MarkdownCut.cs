using System.Text.RegularExpressions;

namespace PaperBot.Text;

/// <summary>
/// Cuts our Markdown to a length where a reader would: between lines, else between sentences, else between words; never inside a
/// marker, an escape, code, a link or a passage in bold.
/// </summary>
internal static partial class MarkdownCut
{
    // A line border this far into the room is better than the last sentence that would fit.
    private const double LateEnough = 0.4;

    /// <summary>The first part and what is left, either of which may be empty; together they say what the text says.</summary>
    /// <param name="text">Markdown of our own making.</param>
    /// <param name="room">UTF-16 units of the first part, at least 20.</param>
    public static (string First, string After) At(string text, int room)
    {
        if (text.Length <= room)
        {
            return (text, "");
        }

        var (at, oversized) = Border(text, room);
        if (oversized is { } atom)
        {
            // One piece is longer than the room: it loses its marks or its address and is cut as text; code loses its end.
            return At(text[..atom.Start] + Plain(text.Substring(atom.Start, atom.Length), atom.Kind) + text[atom.End..], room);
        }

        var first = text[..at].TrimEnd(' ', '\n');
        var rest = text[at..].TrimStart(' ', '\n');
        var isNewLine = text[..at].TrimEnd(' ').EndsWith('\n') || text[at..].TrimStart(' ').StartsWith('\n');
        return (first, isNewLine || rest.Length == 0 ? rest : Continued(first, rest));
    }

    private static (int At, Atom? Oversized) Border(string text, int room)
    {
        int line = 0, sentence = 0, word = 0, any = 0;
        Atom? before = null;
        foreach (var atom in MarkdownAtoms.Of(text))
        {
            if (atom.End > room)
            {
                if (any == 0 || (atom.Kind is not AtomKind.Character && atom.Length > room))
                {
                    return atom.Kind is AtomKind.Character or AtomKind.Escape or AtomKind.Marker
                        ? (Math.Max(any, room), null)
                        : (0, atom);
                }

                break;
            }

            any = atom.End;
            if (atom.Kind == AtomKind.Character && text[atom.Start] == '\n')
            {
                line = atom.End;
            }
            else if (atom.Kind == AtomKind.Character && text[atom.Start] == ' ' && before is { } last && !NextIsMarker(text, atom.End))
            {
                word = atom.End;
                sentence = EndsSentence(text, last) ? atom.End : sentence;
            }

            before = atom;
        }

        var best = line >= room * LateEnough ? line
            : sentence > 0 ? Math.Max(sentence, line)
            : line > 0 ? line
            : word > 0 ? word
            : any;
        return (best, null);
    }

    private static bool NextIsMarker(string text, int at) => MarkerPattern().IsMatch(text.AsSpan(at));

    private static bool EndsSentence(string text, Atom last) =>
        last.Kind == AtomKind.Marker || text[last.End - 1] is '.' or '!' or '?' or '”' or '»' or '…';

    private static string Plain(string piece, AtomKind kind) => kind switch
    {
        AtomKind.Link => piece[1..piece.IndexOf("](<", StringComparison.Ordinal)],
        AtomKind.Emphasis => piece.Trim('*'),
        AtomKind.Fence => Markdown.Literal(piece.Trim('`')),
        _ => Markdown.Code(piece.Trim('`')),
    };

    // The rest of a quotation is quoted too; what stood inside a line must not become a list or a heading at the start of one.
    private static string Continued(string first, string rest)
    {
        var line = first[(first.LastIndexOf('\n') + 1)..];
        var mark = LineMarkPattern().Match(rest);
        var safe = mark.Success ? rest.Insert(mark.Groups["number"].Length, "\\") : rest;
        return line.StartsWith("> ", StringComparison.Ordinal) ? "> " + safe : safe;
    }

    [GeneratedRegex(@"\A\[[0-9]{1,3}\]", RegexOptions.CultureInvariant)]
    private static partial Regex MarkerPattern();

    [GeneratedRegex(@"\A(?:(?<number>[0-9]+)(?=[.)])|(?=[#>+-]|\* ))", RegexOptions.CultureInvariant)]
    private static partial Regex LineMarkPattern();
}
