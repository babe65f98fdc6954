using Microsoft.Extensions.AI;

namespace PaperBot.Embeddings;

/// <summary>A model that makes vectors, and what it wants to read.</summary>
/// <param name="Identity">
/// Says whether two vectors were made in the same way: the hash of a local file, or an endpoint and its model, with what is put
/// before a text of a paper.
/// </param>
/// <param name="Name">As a person calls it.</param>
/// <param name="Generator">Makes the vectors.</param>
internal sealed record EmbeddingModel(string Identity, string Name, IEmbeddingGenerator<string, Embedding<float>> Generator)
{
    /// <summary>Put before a question; empty where the model was not trained so.</summary>
    public string QueryPrefix { get; init; } = "";

    /// <summary>Put before a text of a paper; empty where the model was not trained so.</summary>
    public string DocumentPrefix { get; init; } = "";
}

/// <summary>Who makes vectors.</summary>
internal interface IEmbeddingSource
{
    /// <summary>Whether a model is named that was not there when it was last asked for, and may come.</summary>
    bool IsAwaited { get; }

    /// <summary>The model that the settings name; null where none is named or it is not there.</summary>
    /// <exception cref="EmbeddingFailedException">It is there and cannot be used; the message says why.</exception>
    Task<EmbeddingModel?> ModelAsync(CancellationToken cancellationToken);
}

/// <summary>Vectors could not be made; the message is for a person.</summary>
internal sealed class EmbeddingFailedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Texts that were embedded, and kept, before it failed.</summary>
    public int Embedded { get; init; }
}
