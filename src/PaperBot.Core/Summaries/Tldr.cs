namespace PaperBot.Summaries;

/// <summary>Whose words a summary uses.</summary>
public enum TldrOrigin
{
    /// <summary>The abstract's own words, in their order.</summary>
    Abstract,

    /// <summary>Written by a model and checked against the abstract.</summary>
    Model,
}

/// <summary>One paper in one sentence.</summary>
/// <param name="Text">
/// At most 40 words. From the abstract it is one contiguous span with white space runs made single spaces; when the
/// sentence went on, an ellipsis directly follows the last word.
/// </param>
/// <param name="Origin">Whose words.</param>
public sealed record Tldr(string Text, TldrOrigin Origin);
