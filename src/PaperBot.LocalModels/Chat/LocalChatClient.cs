using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PaperBot.LocalModels.Serving;
using PaperBot.Prompts;
using PaperBot.Prompts.Sources;

namespace PaperBot.LocalModels.Chat;

/// <summary>A chat client over a local model. Concurrent calls are served together. It does not own the service.</summary>
/// <param name="service">A model that writes.</param>
/// <param name="time">The clock.</param>
/// <param name="modelFileHash">SHA-256 of the model's file, hexadecimal; null when it is not known.</param>
internal sealed class LocalChatClient(IModelService service, TimeProvider time, string? modelFileHash = null) : IChatClient
{
    /// <summary>Key in <see cref="ChatResponseUpdate.AdditionalProperties"/> of the place in the queue; 1 is next.</summary>
    public const string PlaceKey = "queuePlace";

    /// <summary>Key of the time it is likely to wait, a <see cref="TimeSpan"/>.</summary>
    public const string WaitKey = "queueWait";

    private const string Provider = "local";

    private readonly LocalTokens tokens = new(service);
    private readonly ChatClientMetadata metadata = new(Provider, null, service.Model.Name);
    private readonly ChatCapabilities capabilities = new()
    {
        Grammar = true,
        ContextTokens = service.Model.ContextTokens,
        Engine = Provider,
        Parameters = service.Model.Parameters,
        ModelFileHash = modelFileHash,
    };

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            // Places in the queue are news, not part of the answer.
            update.AdditionalProperties = null;
            updates.Add(update);
        }

        return updates.ToChatResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var task = WritingTasks.Of(messages, options);
        var id = Guid.NewGuid().ToString("N");
        await foreach (var piece in service.WriteAsync(task, cancellationToken).ConfigureAwait(false))
        {
            yield return Update(piece, id);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatCapabilities) ? capabilities
            : serviceType == typeof(ITokenCounter) ? tokens
            : serviceType == typeof(ChatClientMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(service) ? service
            : null;
    }

    public void Dispose()
    {
        // The service is its owner's.
    }

    private ChatResponseUpdate Update(WrittenPiece piece, string id)
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, piece.Text.Length == 0 ? [] : [new TextContent(piece.Text)])
        {
            ResponseId = id,
            MessageId = id,
            ModelId = service.Model.Name,
            CreatedAt = time.GetUtcNow(),
        };
        if (piece.Place is { } place)
        {
            update.AdditionalProperties = new() { [PlaceKey] = place };
            if (piece.LikelyWait is { } wait)
            {
                update.AdditionalProperties[WaitKey] = wait;
            }
        }

        if (piece.Finished is { } finished)
        {
            update.FinishReason = finished == FinishedBy.Length ? ChatFinishReason.Length : ChatFinishReason.Stop;
            update.Contents.Add(new UsageContent(new UsageDetails
            {
                InputTokenCount = piece.PromptTokens,
                OutputTokenCount = piece.WrittenTokens,
                TotalTokenCount = piece.PromptTokens + piece.WrittenTokens,
                CachedInputTokenCount = piece.ReusedTokens,
            }));
        }

        return update;
    }
}
