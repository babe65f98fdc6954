using System.Text.RegularExpressions;

namespace PaperBot.Listings.Pages;

/// <summary>What a saved page shows beside its papers: buttons, slogans, the day without its year.</summary>
internal static partial class PageChrome
{
    private const string Button = "Subscribe";

    /// <summary>
    /// The lines without chrome. The page's button has no line end of its own in some saves, so that it is glued to the first
    /// title; it is taken off a line right below chrome and off the first line that is not chrome, and there only.
    /// </summary>
    public static IEnumerable<Line> Remove(IEnumerable<Line> lines)
    {
        var below = true;
        foreach (var line in lines)
        {
            if (line.Fault is null && (line.IsBlank || IsChrome(line.Content)))
            {
                below |= !line.IsBlank;
                continue;
            }

            yield return below && GluedButton().IsMatch(line.Content)
                ? line with { Text = line.Content[Button.Length..] }
                : line;
            below = false;
        }
    }

    /// <summary>True for a line that belongs to the page, not to a paper.</summary>
    public static bool IsChrome(string content) => content.Length <= 80 && Chrome().IsMatch(content);

    [GeneratedRegex(
        @"^(?:new|subscribe|daily\s+papers|trending\s+papers|log\s+in|sign\s+up|load\s+more|previous|next|back\s+to\s+top"
        + @"|get\s+(?:\w+\s+){0,3}papers\s+in\s+your\s+(?:\w+\s+)?(?:in|mail)box(?:\s+\w+){0,4}[!.]?"
        + @"|by\s*\w+\s+and\s+the\s+research\s+community"
        + @"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Chrome();

    [GeneratedRegex(@"^Subscribe(?=[\p{Lu}\p{Nd}""'“‘$\\(\[])")]
    private static partial Regex GluedButton();
}
