using System.Text.RegularExpressions;

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
/// At most 40 words, by a model at most 30. From the abstract it is one contiguous span with white space runs made single spaces;
/// when the sentence went on, an ellipsis directly follows the last word.
/// </param>
/// <param name="Origin">Whose words.</param>
public sealed partial record Tldr(string Text, TldrOrigin Origin)
{
    /// <summary>What readers are told of a summary that a model wrote.</summary>
    public const string ModelNote = "summary by a model, checked against the abstract";

    /// <summary>
    /// The text for a reader: a capital where a left-out opener took it along, and no backslash of a LaTeX macro. A name such as
    /// mBERT keeps its small letter.
    /// </summary>
    public string Shown
    {
        get
        {
            var shown = MacroMark.Replace(Text, "");
            return SmallWord.IsMatch(shown) ? char.ToUpperInvariant(shown[0]) + shown[1..] : shown;
        }
    }

    [GeneratedRegex(@"\\(?=[A-Za-z])")]
    private static partial Regex MacroMark { get; }

    [GeneratedRegex(@"^\p{Ll}+(?![\p{L}\d])")]
    private static partial Regex SmallWord { get; }
}
