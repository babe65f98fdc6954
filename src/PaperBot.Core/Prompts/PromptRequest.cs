using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>One prompt to run.</summary>
/// <param name="Prompt">Its name.</param>
/// <param name="Variables">Values by variable, put in as they are.</param>
public sealed record PromptRequest(string Prompt, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>
    /// What is set here wins over the prompt's own settings; additional properties, such as a grammar, are added.
    /// </summary>
    public ChatOptions? Options { get; init; }

    /// <summary>Time from the start to the end of the output; null for the setting <c>Prompts:DeadlineSeconds</c>.</summary>
    public TimeSpan? Deadline { get; init; }
}
