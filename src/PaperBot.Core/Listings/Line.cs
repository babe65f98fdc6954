namespace PaperBot.Listings;

/// <summary>One line of a file.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Text">Without its line end. Of a faulty line only the beginning.</param>
/// <param name="Fault">Why the line cannot be used, as a sentence part; null for a good line.</param>
internal sealed record Line(int Number, string Text, string? Fault = null)
{
    /// <summary>The text without surrounding white space, byte order marks and zero-width spaces.</summary>
    public string Content
    {
        get
        {
            var content = Text.Trim();
            return content.Length > 0 && (IsInvisible(content[0]) || IsInvisible(content[^1]))
                ? content.Trim('\uFEFF', '\u200B').Trim()
                : content;
        }
    }

    /// <summary>True when nothing visible stands on the line.</summary>
    public bool IsBlank => Fault is null && Content.Length == 0;

    private static bool IsInvisible(char c) => c is '\uFEFF' or '\u200B';
}
