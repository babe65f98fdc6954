using PaperBot.Papers;

namespace PaperBot.Generation;

/// <summary>A text to be written from numbered abstracts.</summary>
/// <param name="Prompt">The prompt's name; its output is sentences that end with markers.</param>
/// <param name="Variables">Its variables but for <c>sources</c>.</param>
/// <param name="Papers">What may be cited, best first; at most eight are given to the model.</param>
internal sealed record GroundedTask(string Prompt, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<Paper> Papers)
{
    /// <summary>More sentences than these are not read, 1 to 20.</summary>
    public int MostSentences { get; init; } = 6;
}
