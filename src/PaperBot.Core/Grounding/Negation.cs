namespace PaperBot.Grounding;

/// <summary>One negation and what it denies.</summary>
/// <param name="Word">The negating word, folded.</param>
/// <param name="At">Index of its token.</param>
/// <param name="Scope">Indexes of the denied words and numbers, the nearest first; may be empty.</param>
/// <param name="Refers">
/// True where it denies something named before: "without which", or a "does not" that ends its clause.
/// </param>
/// <param name="Soft">True for "avoids" and "vanishes", which a paraphrase may use where the abstract denies nothing.</param>
/// <param name="Contrasts">True for "rather than" and its like, which set aside without denying.</param>
internal sealed record Negation(
    string Word, int At, IReadOnlyList<int> Scope, bool Refers = false, bool Soft = false, bool Contrasts = false);
