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
        var entry = await digests.EditionAsync(Request(null), cancellationToken).ConfigureAwait(false);
        foreach (var part in entry.Parts)
        {
            show(part.Text);
        }

        // An empty edition may still fill up until it is due, unless it counts as sent.
        if (entry.Papers.Count > 0)
        {
            await publisher.MarkShownAsync(entry, cancellationToken).ConfigureAwait(false);
        }

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
                var wait = await PostDueAsync(stoppingToken).ConfigureAwait(false);
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    /// <summary>Posts the edition that is due, if one is, and says how long there is until the next.</summary>
    internal async Task<TimeSpan> PostDueAsync(CancellationToken cancellationToken)
    {
        var due = schedule.NextDue(time.GetUtcNow(), day => day <= handled);
        if (due.At <= time.GetUtcNow())
        {
            await PostAsync(due.Date, cancellationToken).ConfigureAwait(false);
            handled = due.Date;
            due = schedule.NextDue(time.GetUtcNow(), day => day <= handled);
        }

        var wait = due.At - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private DigestRequest Request(DateOnly? day) => new() { Date = day, MaxLength = surface.Limits.MessageLength };

    private async Task PostAsync(DateOnly day, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await digests.EditionAsync(Request(day), cancellationToken).ConfigureAwait(false);
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
