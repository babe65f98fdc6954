// The library marks what not every server has (seed) and what goes beyond its types (a field of one's own) as subject to change.
#pragma warning disable OPENAI001, SCME0001
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using PaperBot.Prompts;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace PaperBot.Endpoints;

/// <summary>The words of one library in those of the other.</summary>
internal static class ChatTranslation
{
    // Models of that server that think want the limit under its new name, and no other server is sure to know that one.
    private const string NewLimitHost = "api.openai.com";

    /// <summary>What is said, in order; only texts, and calls of functions with what they gave.</summary>
    public static IReadOnlyList<OpenAI.Chat.ChatMessage> Messages(IEnumerable<ChatMessage> messages) =>
    [
        .. messages.SelectMany<ChatMessage, OpenAI.Chat.ChatMessage>(m =>
            m.Role == ChatRole.System ? [new SystemChatMessage(m.Text)]
            : m.Role == ChatRole.Tool ? ToolTranslation.Results(m)
            : m.Role == ChatRole.Assistant ? [ToolTranslation.Calls(m) ?? new AssistantChatMessage(m.Text)]
            : [new UserChatMessage(m.Text)]),
    ];

    /// <summary>
    /// How it is to be written. Top-k and min-p are left out: they are not of the protocol, and strict servers refuse what they do not
    /// know.
    /// </summary>
    public static ChatCompletionOptions Options(ChatOptions? asked, EndpointOptions endpoint)
    {
        var options = new ChatCompletionOptions();
        if (asked is null)
        {
            return options;
        }

        options.Temperature = asked.Temperature;
        options.TopP = asked.TopP;
        options.FrequencyPenalty = asked.FrequencyPenalty;
        options.PresencePenalty = asked.PresencePenalty;
        options.Seed = asked.Seed;
        foreach (var stop in asked.StopSequences ?? [])
        {
            options.StopSequences.Add(stop);
        }

        if (asked.MaxOutputTokens is { } most)
        {
            if (endpoint.Base().Host == NewLimitHost)
            {
                options.MaxOutputTokenCount = most;
            }
            else
            {
                options.Patch.Set("$.max_tokens"u8, most);
            }
        }

        if (endpoint.Grammar && asked.AdditionalProperties?.GetValueOrDefault(ChatCapabilities.GrammarKey) is string grammar)
        {
            options.Patch.Set("$.grammar"u8, grammar);
        }

        if (endpoint.Tools)
        {
            ToolTranslation.Add(asked, options);
        }

        options.ResponseFormat = asked.ResponseFormat switch
        {
            ChatResponseFormatJson { Schema: { } schema } json => ChatResponseFormat.CreateJsonSchemaFormat(
                json.SchemaName ?? "answer", BinaryData.FromString(JsonSerializer.Serialize(schema, JsonElementShape.Default.JsonElement)),
                json.SchemaDescription, jsonSchemaIsStrict: true),
            ChatResponseFormatJson => ChatResponseFormat.CreateJsonObjectFormat(),
            _ => null,
        };
        return options;
    }

    /// <summary>A piece of an answer.</summary>
    public static ChatResponseUpdate Update(StreamingChatCompletionUpdate piece)
    {
        var update = new ChatResponseUpdate
        {
            Role = ChatRole.Assistant,
            ResponseId = piece.CompletionId,
            ModelId = piece.Model,
            FinishReason = piece.FinishReason switch
            {
                null => null,
                OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
                OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
                OpenAI.Chat.ChatFinishReason.ToolCalls or OpenAI.Chat.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
                _ => ChatFinishReason.Stop,
            },
        };
        foreach (var part in piece.ContentUpdate)
        {
            if (part.Text is { Length: > 0 } text)
            {
                update.Contents.Add(new TextContent(text));
            }
        }

        if (piece.Usage is { } usage)
        {
            update.Contents.Add(new UsageContent(new UsageDetails
            {
                InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount,
            }));
        }

        return update;
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonElementShape : System.Text.Json.Serialization.JsonSerializerContext;
