using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Text;

/// <summary>
/// The last look at a text before it is posted. Pieces from outside were made harmless where they were put in; this holds where
/// somebody once forgets it: no control or invisible character, no mention, no open address leaves the program.
/// </summary>
internal static partial class MarkdownGuard
{
    /// <summary>The text; the same string when there is nothing to object to. Guarding twice changes nothing more.</summary>
    public static string Of(string markdown)
    {
        var text = markdown.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? markdown : WithoutInvisible(markdown);
        text = Mention().Replace(text, $"$0{Markdown.Gap}");
        return Addresses.Next(text, 0) is null ? text : WithoutOpenAddresses(text);
    }

    private static string WithoutInvisible(string markdown)
    {
        var text = new StringBuilder(markdown.Length);
        foreach (var rune in markdown.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var isJoiner = rune.Value is 0x200C or 0x200D && text.Length > 0 && text[^1] > 0xFF;
            var isGap = rune.Value == Markdown.Gap && text.Length > 0 && text[^1] is '@' or '<';
            if (rune.Value == '\n' || isJoiner || isGap || !PlainLine.IsInvisible(rune))
            {
                text.Append(rune.ToString());
            }
        }

        return text.ToString();
    }

    private static string WithoutOpenAddresses(string text)
    {
        var closed = new StringBuilder(text.Length + 8);
        foreach (var atom in MarkdownAtoms.Of(text))
        {
            var piece = text.AsSpan(atom.Start, atom.Length);
            if (atom.Kind == AtomKind.Address)
            {
                closed.Append(closed.Length > 0 && closed[^1] == '`' ? " " : "").Append('`').Append(piece.ToString().Replace('`', '\'')).Append('`');
            }
            else if (atom is { Kind: AtomKind.Emphasis } && Addresses.Next(piece.ToString(), 0) is not null)
            {
                var marks = piece.StartsWith("**") ? 2 : 1;
                closed.Append(piece[..marks]).Append(WithoutOpenAddresses(piece[marks..^marks].ToString())).Append(piece[^marks..]);
            }
            else
            {
                closed.Append(piece);
            }
        }

        return closed.ToString();
    }

    [GeneratedRegex(
        @"@(?=everyone|here)|@(?=[&!]?[0-9]+>)|<(?=[@#/:]|(?:a|t|id):)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
