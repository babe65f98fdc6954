using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace PaperBot.Endpoints;

/// <summary>Functions that a model may ask for, in the protocol's words. They are run by whoever asked, never here.</summary>
internal static class ToolTranslation
{
    /// <summary>
    /// Adds the functions on offer; what else <see cref="ChatOptions.Tools"/> holds is not of the protocol and left out.
    /// </summary>
    public static void Add(ChatOptions asked, ChatCompletionOptions options)
    {
        foreach (var function in asked.Tools?.OfType<AIFunctionDeclaration>() ?? [])
        {
            var parameters = BinaryData.FromString(
                JsonSerializer.Serialize(function.JsonSchema, JsonElementShape.Default.JsonElement));
            options.Tools.Add(ChatTool.CreateFunctionTool(function.Name, function.Description, parameters));
        }

        // Servers refuse a choice where there is nothing to choose from.
        if (options.Tools.Count == 0)
        {
            return;
        }

        options.AllowParallelToolCalls = asked.AllowMultipleToolCalls;
        options.ToolChoice = asked.ToolMode switch
        {
            NoneChatToolMode => ChatToolChoice.CreateNoneChoice(),
            RequiredChatToolMode { RequiredFunctionName: { } name } => ChatToolChoice.CreateFunctionChoice(name),
            RequiredChatToolMode => ChatToolChoice.CreateRequiredChoice(),
            AutoChatToolMode => ChatToolChoice.CreateAutoChoice(),
            _ => null,
        };
    }

    /// <summary>The message with which a model asked for functions; null for one in which it did not.</summary>
    public static AssistantChatMessage? Calls(ChatMessage message)
    {
        List<ChatToolCall> calls =
        [
            .. message.Contents.OfType<FunctionCallContent>()
                .Select(c => ChatToolCall.CreateFunctionToolCall(c.CallId, c.Name, Arguments(c))),
        ];
        if (calls.Count == 0)
        {
            return null;
        }

        var asking = new AssistantChatMessage(calls);
        if (message.Text.Length > 0)
        {
            asking.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
        }

        return asking;
    }

    private static BinaryData Arguments(FunctionCallContent call) =>
        BinaryData.FromString(JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>()));

    /// <summary>What functions gave, a message each; none for a message without.</summary>
    public static IEnumerable<ToolChatMessage> Results(ChatMessage message) => message.Contents.OfType<FunctionResultContent>()
        .Select(r => new ToolChatMessage(r.CallId, r.Result switch
        {
            null => r.Exception is null ? "" : "The function failed.",
            string text => text,
            var value => value.ToString() ?? "",
        }));
}

/// <summary>Gathers the pieces in which calls of functions are streamed.</summary>
internal sealed class ToolCallPieces
{
    private readonly SortedDictionary<int, Call> calls = [];

    public void Take(StreamingChatCompletionUpdate piece)
    {
        foreach (var part in piece.ToolCallUpdates)
        {
            if (!calls.TryGetValue(part.Index, out var call))
            {
                calls[part.Index] = call = new Call();
            }

            call.Id = part.ToolCallId is { Length: > 0 } id ? id : call.Id;
            call.Name = part.FunctionName is { Length: > 0 } name ? name : call.Name;
            call.Arguments.Append(part.FunctionArgumentsUpdate?.ToString());
        }
    }

    /// <summary>
    /// The calls so far, whole, and each once: some servers say twice that they have finished. Arguments that are no JSON object come
    /// as an exception in their call.
    /// </summary>
    public IReadOnlyList<FunctionCallContent> TakeWhole()
    {
        IReadOnlyList<FunctionCallContent> whole = [.. calls.Where(c => c.Value.Name.Length > 0).Select(c => FunctionCallContent.CreateFromParsedArguments(
            c.Value.Arguments.Length > 0 ? c.Value.Arguments.ToString() : "{}",
            c.Value.Id.Length > 0 ? c.Value.Id : $"call{c.Key}",
            c.Value.Name,
            text => JsonSerializer.Deserialize<Dictionary<string, object?>>(text)))];
        calls.Clear();
        return whole;
    }

    private sealed class Call
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
