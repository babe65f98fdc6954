using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PaperBot.Embeddings;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Waiting;

namespace PaperBot.Hosting;

/// <summary>
/// Makes the missing vectors while the service runs: after the start, whenever papers came, and once a day. Questions are answered
/// meanwhile, by words and by the vectors that are there; while people wait for an answer it pauses.
/// </summary>
internal sealed partial class EmbeddingWorker(
    PaperEmbedder embedder, Corpus corpus, Workload workload, TimeProvider time, ILogger<EmbeddingWorker> logger) : BackgroundService
{
    /// <summary>How soon a model that failed is tried again; each time twice as late, up to <see cref="LatestRetry"/>.</summary>
    public static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan LatestRetry = TimeSpan.FromMinutes(10);

    private const string NotThere =
        "The model that Model:EmbeddingFile names is not there. It is looked for when papers change, and daily.";

    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // Where somebody always waits, the papers would never be done.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Reading all vectors takes a second where there are very many, so it is done the less often the longer it goes on.
    private static readonly TimeSpan FirstShown = TimeSpan.FromSeconds(5);

    private TimeSpan retry = FirstRetry;
    private string? logged;

    // Whether vectors are kept that answers do not use yet.
    private bool behind;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                // Taken before the papers are read, so that none is missed.
                var changed = corpus.Changed;
                if (await PassAsync(stoppingToken).ConfigureAwait(false) is not { } next)
                {
                    return;
                }

                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(changed, Task.Delay(next, time, waiting.Token)).ConfigureAwait(false);
                await waiting.CancelAsync().ConfigureAwait(false);
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; what was made is kept.
        }
    }

    // When to come again; null for never, where no model is named.
    private async Task<TimeSpan?> PassAsync(CancellationToken cancellationToken)
    {
        var papers = corpus.Current.Papers;
        var (shown, pause) = (time.GetTimestamp(), FirstShown);
        try
        {
            if (await embedder.EmbedAsync(papers, PauseAsync, null, cancellationToken).ConfigureAwait(false) is not { } report)
            {
                return Awaited();
            }

            behind |= report.Embedded > 0;
            if (report.Embedded > 0)
            {
                LogEmbedded(report.Embedded, report.Name, report.Complete, report.Papers);
            }

            await ShowAsync(cancellationToken).ConfigureAwait(false);

            (retry, logged) = (FirstRetry, null);
            if (report.Why is { } why)
            {
                LogRefused(report.Refused, report.Name, why);
            }

            return Daily;
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            if (failed.Message != logged)
            {
                logged = failed.Message;
                LogFailed(failed is EmbeddingFailedException ? null : failed, failed.Message);
            }

            // A store that failed may have kept something before.
            behind |= failed is StoreUnavailableException or EmbeddingFailedException { Embedded: > 0 };
            if (failed is EmbeddingFailedException)
            {
                await TryShowAsync(cancellationToken).ConfigureAwait(false);
            }

            var wait = retry;
            retry = wait * 2 < LatestRetry ? wait * 2 : LatestRetry;
            return wait;
        }

        async Task PauseAsync(CancellationToken token)
        {
            for (var waited = TimeSpan.Zero; workload.Inside > 0 && waited < LongestPause; waited += Look)
            {
                await Task.Delay(Look, time, token).ConfigureAwait(false);
            }

            if (time.GetElapsedTime(shown) >= pause)
            {
                await corpus.RefreshVectorsAsync(token).ConfigureAwait(false);
                (shown, pause) = (time.GetTimestamp(), pause * 2);
            }
        }
    }

    // A file may be fetched while the service runs.
    private TimeSpan? Awaited()
    {
        if (!embedder.IsModelAwaited)
        {
            return null;
        }

        if (logged != NotThere)
        {
            logged = NotThere;
            LogFailed(null, NotThere);
        }

        return Daily;
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (behind)
        {
            await corpus.RefreshVectorsAsync(cancellationToken).ConfigureAwait(false);
            behind = false;
        }
    }

    // After a failure that was told already; what cannot be read now is read after the next time.
    private async Task TryShowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ShowAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It stays behind, and the worker goes on.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "{Texts} texts were embedded by {Model}; {Complete} of {Papers} papers have their vectors")]
    private partial void LogEmbedded(int texts, string model, int complete, int papers);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Texts} texts could not be embedded by {Model} and are tried again in a day: {Why}")]
    private partial void LogRefused(int texts, string model, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Papers are not embedded for now, and found by their words: {Why}")]
    private partial void LogFailed(Exception? exception, string why);
}
