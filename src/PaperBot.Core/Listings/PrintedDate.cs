using System.Globalization;
using System.Text.RegularExpressions;

namespace PaperBot.Listings;

/// <summary>Reads dates as people and programs print them. A date that lacks its day or month is no date.</summary>
internal static partial class PrintedDate
{
    private static readonly string[] Formats =
    [
        "MMM d yyyy", "MMMM d yyyy", "d MMM yyyy", "d MMMM yyyy", "yyyy-M-d", "yyyy/M/d", "yyyyMMdd",
    ];

    /// <summary>
    /// The day <paramref name="text"/> names, or null. Time of day and weekday are allowed and ignored. All-number forms must
    /// begin with the year: <c>3/4/2024</c> means two different days.
    /// </summary>
    public static DateOnly? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var match = Day().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var plain = LongSeptember().Replace(Noise().Replace(match.Groups["day"].Value, " ").Trim(), "Sep");
        return DateOnly.TryParseExact(plain, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
    }

    [GeneratedRegex(
        @"^\s*(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?"
        + @"(?<day>[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\.?,?\s+\d{4}|\d{4}[-/]\d{1,2}[-/]\d{1,2})"
        + @"(?![0-9]).*$",
        RegexOptions.Singleline)]
    private static partial Regex Day();

    // An abbreviation that no calendar of .NET knows.
    [GeneratedRegex(@"\bSept\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LongSeptember();

    [GeneratedRegex(@"[,.\s]+|(?<=\d)(?:st|nd|rd|th)\b[,\s]*")]
    private static partial Regex Noise();
}
