using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PaperBot.Digests;
using PaperBot.Recency;
using PaperBot.Surfaces;

namespace PaperBot.Hosting;

/// <summary>
/// Makes and posts each channel's editions when they fall due, and goes on with what a crash or a failure left unposted. What
/// goes wrong in one channel holds up no other.
/// </summary>
internal sealed partial class DigestClock(
    DigestService digests, DigestPublisher publisher, DigestReviser reviser, IDigestLedger ledger, DigestPlans plans,
    DigestAgenda agenda, PublishingLock right, IChatSurface surface, TimeProvider time, ILogger<DigestClock> logger)
    : BackgroundService
{
    // A computer that slept, or whose clock was set, notices within this time; what failed is tried again as often.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // Older editions are left as they are.
    private const int RememberedDays = 60;

    private readonly Dictionary<string, DigestTurn> turns = new(StringComparer.Ordinal);
    private readonly HashSet<string> askedFor = new(StringComparer.Ordinal);
    private readonly RecentSet<string> told = new(1000, StringComparer.Ordinal);

    /// <summary>
    /// Makes today's edition of the settings' own channel when it does not exist, and shows it even when it was shown before.
    /// </summary>
    public async Task<DigestLedgerEntry> ShowTodayAsync(Action<string> show, CancellationToken cancellationToken)
    {
        var request = new DigestRequest { MaxLength = surface.Limits.MessageLength };
        var entry = await digests.EditionAsync(request, cancellationToken).ConfigureAwait(false);
        foreach (var part in entry.Parts)
        {
            show(part.Text);
        }

        // An empty edition may still fill up until it is due, unless it counts as sent.
        if (entry.Papers.Count > 0)
        {
            await publisher.MarkShownAsync(entry, cancellationToken).ConfigureAwait(false);
        }

        var plan = await plans.OfAsync(null, cancellationToken).ConfigureAwait(false);
        if (IsUsable(plan))
        {
            TurnOf(plan).Shown(entry);
        }

        return entry;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var wait = await PostDueAsync(stoppingToken).ConfigureAwait(false);
                await agenda.WaitAsync(wait < LongestWait ? wait : LongestWait, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    /// <summary>
    /// Goes on with unposted editions, posts those that are due, and says how long there is until the next. Without the right to
    /// deliver, which another process has, it only waits.
    /// </summary>
    internal async Task<TimeSpan> PostDueAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!right.TryTake())
            {
                Tell("elsewhere", () => LogElsewhere());
                return LongestWait;
            }
        }
        catch (UnauthorizedAccessException refused)
        {
            Tell("right", () => LogNoRight(refused.Message));
            return LongestWait;
        }

        await PostAskedForAsync(cancellationToken).ConfigureAwait(false);
        var next = TimeSpan.MaxValue;
        var usable = await UsableAsync(cancellationToken).ConfigureAwait(false);
        foreach (var plan in usable.Where(p => p.Enabled))
        {
            try
            {
                var wait = await TurnOf(plan).PostDueAsync(cancellationToken).ConfigureAwait(false);
                next = wait < next ? wait : next;
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                Tell($"{plan.Channel} {failed.Message}", () => LogFailed(failed, plan.Channel));
                next = LongestWait < next ? LongestWait : next;
            }
        }

        await ReviseAsync(usable, cancellationToken).ConfigureAwait(false);
        return next;
    }

    // After what is due, which must not wait for the summaries of what stands: what is left then is left to the next round.
    private async Task ReviseAsync(IReadOnlyList<DigestPlan> usable, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        foreach (var plan in usable.TakeWhile(_ => time.GetElapsedTime(began) < LongestWait))
        {
            var today = plan.ReadSchedule().DayOf(time.GetUtcNow());
            await reviser.ReviseAsync(surface, plan.Channel, today, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PostAskedForAsync(CancellationToken cancellationToken)
    {
        askedFor.UnionWith(agenda.Take());
        foreach (var channel in askedFor.ToList())
        {
            try
            {
                var plan = await plans.OfAsync(channel, cancellationToken).ConfigureAwait(false);
                if (!IsUsable(plan) || await TurnOf(plan).PostTodayAsync(cancellationToken).ConfigureAwait(false))
                {
                    askedFor.Remove(channel);
                }
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                Tell($"{channel} {failed.Message}", () => LogFailed(failed, channel));
            }
        }
    }

    private async Task<IReadOnlyList<DigestPlan>> UsableAsync(CancellationToken cancellationToken)
    {
        try
        {
            var all = await plans.AllAsync(cancellationToken).ConfigureAwait(false);
            List<DigestPlan> usable = [.. all.Where(IsUsable)];
            await ResumeAsync(all, cancellationToken).ConfigureAwait(false);
            return usable;
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Tell($"unread {failed.Message}", () => LogNotResumed(failed));
            return [];
        }
    }

    // What was kept may be of another computer, whose time zones this one does not know.
    private bool IsUsable(DigestPlan plan)
    {
        if (!surface.Takes(plan.Channel))
        {
            if (plan.Enabled)
            {
                Tell($"{plan.Channel} elsewhere", () => LogNoPlace(plan.Channel));
            }

            return false;
        }

        try
        {
            TurnOf(plan);
            return true;
        }
        catch (FormatException wrong)
        {
            if (plan.Enabled)
            {
                Tell($"{plan.Channel} {wrong.Message}", () => LogUnusable(plan.Channel, wrong.Message));
            }

            return false;
        }
    }

    private DigestTurn TurnOf(DigestPlan plan)
    {
        if (!turns.TryGetValue(plan.Channel, out var turn))
        {
            turn = new DigestTurn(digests, publisher, ledger, surface, time, Tell, logger);
        }

        turn.GoBy(plan);
        return turns[plan.Channel] = turn;
    }

    private async Task ResumeAsync(IReadOnlyList<DigestPlan> all, CancellationToken cancellationToken)
    {
        var since = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-RememberedDays);
        foreach (var entry in await ledger.UnfinishedAsync(since, cancellationToken).ConfigureAwait(false))
        {
            // Where none comes by itself, one that was asked for is finished, and one that was looked at is left alone.
            var plan = all.FirstOrDefault(p => p.Channel == entry.Edition.Channel)
                ?? await plans.OfAsync(entry.Edition.Channel, cancellationToken).ConfigureAwait(false);
            if ((plan.Enabled || entry.IsBegun) && IsUsable(plan))
            {
                await TurnOf(plan).ResumeAsync(entry, cancellationToken).ConfigureAwait(false);
            }
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The digest of channel {Channel} could not be made; it is tried again")]
    private partial void LogFailed(Exception exception, string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "Which digests are due could not be read; it is tried again")]
    private partial void LogNotResumed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The digest of channel {Channel} does not come: {Reason}. "
        + "Set it anew with `paperbot schedule --channel` or `/digest schedule`")]
    private partial void LogUnusable(string channel, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The digest of channel {Channel} is not posted, because there is no such channel here; `/digest channel` in the channel where it is wanted "
        + "has it come there")]
    private partial void LogNoPlace(string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "No digest is delivered: {Reason} Give write access to the data folder")]
    private partial void LogNoRight(string reason);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Another PaperBot delivers the digests of this data folder; this one only answers")]
    private partial void LogElsewhere();
}
