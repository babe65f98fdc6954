using Microsoft.Extensions.DependencyInjection;

namespace PaperBot.Embeddings;

/// <summary>Registers what makes vectors of papers and questions.</summary>
internal static class EmbeddingServices
{
    /// <summary>Adds it; the program adds an <see cref="IEmbeddingSource"/> and an <see cref="IVectorStore"/>.</summary>
    public static IServiceCollection AddEmbeddings(this IServiceCollection services) => services
        .AddSingleton<PaperEmbedder>()
        .AddSingleton<QueryEmbedder>();
}
