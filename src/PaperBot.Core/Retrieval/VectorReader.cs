using Microsoft.Extensions.Logging;
using PaperBot.Embeddings;
using PaperBot.Papers;

namespace PaperBot.Retrieval;

/// <summary>Reads the kept vectors of a corpus's papers, and embeds questions to compare with them.</summary>
internal sealed partial class VectorReader(
    IEmbeddingSource source, IVectorStore store, QueryEmbedder queries, ILogger<VectorReader> logger)
{
    private string? logged;

    /// <summary>The vectors that the model set now has made of papers; null where there are none.</summary>
    public async Task<DenseIndex?> ReadAsync(IReadOnlyList<Paper> papers, PaperIndex index, CancellationToken cancellationToken)
    {
        try
        {
            if (await source.ModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
                || await store.FindAsync(model.Identity, cancellationToken).ConfigureAwait(false) is not { } kept)
            {
                return null;
            }

            var texts = papers.AsParallel().AsOrdered().WithCancellation(cancellationToken)
                .Select(paper => (IReadOnlyList<TextHash>)[.. TextUnit.Of(paper).Select(u => u.Hash)]).ToList();
            return await DenseIndex.OfAsync(kept, texts, store.ReadAsync(kept, cancellationToken), index, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Words find papers all the same, whatever is wrong with the model's file or with what is kept.
            if (Interlocked.Exchange(ref logged, failed.Message) != failed.Message)
            {
                LogFailed(failed.Message);
            }

            return null;
        }
    }

    /// <summary>A question's vector; null when there is none in time.</summary>
    public Task<QueryVector?> MeaningAsync(string text, DenseIndex vectors, CancellationToken cancellationToken) =>
        queries.OfAsync(text, vectors.Model, cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Papers are found by their words alone: {Why}")]
    private partial void LogFailed(string why);
}
