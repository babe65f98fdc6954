namespace PaperBot.Text;

/// <summary>Text brought down to a length, on one line.</summary>
internal static class Shortened
{
    /// <summary>
    /// The text with white space runs made single spaces; beyond <paramref name="most"/> UTF-16 units it is cut, between words
    /// where one ends in the second half, and ends in an ellipsis that counts.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">At least 2.</param>
    public static string To(string text, int most)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= most)
        {
            return text;
        }

        var space = text.LastIndexOf(' ', most - 1);
        return text[..(space > most / 2 ? space : SafeCut(text, most - 1))].TrimEnd() + "…";
    }

    // Never between the halves of a surrogate pair.
    private static int SafeCut(string text, int at) => char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}
