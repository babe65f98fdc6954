using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PaperBot.Prompts;

namespace PaperBot.Tests.Ecosystem.SemanticKernel;

/// <summary>A model that asks for a function a number of times, and then says that it is done.</summary>
internal sealed class CallingClient(bool tools, int calls) : IChatClient
{
    /// <summary>End of the name of the function it asks for.</summary>
    public string Function { get; init; } = "search";

    public string Argument { get; init; } = "index";

    public int Count { get; init; } = 3;

    /// <summary>Names of the functions it was offered, call by call.</summary>
    public List<IReadOnlyList<string>> Offered { get; } = [];

    /// <summary>What functions gave it, in order.</summary>
    public List<string> Results { get; } = [];

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        Offered.Add([.. options?.Tools?.Select(t => t.Name) ?? []]);
        Results.Clear();
        Results.AddRange(
            messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().Select(r => r.Result?.ToString() ?? ""));
        if (Offered.Count <= calls && Offered[^1].FirstOrDefault(n => n.EndsWith(Function, StringComparison.Ordinal)) is { } name)
        {
            var given = new Dictionary<string, object?> { ["text"] = Argument, ["count"] = Count };
            var call = new FunctionCallContent($"call{Offered.Count}", name, given);
            yield return new ChatResponseUpdate(ChatRole.Assistant, [call])
            {
                FinishReason = ChatFinishReason.ToolCalls,
            };
            yield break;
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, "Done.") { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatCapabilities) ? new ChatCapabilities { Tools = tools } : null;

    public void Dispose()
    {
    }
}
