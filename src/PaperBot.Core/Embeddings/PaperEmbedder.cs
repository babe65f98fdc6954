using PaperBot.Papers;

namespace PaperBot.Embeddings;

/// <summary>
/// Makes the vectors that are missing, in batches, and keeps each batch as soon as it is there: whatever ends it, it goes on where
/// it was. Safe for concurrent use; two at once would only do the same work twice.
/// </summary>
internal sealed class PaperEmbedder(IEmbeddingSource source, IVectorStore store, TimeProvider time)
{
    /// <summary>
    /// How long vectors of a model that is not used any more, and of texts that are gone, stay: people change their minds.
    /// </summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // So many single texts after one another: it may be the model that fails and not the texts.
    private const int MostFailedTexts = 5;

    // Nothing that a model which works at all could refuse.
    private const string Harmless = "paper";

    /// <inheritdoc cref="IEmbeddingSource.IsAwaited"/>
    public bool IsModelAwaited => source.IsAwaited;

    /// <summary>Embeds what is missing of some papers, whole abstracts first.</summary>
    /// <param name="papers">All papers there are; vectors of other texts are dropped in time.</param>
    /// <param name="pause">Awaited before each batch; null for no pause.</param>
    /// <param name="progress">Told after each batch; null for nobody.</param>
    /// <param name="cancellationToken">Stops it; what is kept stays.</param>
    /// <returns>What it came to; null where no model is set, or it is not there.</returns>
    /// <exception cref="EmbeddingFailedException">The model fails; the message says how. What was embedded before is kept.</exception>
    public async Task<EmbeddingReport?> EmbedAsync(
        IReadOnlyList<Paper> papers, Func<CancellationToken, Task>? pause, IProgress<EmbeddingProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (await source.ModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var kept = await store.FindAsync(model.Identity, cancellationToken).ConfigureAwait(false);
        var work = new MissingVectors(papers, await TextsAsync(kept, cancellationToken).ConfigureAwait(false));
        var size = new BatchSize();
        var (embedded, failures, refused) = (0, 0, 0);
        Exception? last = null;
        while (work.Next(size.Texts) is { Count: > 0 } batch)
        {
            progress?.Report(new EmbeddingProgress(work.Complete, papers.Count, model.Name));
            if (pause is not null)
            {
                await pause(cancellationToken).ConfigureAwait(false);
            }

            var started = time.GetTimestamp();
            try
            {
                var vectors = await VectorsAsync(model, batch, cancellationToken).ConfigureAwait(false);
                var made = new VectorModel(model.Identity, model.Name, vectors.Dimensions);
                if (kept is not null && !made.IsSame(kept))
                {
                    // Another model stands behind the name now: what the old one made is of no use to this one.
                    work = new MissingVectors(papers, await TextsAsync(made, cancellationToken).ConfigureAwait(false));
                    (embedded, refused) = (0, 0);
                }

                kept = made;
                await store.KeepAsync(made, vectors.Kept, cancellationToken).ConfigureAwait(false);
                work.Have(vectors.Kept.Select(v => v.Text));
                embedded += batch.Count;
                failures = 0;
                size.Took(time.GetElapsedTime(started));
            }
            catch (Exception failed) when (failed is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
            {
                if (batch.Count > 1)
                {
                    // One text of it may be at fault, or their number: fewer at once tell.
                    work.PutBack(batch);
                    size.Failed(batch.Count);
                    continue;
                }

                last = failed;
                refused++;
                if (++failures % MostFailedTexts == 0
                    && (kept is null || !await WorksAsync(model, cancellationToken).ConfigureAwait(false)))
                {
                    throw Failed(failed, embedded);
                }
            }
        }

        // Where only texts are left that the model refuses, every time begins and ends so.
        if (failures > 0 && (kept is null || !await WorksAsync(model, cancellationToken).ConfigureAwait(false)))
        {
            throw Failed(last!, embedded);
        }

        if (kept is not null)
        {
            await store.DropUnusedAsync(kept, work.Texts, Kept, cancellationToken).ConfigureAwait(false);
        }

        progress?.Report(new EmbeddingProgress(work.Complete, papers.Count, model.Name));
        return new EmbeddingReport(kept, model.Name, papers.Count, work.Complete, embedded, refused, refused > 0 ? last!.Message : null);
    }

    /// <summary>How many papers have all their vectors, without making any.</summary>
    /// <returns>Null where no model is set.</returns>
    /// <exception cref="EmbeddingFailedException">The model cannot be used; the message says why.</exception>
    public async Task<EmbeddingProgress?> ProgressAsync(IReadOnlyList<Paper> papers, CancellationToken cancellationToken)
    {
        if (await source.ModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var kept = await store.FindAsync(model.Identity, cancellationToken).ConfigureAwait(false);
        var work = new MissingVectors(papers, await TextsAsync(kept, cancellationToken).ConfigureAwait(false));
        return new EmbeddingProgress(work.Complete, papers.Count, model.Name);
    }

    private static EmbeddingFailedException Failed(Exception failed, int embedded) =>
        new(failed.Message, failed) { Embedded = embedded };

    // Tells a model that refuses some texts from one that is away, which is worth another try soon.
    private static async Task<bool> WorksAsync(EmbeddingModel model, CancellationToken cancellationToken)
    {
        try
        {
            var made = await model.Generator.GenerateAsync(
                [model.DocumentPrefix + Harmless], null, cancellationToken).ConfigureAwait(false);
            return made is [{ Vector.Length: > 0 }];
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<IReadOnlySet<TextHash>> TextsAsync(VectorModel? model, CancellationToken cancellationToken) =>
        model is null ? new HashSet<TextHash>() : await store.TextsAsync(model, cancellationToken).ConfigureAwait(false);

    private static async Task<(List<KeptVector> Kept, int Dimensions)> VectorsAsync(
        EmbeddingModel model, List<TextUnit> batch, CancellationToken cancellationToken)
    {
        var made = await model.Generator.GenerateAsync(
            batch.Select(u => model.DocumentPrefix + u.Text), null, cancellationToken).ConfigureAwait(false);
        if (made.Count != batch.Count)
        {
            throw new EmbeddingFailedException($"The model {model.Name} gave {made.Count} vectors for {batch.Count} texts.");
        }

        if (made.Any(v => v.Vector.Length == 0) || made.Select(v => v.Vector.Length).Distinct().Count() > 1)
        {
            throw new EmbeddingFailedException($"The model {model.Name} gave vectors of different lengths, or of none.");
        }

        return ([.. batch.Select((unit, i) => KeptVector.Of(unit.Hash, made[i].Vector.Span))], made[0].Vector.Length);
    }
}
