using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.Surfaces;

namespace PaperBot.Hosting;

/// <summary>Makes and posts each day's edition when it falls due.</summary>
internal sealed partial class DigestClock(
    DigestService digests, DigestPublisher publisher, IChatSurface surface, IOptions<DigestSettings> options, TimeProvider time,
    ILogger<DigestClock> logger) : BackgroundService
{
    // A computer that slept, or whose clock was set, notices within this time.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly DigestSchedule schedule = DigestSchedule.Of(options.Value);
    private DateOnly handled = DateOnly.MinValue;

    /// <summary>Makes today's edition when it does not exist, and shows it even when it was shown before.</summary>
    public async Task<DigestLedgerEntry> ShowTodayAsync(Action<string> show, CancellationToken cancellationToken)
    {
        var entry = await digests.EditionAsync(new DigestRequest(), cancellationToken).ConfigureAwait(false);
        foreach (var part in entry.Parts)
        {
            show(part.Text);
        }

        await publisher.MarkShownAsync(entry, cancellationToken).ConfigureAwait(false);

        // An empty edition shown early may still fill up until it is due.
        var due = schedule.InstantOf(entry.Edition.Date);
        handled = entry.Papers.Count > 0 || time.GetUtcNow() >= due ? entry.Edition.Date : entry.Edition.Date.AddDays(-1);
        return entry;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        try
        {
            while (true)
            {
                var now = time.GetUtcNow();
                var due = schedule.NextDue(now, day => day <= handled);
                if (due.At <= now)
                {
                    await PostAsync(due.Date, stoppingToken).ConfigureAwait(false);
                    handled = due.Date;
                    continue;
                }

                var wait = due.At - now;
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task PostAsync(DateOnly day, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await digests.EditionAsync(new DigestRequest { Date = day }, cancellationToken).ConfigureAwait(false);
            await publisher.PublishAsync(entry, surface, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogFailed(failed, day);
            await surface.PostAsync(
                options.Value.Channel, $"failed/{day:yyyy-MM-dd}", "Today's digest could not be made; the log says why. `/digest` tries again.",
                cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The digest of {Day} could not be made")]
    private partial void LogFailed(Exception exception, DateOnly day);
}
