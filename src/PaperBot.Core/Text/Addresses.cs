using System.Text.RegularExpressions;

namespace PaperBot.Text;

/// <summary>Finds what a chat service or a terminal would make clickable by itself.</summary>
internal static partial class Addresses
{
    /// <summary>
    /// The address that begins at or after <paramref name="from"/>: anything with a scheme, <c>www.</c>, an invitation. Stops that
    /// end a sentence do not belong to it.
    /// </summary>
    /// <returns>Start and length; null when there is none.</returns>
    public static (int Start, int Length)? Next(string text, int from)
    {
        var match = Address().Match(text, from);
        if (!match.Success)
        {
            return null;
        }

        var shown = match.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '*', '_', '~', '|');
        return (match.Index, Math.Max(shown.Length, match.Groups["begin"].Length));
    }

    // The length before the colon is bounded so that a word of a megabyte is read once; chat services link "https:" even where
    // letters stand directly before it. No star or backslash belongs to an address: Discord heeds them within code inside bold.
    [GeneratedRegex(
        @"(?<begin>[\w+.-]{0,40}\w:/+|\b(?:mailto|javascript|vbscript|tel|sms|callto|skype|magnet|blob):(?=\S)"
        + @"|\bdata:(?=\w+/)|www\.(?=\w)"
        + @"|(?:discord(?:app)?\.(?:gg|com|me|io|li|new|gift)|dsc\.gg|invite\.gg|t\.me)\b)[!-)+-;=?-\[\]-_a-z|~\u00C0-\u024F]*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
