using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>What a prompt gave.</summary>
public sealed record PromptResult
{
    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>Hash of the prompt's file, for caches and replays.</summary>
    public required string PromptHash { get; init; }

    /// <summary>What the client was sent, in order: the role in lower case, and the text.</summary>
    public required IReadOnlyList<(string Role, string Text)> Messages { get; init; }

    /// <summary>The seed the client was given; one is drawn where neither call nor prompt sets it.</summary>
    public required long Seed { get; init; }

    /// <summary>The output without thinking parts and without white space at its ends.</summary>
    public required string Text { get; init; }

    /// <summary>Exactly what the client streamed, thinking parts included, for replays.</summary>
    public required string Raw { get; init; }

    /// <summary>Why the model stopped; null when the client did not say.</summary>
    public ChatFinishReason? FinishReason { get; init; }

    /// <summary>Tokens read and written; null when the client did not say.</summary>
    public UsageDetails? Usage { get; init; }

    /// <summary>The model as the client named it.</summary>
    public string? ModelId { get; init; }

    /// <summary>The engine that wrote it; null when it is always the one the client names.</summary>
    public string? Engine { get; init; }

    /// <summary>From the start to the first piece of output; null when there was none.</summary>
    public TimeSpan? FirstText { get; init; }

    /// <summary>From the start to the end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>True when there is no output: the client sent nothing, white space, or only thoughts.</summary>
    public bool IsEmpty => Text.Length == 0;

    /// <summary>True when the output was cut by the limit of tokens.</summary>
    public bool IsCut => FinishReason == ChatFinishReason.Length;
}
