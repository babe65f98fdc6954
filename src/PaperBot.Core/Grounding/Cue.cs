namespace PaperBot.Grounding;

/// <summary>A comparative word at its place in a sentence.</summary>
/// <param name="At">Index of its token.</param>
/// <param name="Meaning">Its axis and the way it points, a "less" before it reckoned in.</param>
/// <param name="Left">Content words of its clause before it.</param>
/// <param name="Right">What it is compared with: content words after "than", or after the verb.</param>
/// <param name="Around">Content words within a few tokens on either side.</param>
/// <param name="Number">The nearest number within a few tokens, if any.</param>
/// <param name="Compares">True when left and right are compared, not just one thing said to change.</param>
internal sealed record Cue(
    int At,
    CueMeaning Meaning,
    IReadOnlyList<string> Left,
    IReadOnlyList<string> Right,
    IReadOnlyList<string> Around,
    Quantity? Number,
    bool Compares)
{
    /// <summary>Stem of the word that "more" or "less" is said of: "helpful"; null for an amount.</summary>
    public string? Anchor { get; init; }
}
