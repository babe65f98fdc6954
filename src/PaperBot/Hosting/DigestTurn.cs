using Microsoft.Extensions.Logging;
using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Surfaces;

namespace PaperBot.Hosting;

/// <summary>One channel's turn: what is due there, what was left over, and how long to leave it alone after a failure.</summary>
/// <param name="digests">Makes editions.</param>
/// <param name="publisher">Delivers them.</param>
/// <param name="ledger">Knows which exist.</param>
/// <param name="surface">Where they go.</param>
/// <param name="time">The clock.</param>
/// <param name="tell">Logs what has not been logged under this name before.</param>
/// <param name="logger">Takes what is said once anyway.</param>
internal sealed partial class DigestTurn(
    DigestService digests, DigestPublisher publisher, IDigestLedger ledger, IChatSurface surface, TimeProvider time,
    Action<string, Action> tell, ILogger logger)
{
    // A passing failure must not cost the day's edition; a lasting one must not cost the log its meaning.
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(30);

    private DigestPlan plan = null!;
    private DigestSchedule schedule = null!;
    private DateOnly handled = DateOnly.MinValue;
    private (DateOnly Day, int Times, DateTimeOffset NotBefore) failure;
    private (DateOnly Day, DateTimeOffset Since) asked;

    /// <summary>Takes the plan as it is now.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    public void GoBy(DigestPlan current)
    {
        if (current != plan)
        {
            schedule = current.ReadSchedule();
            plan = current;
        }
    }

    /// <summary>Notes that an edition was shown where people see it.</summary>
    public void Shown(DigestLedgerEntry entry)
    {
        // A day without a schedule has nothing to wait for.
        var due = schedule.InstantOf(entry.Edition.Date);
        handled = entry.Papers.Count > 0 || due is null || time.GetUtcNow() >= due
            ? entry.Edition.Date
            : entry.Edition.Date.AddDays(-1);
    }

    /// <summary>Posts what is due, and says how long there is until the next.</summary>
    public async Task<TimeSpan> PostDueAsync(CancellationToken cancellationToken)
    {
        var due = await NextDueAsync(cancellationToken).ConfigureAwait(false);
        if (due.At <= time.GetUtcNow())
        {
            if (failure.Day == due.Date && time.GetUtcNow() < failure.NotBefore)
            {
                return Until(failure.NotBefore);
            }

            if (await SettlingAsync(due.Date, cancellationToken).ConfigureAwait(false) is { } settling)
            {
                return settling;
            }

            if (!await PostAsync(due.Date, cancellationToken).ConfigureAwait(false))
            {
                return Until(failure.NotBefore);
            }

            handled = due.Date;
            due = await NextDueAsync(cancellationToken).ConfigureAwait(false);
        }

        return Until(due.At);
    }

    /// <summary>Posts today's edition, whether it is due or not.</summary>
    /// <returns>False when it could not be made, and is to be tried again.</returns>
    public async Task<bool> PostTodayAsync(CancellationToken cancellationToken)
    {
        var today = schedule.DayOf(time.GetUtcNow());
        if (!await PostAsync(today, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        handled = today > handled ? today : handled;
        return true;
    }

    /// <summary>Goes on with an edition that does not stand whole.</summary>
    public async Task ResumeAsync(DigestLedgerEntry entry, CancellationToken cancellationToken)
    {
        var today = schedule.DayOf(time.GetUtcNow());
        if (entry.Parts.Any(p => p.State != DigestPartState.Pending) || (entry.IsBegun && entry.Edition.Date == today))
        {
            // What was begun is finished, however late; what was refused as a whole, as long as it is of today.
            Note(entry, await publisher.PublishAsync(entry, surface, cancellationToken).ConfigureAwait(false));
        }
        else if (entry.Papers.Count > 0 && entry.Edition.Date < today)
        {
            // Its papers count as shown since it was kept: taken back, they come into the edition that is due now.
            await ledger.WithdrawAsync(entry.Edition, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DigestDue> NextDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = schedule.DayOf(now);
        var from = today.AddDays(-DigestSchedule.CatchUpDays);
        var made = await ledger.DaysAsync(plan.Channel, from, cancellationToken).ConfigureAwait(false);

        // Today's may have been made for the asking, and empty; posting it when it is due makes or finds it.
        bool IsDone(DateOnly day) =>
            day <= handled || (day < today && made.Contains(day)) || schedule.InstantOf(day) < plan.Since;
        var first = plan.Since is { } since ? schedule.DayOf(since) : made.Count > 0 ? made.Min() : today;
        return schedule.NextDue(now, IsDone, first);
    }

    // Never below zero: what was tried since may have taken longer than the wait.
    private TimeSpan Until(DateTimeOffset moment)
    {
        var wait = moment - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private DigestRequest Request(DateOnly day) =>
        new() { Channel = plan.Channel, Date = day, MaxLength = surface.Limits.MessageLength };

    // How long there is to wait for a source that is still filling; null when there is nothing to wait for.
    private async Task<TimeSpan?> SettlingAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        asked = asked.Day == day ? asked : (day, now);
        try
        {
            if (await digests.ReadinessAsync(Request(day), asked.Since, cancellationToken).ConfigureAwait(false)
                is DigestReadiness.WaitUntil wait)
            {
                tell($"{plan.Channel} {day:yyyy-MM-dd} settling", () => LogSettling(day, plan.Channel, wait.Reason));
                return wait.At - now;
            }
        }
        catch (StoreUnavailableException)
        {
            // Making the edition meets the same and tells of it.
        }

        return null;
    }

    // False when it failed, and is to be tried again.
    private async Task<bool> PostAsync(DateOnly day, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await digests.EditionAsync(Request(day), cancellationToken).ConfigureAwait(false);
            if (entry.Papers.Count == 0 && plan.Quiet)
            {
                LogQuiet(day, plan.Channel, entry.EmptyReason ?? "");
            }
            else
            {
                Note(entry, await publisher.PublishAsync(entry, surface, cancellationToken).ConfigureAwait(false));
            }

            return true;
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await FailedAsync(failed, day, cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    private async Task FailedAsync(Exception failed, DateOnly day, CancellationToken cancellationToken)
    {
        var times = failure.Day == day ? failure.Times + 1 : 1;
        var pause = FirstRetry * Math.Pow(2, Math.Min(times - 1, 10));
        failure = (day, times, time.GetUtcNow() + (pause < LongestRetry ? pause : LongestRetry));
        tell($"{plan.Channel} {day} {failed.Message}", () => LogFailed(failed, day, plan.Channel));
        if (times != 2)
        {
            // Once, and not for what is over after a minute.
            return;
        }

        try
        {
            await surface.PostAsync(
                plan.Channel, $"failed/{day:yyyy-MM-dd}",
                "Today's digest could not be made yet; the log says why. It is tried again, and nothing is lost.",
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            tell($"{plan.Channel} {day} unreachable", () => LogFailed(unreachable, day, plan.Channel));
        }
    }

    private void Note(DigestLedgerEntry entry, DigestDelivery delivery)
    {
        if (delivery.Outcome is not (DeliveryOutcome.Complete or DeliveryOutcome.Elsewhere))
        {
            var key = entry.Edition.Key;
            tell(
                $"{key} {delivery.Part} {delivery.Outcome}",
                () => LogUndelivered(delivery.Cause, delivery.Part, key, delivery.Outcome, delivery.Reason));
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "The digest of {Day} for channel {Channel} could not be made; it is tried again")]
    private partial void LogFailed(Exception exception, DateOnly day, string channel);

    [LoggerMessage(Level = LogLevel.Information, Message = "No digest is posted for {Day} in channel {Channel}: {Reason}")]
    private partial void LogQuiet(DateOnly day, string channel, string reason);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The digest of {Day} for channel {Channel} waits, a listing is filling: {Reason}")]
    private partial void LogSettling(DateOnly day, string channel, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Part {Part} of the digest {Edition} is not posted ({Outcome}): {Reason}")]
    private partial void LogUndelivered(Exception? exception, int part, string edition, DeliveryOutcome outcome, string reason);
}
