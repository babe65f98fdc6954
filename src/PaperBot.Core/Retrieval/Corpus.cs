using PaperBot.Embeddings;
using PaperBot.Papers;

namespace PaperBot.Retrieval;

/// <summary>
/// The papers the bot answers from, held in memory. Readers take <see cref="Current"/> once and keep it for one question;
/// a refresh swaps in a new snapshot without disturbing them.
/// </summary>
internal sealed class Corpus(IPaperStore store, VectorReader? vectors = null) : IDisposable
{
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The latest snapshot; empty until the first refresh.</summary>
    public CorpusSnapshot Current { get; private set; } = CorpusSnapshot.Of([]);

    /// <summary>Ends with the next refresh. Taken before <see cref="Current"/> is read, it misses none.</summary>
    public Task Changed => Volatile.Read(ref changed).Task;

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

            var snapshot = CorpusSnapshot.Of(papers);
            if (Current.Papers.Count == 0)
            {
                // Nobody waits for vectors when there was nothing to find before.
                Current = snapshot;
            }

            await ReadVectorsAsync(snapshot, cancellationToken).ConfigureAwait(false);
            Current = snapshot;
            Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>Takes vectors that were made meanwhile into the current snapshot.</summary>
    public async Task RefreshVectorsAsync(CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ReadVectorsAsync(Current, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>
    /// What a question means to the embedding model; null where there is none, or no vectors of papers to compare it with, or none
    /// in time. Never waits longer than a person notices.
    /// </summary>
    public Task<QueryVector?> MeaningAsync(string text, CancellationToken cancellationToken) =>
        vectors is not null && Current.Vectors is { } known
            ? vectors.MeaningAsync(text, known, cancellationToken)
            : Task.FromResult<QueryVector?>(null);

    /// <summary>As <see cref="CorpusSnapshot.Search"/>, by what the words mean too.</summary>
    public async Task<IReadOnlyList<Hit>> SearchAsync(string query, PaperFilter filter, int top, CancellationToken cancellationToken)
    {
        var meaning = await MeaningAsync(SearchQuery.Parse(query).FreeText, cancellationToken).ConfigureAwait(false);
        return Current.Search(query, filter, top, meaning);
    }

    private async Task ReadVectorsAsync(CorpusSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (vectors is not null)
        {
            snapshot.Vectors = await vectors.ReadAsync(snapshot.Papers, snapshot.Index, cancellationToken).ConfigureAwait(false);
        }
    }
}
