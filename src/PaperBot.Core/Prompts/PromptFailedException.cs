namespace PaperBot.Prompts;

/// <summary>Why a prompt gave nothing.</summary>
public enum PromptFailure
{
    /// <summary>No prompt has that name.</summary>
    UnknownPrompt,

    /// <summary>The values do not fit the prompt's variables.</summary>
    WrongVariables,

    /// <summary>The client threw.</summary>
    Client,

    /// <summary>The deadline passed first.</summary>
    Deadline,
}

/// <summary>A prompt could not be run to its end. The message is for the log; the inner exception is the client's own.</summary>
public sealed class PromptFailedException(string prompt, PromptFailure failure, string message, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>The prompt's name.</summary>
    public string Prompt { get; } = prompt;

    public PromptFailure Failure { get; } = failure;

    /// <summary>What there was until then; null when the client was never asked.</summary>
    public PromptResult? Partial { get; init; }
}
