using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OpenAI.Embeddings;
using PaperBot.Waiting;
using Polly;
using EmbeddingGenerationOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;

namespace PaperBot.Endpoints;

/// <summary>A model behind an endpoint that makes vectors; each has length 1. Safe for concurrent use.</summary>
internal sealed class EndpointEmbeddings : IEmbeddingGenerator<string, Embedding<float>>
{
    // Servers limit how much comes at once; abstracts have some hundred tokens.
    private const int MostTexts = 32;

    private readonly EndpointOptions options;
    private readonly TimeProvider time;
    private readonly EndpointWords words;
    private readonly ResiliencePipeline retry;
    private readonly EmbeddingClient client;
    private readonly EmbeddingGeneratorMetadata metadata;

    /// <param name="connection">The way to it; not disposed with this.</param>
    /// <param name="options">With a model that makes vectors.</param>
    /// <param name="time">By which silence is measured.</param>
    /// <param name="logger">Told of calls made again.</param>
    public EndpointEmbeddings(
        EndpointConnection connection, EndpointOptions options, TimeProvider time, ILogger<EndpointEmbeddings> logger)
    {
        (this.options, this.time) = (options, time);
        words = new EndpointWords(options, time);
        retry = EndpointRetry.Of(options, time, logger);
        client = connection.Embeddings();
        metadata = new EmbeddingGeneratorMetadata(EndpointChatClient.Engine, options.Base(), options.EmbeddingModel);
    }

    /// <exception cref="EndpointException">It gave nothing, or no vectors.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var made = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var texts in values.Chunk(MostTexts))
        {
            var answer = await retry.ExecuteAsync(
                async token => await AskAsync(texts, options?.Dimensions, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            made.AddRange(Vectors(answer, texts.Length).Select(v => new Embedding<float>(v) { ModelId = this.options.EmbeddingModel }));
            if (answer.Usage is { } usage)
            {
                (made.Usage ??= new UsageDetails()).Add(new UsageDetails
                {
                    InputTokenCount = usage.PromptTokens, TotalTokenCount = usage.TotalTokens,
                });
            }
        }

        return made;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }

    // Written and read here and not by the library, which asks for vectors in base64 that not every server sends.
    private async Task<VectorsAnswer> AskAsync(string[] texts, int? dimensions, CancellationToken cancellationToken)
    {
        using var silence = new Silence(TimeSpan.FromSeconds(options.TimeoutSeconds), time, cancellationToken);
        var request = new VectorsRequest(options.EmbeddingModel, texts, "float", dimensions);
        try
        {
            using var content = BinaryContent.Create(
                BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(request, VectorShapes.Default.VectorsRequest)));
            var result = await client.GenerateEmbeddingsAsync(content, new RequestOptions { CancellationToken = silence.Token }).ConfigureAwait(false);
            return JsonSerializer.Deserialize(result.GetRawResponse().Content, VectorShapes.Default.VectorsAnswer)
                ?? throw words.Foreign("sends no vectors");
        }
        catch (Exception failed) when (failed is not EndpointException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw words.Of(silence.Said(failed), options.EmbeddingModel);
        }
    }

    private float[][] Vectors(VectorsAnswer answer, int count)
    {
        var vectors = new float[count][];
        foreach (var item in answer.Data)
        {
            if (item.Index < 0 || item.Index >= count || vectors[item.Index] is not null)
            {
                throw words.Foreign("sends vectors that belong to none of the texts");
            }

            vectors[item.Index] = Normal(item.Embedding);
        }

        return Array.TrueForAll(vectors, v => v is not null && v.Length == vectors[0].Length)
            ? vectors
            : throw words.Foreign($"sends {answer.Data.Count} vectors for {count} texts, or of different lengths");
    }

    private float[] Normal(float[] vector)
    {
        var sum = 0d;
        foreach (var number in vector)
        {
            sum += (double)number * number;
        }

        if (!double.IsFinite(sum) || sum == 0)
        {
            throw words.Foreign("sends a vector without a direction");
        }

        var factor = (float)(1 / Math.Sqrt(sum));
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] *= factor;
        }

        return vector;
    }
}

internal sealed record VectorsRequest(
    string Model, IReadOnlyList<string> Input, [property: JsonPropertyName("encoding_format")] string EncodingFormat, int? Dimensions);

internal sealed record VectorsAnswer(IReadOnlyList<VectorItem> Data, VectorUsage? Usage = null);

internal sealed record VectorItem(int Index, float[] Embedding);

internal sealed record VectorUsage(
    [property: JsonPropertyName("prompt_tokens")] long PromptTokens = 0, [property: JsonPropertyName("total_tokens")] long TotalTokens = 0);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(VectorsRequest))]
[JsonSerializable(typeof(VectorsAnswer))]
internal sealed partial class VectorShapes : JsonSerializerContext;
