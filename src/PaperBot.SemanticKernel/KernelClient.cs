using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using PaperBot.Prompts;

namespace PaperBot.SemanticKernel;

/// <summary>
/// A chat client as a kernel's chat service. What is sent is put back as it was before Semantic Kernel; a prompt of ours that
/// came out otherwise than its file says is not sent; and a model that calls no functions is offered none. Safe for concurrent
/// use.
/// </summary>
/// <param name="client">Answers; not disposed with this.</param>
/// <param name="logger">Told when functions are kept from a model.</param>
internal sealed partial class KernelClient(IChatClient client, ILogger<KernelClient> logger) : IChatClient
{
    /// <summary>
    /// Where a prompt of ours travels as it has to arrive, with the settings of the call: a kernel's own settings have no place
    /// for some of them.
    /// </summary>
    public const string PromptKey = "paperbot.prompt";

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (asked, settings) = Sent(messages, options);
        return await client.GetResponseAsync(asked, settings, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (asked, settings) = Sent(messages, options);
        await foreach (var update in client.GetStreamingResponseAsync(asked, settings, cancellationToken).ConfigureAwait(false))
        {
            // Semantic Kernel refuses an update that is none; our own runner reads over it.
            yield return update ?? new ChatResponseUpdate();
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceKey is null && serviceType.IsInstanceOfType(this))
        {
            return this;
        }

        // Semantic Kernel does not work with a client that has none.
        return client.GetService(serviceType, serviceKey)
            ?? (serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(ChatCapabilities.Of(client).Engine) : null);
    }

    public void Dispose()
    {
    }

    private (IReadOnlyList<ChatMessage> Messages, ChatOptions? Options) Sent(
        IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        List<ChatMessage> asked = [.. messages.Select(Restored)];
        if (options?.AdditionalProperties?.GetValueOrDefault(PromptKey) is RenderedPrompt expected)
        {
            var isSame = asked.Select(m => (m.Role, m.Text)).SequenceEqual(expected.Messages.Select(m => (m.Role, m.Text)));
            return isSame ? (asked, expected.Options) : throw new InvalidOperationException(
                "Semantic Kernel made something else of the prompt than its file and the values say, so it was not sent; "
                + "set Prompts:Runner to builtin to do without Semantic Kernel.");
        }

        if (options?.Tools is not { Count: > 0 } tools
            || ChatCapabilities.Of(client) is not { Tools: false, Engine: var engine })
        {
            return (asked, options);
        }

        LogKept(tools.Count, engine);
        var without = options.Clone();
        (without.Tools, without.ToolMode, without.AllowMultipleToolCalls) = (null, null, null);
        return (asked, without);
    }

    private static ChatMessage Restored(ChatMessage message)
    {
        if (!message.Contents.OfType<TextContent>().Any(t => CarriedText.Restored(t.Text) != t.Text))
        {
            return message;
        }

        var restored = message.Clone();
        restored.Contents =
        [
            .. message.Contents.Select(c => c is TextContent text ? new TextContent(CarriedText.Restored(text.Text)) : c),
        ];
        return restored;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} functions are not offered to {Engine}, which calls none")]
    private partial void LogKept(int count, string engine);
}
