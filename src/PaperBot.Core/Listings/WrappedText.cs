using System.Text.RegularExpressions;

namespace PaperBot.Listings;

/// <summary>Text of formats that wrap their lines: the line breaks are the format's, not the author's.</summary>
internal static partial class WrappedText
{
    /// <summary>Joins lines by one space and touches nothing else.</summary>
    public static string Join(string text) => LineBreak().Replace(text.Trim(), " ");

    /// <summary>Joins lines by one space and touches nothing else.</summary>
    public static string Join(IEnumerable<string> lines) =>
        string.Join(' ', lines.Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(@"[^\S\r\n]*(?:\r?\n|\r)\s*")]
    private static partial Regex LineBreak();
}
