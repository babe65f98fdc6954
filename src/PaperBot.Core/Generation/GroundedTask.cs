using PaperBot.Papers;
using PaperBot.Prompts;

namespace PaperBot.Generation;

/// <summary>What a model is to write from abstracts.</summary>
/// <param name="Prompt">The prompt's name; its variable <c>sources</c> is filled with the papers.</param>
/// <param name="Variables">Its other variables.</param>
/// <param name="Papers">What may be cited, best first; at most eight are given to the model.</param>
internal sealed record GroundedTask(string Prompt, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<Paper> Papers)
{
    /// <summary>More sentences than these are not read, 1 to 20.</summary>
    public int MostSentences { get; init; } = 6;

    /// <summary>Time for everything, second attempt included; null for the runner's own limit on each attempt.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The sampler's seed in the first attempt; null for any.</summary>
    public long? Seed { get; init; }

    /// <summary>True when the model may only choose among the abstracts' sentences; needs a client with grammars.</summary>
    public bool QuotesOnly { get; init; }

    /// <summary>
    /// Told, while the model writes, of all sentences found supported so far; an earlier call may be taken back by a shorter
    /// one. May be null. It must return at once.
    /// </summary>
    public Action<IReadOnlyList<WrittenSentence>>? Supported { get; init; }

    /// <summary>An answer to a question that needs no earlier message.</summary>
    public static GroundedTask Answer(string question, IReadOnlyList<Paper> papers) =>
        new(PromptNames.Answer, new Dictionary<string, string> { ["question"] = question }, papers);
}
