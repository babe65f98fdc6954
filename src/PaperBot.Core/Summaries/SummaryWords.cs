namespace PaperBot.Summaries;

/// <summary>Words as a reader counts them: runs of characters between white space.</summary>
internal static class SummaryWords
{
    /// <summary>A summary has at most this many.</summary>
    public const int Limit = 40;

    /// <summary>How many words the text has.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        var inside = false;
        foreach (var c in text)
        {
            var white = char.IsWhiteSpace(c);
            count += !white && !inside ? 1 : 0;
            inside = !white;
        }

        return count;
    }

    /// <summary>The text with every run of white space made one space.</summary>
    public static string SingleSpaced(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
