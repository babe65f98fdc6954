using Microsoft.Extensions.AI;
using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.Chat;

/// <summary>
/// Vectors of a local model, each of length 1. Concurrent calls take turns. It does not own the service.
/// </summary>
/// <param name="service">A model that embeds.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalEmbeddingGenerator(IModelService service, TimeProvider time)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>
    /// Key in <see cref="Microsoft.Extensions.AI.Embedding.AdditionalProperties"/>, true for a text that was longer than the
    /// model reads.
    /// </summary>
    public const string CutKey = "cut";

    private readonly EmbeddingGeneratorMetadata metadata =
        new("local", null, service.Model.Name, service.Model.EmbeddingLength);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } dimensions && dimensions != service.Model.EmbeddingLength)
        {
            throw new NotSupportedException(
                $"The model {service.Model.Name} makes vectors of {service.Model.EmbeddingLength} numbers, not of {dimensions}.");
        }

        var texts = await service.EmbedAsync([.. values], cancellationToken).ConfigureAwait(false);
        var tokens = texts.Sum(t => (long)t.Tokens);
        var now = time.GetUtcNow();
        return new GeneratedEmbeddings<Embedding<float>>(texts.Select(text => new Embedding<float>(text.Vector)
        {
            ModelId = service.Model.Name,
            CreatedAt = now,
            AdditionalProperties = text.Cut ? new() { [CutKey] = true } : null,
        }))
        {
            Usage = new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens },
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(service) ? service
            : null;
    }

    public void Dispose()
    {
        // The service is its owner's.
    }
}
