namespace PaperBot.Text;

/// <summary>One word of a text.</summary>
/// <param name="Start">0-based offset of its first UTF-16 unit.</param>
/// <param name="Length">Length in UTF-16 units as printed.</param>
/// <param name="Folded">Lower case, without diacritics, compatibility forms or apostrophes.</param>
internal readonly record struct Word(int Start, int Length, string Folded)
{
    /// <summary>0-based offset one past the word.</summary>
    public int End => Start + Length;
}
