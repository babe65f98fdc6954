using System.Globalization;
using Microsoft.Extensions.AI;
using PaperBot.LocalModels.Sampling;
using PaperBot.LocalModels.Serving;
using PaperBot.Prompts;

namespace PaperBot.LocalModels.Chat;

/// <summary>Makes what Microsoft.Extensions.AI says into a task.</summary>
internal static class WritingTasks
{
    /// <summary>Key in <see cref="ChatOptions.AdditionalProperties"/> of <see cref="WritingTask.MinP"/>.</summary>
    public const string MinPKey = "min_p";

    /// <summary>Key in <see cref="ChatOptions.AdditionalProperties"/> of <see cref="WritingTask.RepeatPenalty"/>.</summary>
    public const string RepeatPenaltyKey = "repeat_penalty";

    /// <summary>
    /// Makes the task. A grammar in the additional properties comes before a response format. Hints that a local model has no use
    /// for (model id, conversation id, what belongs to other providers) are passed over, as their documentation allows.
    /// </summary>
    /// <exception cref="NotSupportedException">Tools, pictures, or a role or property that cannot be heeded; named.</exception>
    /// <exception cref="ModelServiceException">A schema outside the subset that grammars are made of.</exception>
    public static WritingTask Of(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        if (options is { Tools.Count: > 0 } && options.ToolMode is not NoneChatToolMode)
        {
            throw new NotSupportedException("A local model calls no tools; ask without ChatOptions.Tools.");
        }

        List<SpokenTurn> turns = [.. messages.Select(Turn)];
        if (!string.IsNullOrEmpty(options?.Instructions))
        {
            turns.Insert(0, new SpokenTurn("system", options.Instructions));
        }

        return new WritingTask
        {
            Turns = turns,
            MostTokens = options?.MaxOutputTokens,
            Temperature = options?.Temperature,
            TopP = options?.TopP,
            TopK = options?.TopK,
            FrequencyPenalty = options?.FrequencyPenalty,
            PresencePenalty = options?.PresencePenalty,
            MinP = Number(options, MinPKey),
            RepeatPenalty = Number(options, RepeatPenaltyKey),
            Seed = options?.Seed,
            Stops = [.. options?.StopSequences ?? []],
            Grammar = Grammar(options),
        };
    }

    private static SpokenTurn Turn(ChatMessage message)
    {
        if (message.Contents.FirstOrDefault(c => c is not (TextContent or TextReasoningContent or UsageContent)) is { } other)
        {
            throw new NotSupportedException($"A local model reads text; a message has a {other.GetType().Name}.");
        }

        var role = message.Role;
        return role == ChatRole.System || role == ChatRole.User || role == ChatRole.Assistant
            ? new SpokenTurn(role.Value, message.Text)
            : throw new NotSupportedException($"There are system, user and assistant; a message has the role '{role}'.");
    }

    private static string? Grammar(ChatOptions? options)
    {
        if (options?.AdditionalProperties?.TryGetValue(ChatCapabilities.GrammarKey, out var grammar) is true
            && grammar is not null)
        {
            return grammar as string
                ?? throw new NotSupportedException($"The grammar has to be GBNF text, and is a {grammar.GetType().Name}.");
        }

        return options?.ResponseFormat is ChatResponseFormatJson json
            ? json.Schema is { } schema ? JsonSchemaGrammar.Of(schema) : JsonSchemaGrammar.AnyObject
            : null;
    }

    private static float? Number(ChatOptions? options, string key)
    {
        if (options?.AdditionalProperties?.TryGetValue(key, out var value) is not true || value is null)
        {
            return null;
        }

        try
        {
            return Convert.ToSingle(value, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is FormatException or InvalidCastException or OverflowException)
        {
            throw new NotSupportedException($"'{key}' has to be a number, and is '{value}'.", error);
        }
    }
}
