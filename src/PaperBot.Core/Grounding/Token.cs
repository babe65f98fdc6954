namespace PaperBot.Grounding;

internal enum TokenKind
{
    Word,
    Number,
    Mark,
}

/// <summary>One token of a claim or of an evidence sentence.</summary>
/// <param name="Kind">A word, digits with their separators, or one other character.</param>
/// <param name="Start">0-based offset in the plain text of its <see cref="Statement"/>.</param>
/// <param name="Printed">As printed, without a possessive ending.</param>
/// <param name="Folded">Lower case, without diacritics or apostrophes.</param>
/// <param name="Stem">Stem of a word; the folded form of anything else.</param>
/// <param name="Glued">True when no white space separates it from the token before.</param>
internal sealed record Token(TokenKind Kind, int Start, string Printed, string Folded, string Stem, bool Glued);
