using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PaperBot.Text;

/// <summary>
/// Text from outside as one line of characters that a reader sees: no line ends, no control, direction or invisible characters,
/// no towers of accents, and no number in brackets that could pass for one of our markers. It is still plain text, not Markdown.
/// </summary>
internal static partial class PlainLine
{
    // Vietnamese takes two marks on a letter, Hebrew three; more is a drawing.
    private const int MostMarks = 3;

    /// <summary>The line; the same string when there is nothing to change. Never throws.</summary>
    public static string Of(string text)
    {
        var line = text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !text.Contains("  ", StringComparison.Ordinal)
            ? text.Trim(' ')
            : Cleaned(text);
        return line.AsSpan().ContainsAny('[', '【') ? NumberInBrackets().Replace(line, "［$1］") : line;
    }

    /// <summary>The line, and of a longer one its first words and an ellipsis.</summary>
    /// <param name="text">From outside.</param>
    /// <param name="most">UTF-16 units, at least 2.</param>
    public static string Of(string text, int most)
    {
        // What is cut away need not be cleaned: a text of megabytes is not read to its end.
        var isLong = text.Length / 8 > most;
        var line = Of(isLong ? text[..SafeCut(text, most * 8)] : text);
        if (line.Length <= most)
        {
            return isLong ? line + "…" : line;
        }

        var space = line.LastIndexOf(' ', most - 1);
        return line[..(space > most / 2 ? space : SafeCut(line, most - 1))].TrimEnd() + "…";
    }

    /// <summary>True for a character that shows nothing itself and changes or hides what stands around it.</summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0D) or (>= 0xE0000 and <= 0xE0FFF);

    private static string Cleaned(string text)
    {
        var line = new StringBuilder(text.Length);
        var before = default(Rune);
        var marks = 0;
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                gap = line.Length > 0;
                continue;
            }

            // Joiners shape letters of other scripts and emoji; beside ASCII they only break words apart for whoever filters them.
            if (IsInvisible(rune) && !(rune.Value is 0x200C or 0x200D && !gap && before.Value > 0xFF))
            {
                continue;
            }

            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks)
            {
                continue;
            }

            line.Append(gap ? " " : "").Append(rune.ToString());
            gap = false;
            before = rune;
        }

        // A joiner joins two; at the end, or before ASCII, it joins nothing.
        return IdleJoiner().Replace(line.ToString(), "");
    }

    // Never between the halves of a surrogate pair.
    private static int SafeCut(string text, int at) => char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;

    [GeneratedRegex(@"[\u200C\u200D]+(?=[\u0000-\u00FF\u200C\u200D]|$)")]
    private static partial Regex IdleJoiner();

    // Whatever is read as a marker: [1], [1, 2], [1-3], [^1], [Source 2], [#1].
    [GeneratedRegex(
        @"[\[【](\s*\^?\s*(?:sources?|refs?|s|#)?\s*\d[^\[\]【】]{0,40})[\]】]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberInBrackets();
}
