using System.Text.RegularExpressions;

namespace PaperBot.Listings.Pages;

/// <summary>How ill a line serves as a title or as an abstract. 0 is a perfect fit; about 10 is out of the question.</summary>
internal static partial class LineShape
{
    public static double TitleCost(Line line)
    {
        if (line.Fault is not null)
        {
            return 9;
        }

        var text = line.Content;
        var length = text.Length switch { <= 200 => 0, <= 300 => 2, <= 600 => 6, _ => 9 };
        var sentences = Math.Min(3, SentenceBreaks().Count(text));
        var stop = text.EndsWith('.') && !text.EndsWith("...", StringComparison.Ordinal) ? 1.5 : text.Length > 0 && text[^1] is ',' or ';' or ':' ? 3 : 0;
        return length + (1.5 * sentences) + stop;
    }

    public static double AbstractCost(Line line)
    {
        if (line.Fault is not null)
        {
            return 0;
        }

        var text = line.Content;
        var length = text.Length switch { >= 300 => 0, >= 150 => 0.5, >= 60 => 2, _ => 3.5 };
        return length + (EndsSentence(text) ? 0 : text.Length >= 300 ? 0.5 : 1.5);
    }

    /// <summary>True when the text ends as a whole abstract does: with a full stop or the like, or with a link.</summary>
    public static bool EndsSentence(string text) => SentenceEnd().IsMatch(text);

    [GeneratedRegex(@"(?<=\p{Ll}[\p{Ll}\d%)\]]{2,})\.[""')\]]?\s+[\p{Lu}""(]")]
    private static partial Regex SentenceBreaks();

    [GeneratedRegex(@"(?:[.!?…。][""'”’)\]}$*]*|https?://\S+|[\w.-]+\.(?:com|org|io|net|edu|ai|dev)(?:/\S*)?)[.)\]]*$")]
    private static partial Regex SentenceEnd();
}
