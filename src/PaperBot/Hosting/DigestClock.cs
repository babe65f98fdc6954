using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.Surfaces;

namespace PaperBot.Hosting;

/// <summary>Makes and posts each day's edition when it falls due, and goes on with what a crash or a failure left unposted.</summary>
internal sealed partial class DigestClock(
    DigestService digests, DigestPublisher publisher, DigestReviser reviser, IDigestLedger ledger, PublishingLock right, IChatSurface surface,
    IOptions<DigestSettings> options, TimeProvider time, ILogger<DigestClock> logger) : BackgroundService
{
    // A computer that slept, or whose clock was set, notices within this time; what failed is tried again as often.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // Older editions are left as they are.
    private const int RememberedDays = 60;

    private readonly DigestSchedule schedule = DigestSchedule.Of(options.Value);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
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

        // A day without a schedule has nothing to wait for.
        var due = schedule.InstantOf(entry.Edition.Date);
        handled = entry.Papers.Count > 0 || due is null || time.GetUtcNow() >= due ? entry.Edition.Date : entry.Edition.Date.AddDays(-1);
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

    /// <summary>
    /// Goes on with unposted editions, posts the one that is due, if one is, and says how long there is until the next. Without
    /// the right to deliver, which another process has, it only waits.
    /// </summary>
    internal async Task<TimeSpan> PostDueAsync(CancellationToken cancellationToken)
    {
        if (!right.TryTake())
        {
            Tell("elsewhere", () => LogElsewhere());
            return LongestWait;
        }

        await ResumeAsync(cancellationToken).ConfigureAwait(false);
        await reviser.ReviseAsync(surface, options.Value.Channel, schedule.DayOf(time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        var due = await NextDueAsync(cancellationToken).ConfigureAwait(false);
        if (due.At <= time.GetUtcNow())
        {
            await PostAsync(due.Date, cancellationToken).ConfigureAwait(false);
            handled = due.Date;
            due = await NextDueAsync(cancellationToken).ConfigureAwait(false);
        }

        var wait = due.At - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private async Task<DigestDue> NextDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = schedule.DayOf(now);
        var made = await ledger.DaysAsync(options.Value.Channel, today.AddDays(-DigestSchedule.CatchUpDays), cancellationToken).ConfigureAwait(false);

        // Today's may have been made for the asking, and empty; posting it when it is due makes or finds it.
        return schedule.NextDue(now, day => day <= handled || (day < today && made.Contains(day)), made.Count > 0 ? made.Min() : today);
    }

    private DigestRequest Request(DateOnly? day) => new() { Date = day, MaxLength = surface.Limits.MessageLength };

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var today = schedule.DayOf(time.GetUtcNow());
            foreach (var entry in await ledger.UnfinishedAsync(today.AddDays(-RememberedDays), cancellationToken).ConfigureAwait(false))
            {
                if (entry.Edition.Channel == options.Value.Channel)
                {
                    await ResumeAsync(entry, today, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogNotResumed(failed);
        }
    }

    private async Task ResumeAsync(DigestLedgerEntry entry, DateOnly today, CancellationToken cancellationToken)
    {
        if (entry.Parts.Any(p => p.State != DigestPartState.Pending))
        {
            // What was begun is finished, however late.
            Note(entry, await publisher.PublishAsync(entry, surface, cancellationToken).ConfigureAwait(false));
        }
        else if (entry.Papers.Count > 0 && entry.Edition.Date < today)
        {
            // Its papers count as shown since it was kept: taken back, they come into the edition that is due now.
            await ledger.WithdrawAsync(entry.Edition, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PostAsync(DateOnly day, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await digests.EditionAsync(Request(day), cancellationToken).ConfigureAwait(false);
            if (entry.Papers.Count == 0 && options.Value.Quiet)
            {
                LogQuiet(day, entry.EmptyReason ?? "");
                return;
            }

            Note(entry, await publisher.PublishAsync(entry, surface, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogFailed(failed, day);
            await TellOfFailureAsync(day, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TellOfFailureAsync(DateOnly day, CancellationToken cancellationToken)
    {
        try
        {
            await surface.PostAsync(
                options.Value.Channel, $"failed/{day:yyyy-MM-dd}", "Today's digest could not be made; the log says why. `/digest` tries again.",
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogFailed(unreachable, day);
        }
    }

    private void Note(DigestLedgerEntry entry, DigestDelivery delivery)
    {
        if (delivery.Outcome is not (DeliveryOutcome.Complete or DeliveryOutcome.Elsewhere))
        {
            var key = entry.Edition.Key;
            Tell($"{key} {delivery.Part} {delivery.Outcome}", () => LogUndelivered(delivery.Cause, delivery.Part, key, delivery.Outcome, delivery.Reason));
        }
    }

    // Once: what lasts for hours is tried again every minute.
    private void Tell(string what, Action log)
    {
        if (told.Add(what))
        {
            log();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The digest of {Day} could not be made")]
    private partial void LogFailed(Exception exception, DateOnly day);

    [LoggerMessage(Level = LogLevel.Information, Message = "No digest is posted for {Day}: {Reason}")]
    private partial void LogQuiet(DateOnly day, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Digests that were not posted whole could not be gone on with")]
    private partial void LogNotResumed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Part {Part} of the digest {Edition} is not posted ({Outcome}): {Reason}")]
    private partial void LogUndelivered(Exception? exception, int part, string edition, DeliveryOutcome outcome, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another PaperBot delivers the digests of this data folder; this one only answers")]
    private partial void LogElsewhere();
}
