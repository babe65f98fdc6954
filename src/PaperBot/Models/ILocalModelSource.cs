using Microsoft.Extensions.AI;

namespace PaperBot.Models;

/// <summary>
/// The local model, where there is one. To ask for it costs nothing: it is read, and its process started, when it is first used.
/// </summary>
internal interface ILocalModelSource
{
    /// <summary>Writes; null when there is none. A model that is still being read, or has ended, is there and throws.</summary>
    IChatClient? Chat { get; }

    /// <summary>Makes vectors; null when there is none.</summary>
    IEmbeddingGenerator<string, Embedding<float>>? Embeddings { get; }

    /// <summary>Why nobody writes, and what to do, in a sentence; null when somebody does.</summary>
    string? WhyNoChat { get; }
}
