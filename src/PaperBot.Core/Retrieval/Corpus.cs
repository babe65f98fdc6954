using PaperBot.Papers;

namespace PaperBot.Retrieval;

/// <summary>
/// The papers the bot answers from, held in memory. Readers take <see cref="Current"/> once and keep it for one question;
/// a refresh swaps in a new snapshot without disturbing them.
/// </summary>
internal sealed class Corpus(IPaperStore store) : IDisposable
{
    private readonly SemaphoreSlim refreshing = new(1, 1);

    /// <summary>The latest snapshot; empty until the first refresh.</summary>
    public CorpusSnapshot Current { get; private set; } = CorpusSnapshot.Of([]);

    public void Dispose() => refreshing.Dispose();

    /// <summary>Reads the store anew and indexes it. Concurrent calls run one after another.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            List<Paper> papers = [];
            await foreach (var paper in store.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                papers.Add(paper);
            }

            Current = CorpusSnapshot.Of(papers);
        }
        finally
        {
            refreshing.Release();
        }
    }
}
