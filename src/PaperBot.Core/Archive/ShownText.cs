using PaperBot.Text;

namespace PaperBot.Archive;

/// <summary>Text from outside as plain readable words on one line, before a page or a document encodes it.</summary>
internal static class ShownText
{
    public const int MostTitle = 300;
    public const int MostSentence = 1200;
    public const int MostName = 120;

    /// <summary>Ten times the longest abstract of real listings.</summary>
    public const int MostAbstract = 20_000;

    /// <summary>
    /// LaTeX made readable, no control, direction or invisible characters; of a longer text the first words and an ellipsis.
    /// </summary>
    /// <param name="printed">As printed; may be of any length.</param>
    /// <param name="most">UTF-16 units, at least 2.</param>
    public static string Of(string printed, int most)
    {
        // LaTeX is longer than what it shows; what lies far beyond is not read at all.
        if (printed.Length <= most * 2)
        {
            return PlainLine.Of(ReadableLatex.Of(printed), most);
        }

        var shown = PlainLine.Of(ReadableLatex.Of(printed[..(most * 2)]), most);
        return shown.EndsWith('…') ? shown : shown + "…";
    }

    /// <summary>Never empty, even where nothing of the title can be shown.</summary>
    public static string Title(string printed) => Of(printed, MostTitle) is { Length: > 0 } title ? title : "untitled";
}
