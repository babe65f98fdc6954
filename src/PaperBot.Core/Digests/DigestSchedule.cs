namespace PaperBot.Digests;

/// <summary>When an edition falls due.</summary>
/// <param name="Date">The edition's local day.</param>
/// <param name="At">The instant, in UTC; not after now when it is overdue.</param>
public sealed record DigestDue(DateOnly Date, DateTimeOffset At);

/// <summary>
/// At most one edition a local day, at a local time. A time that spring leaves out comes as much later as the clock jumps; one that
/// autumn repeats comes at its first occurrence. After downtime the latest edition that was missed is made up for, and it alone:
/// it has everything the others would have had. Pure.
/// </summary>
internal sealed record DigestSchedule(DigestDays Days, TimeZoneInfo Zone)
{
    // An edition is no news any more after so many days.
    public const int CatchUpDays = 6;

    // Every cron expression that comes at all comes within so many days.
    private const int LongestGap = 8 * 366;

    /// <summary>The local day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The edition to make next: the latest that is overdue and not there, at once, else the next to come.</summary>
    /// <param name="now">Any offset.</param>
    /// <param name="exists">Whether the edition of a day was made already.</param>
    /// <param name="since">Days before this one are not made up for: the bot was not there yet.</param>
    public DigestDue NextDue(DateTimeOffset now, Predicate<DateOnly> exists, DateOnly since)
    {
        var today = DayOf(now);
        for (var day = today; day >= today.AddDays(-CatchUpDays) && day >= since; day = day.AddDays(-1))
        {
            if (InstantOf(day) is { } at && at <= now)
            {
                if (exists(day))
                {
                    break;
                }

                return new DigestDue(day, at);
            }
        }

        return Coming(now, exists);
    }

    /// <summary>The first edition that falls due after now.</summary>
    public DigestDue After(DateTimeOffset now) => Coming(now, _ => false);

    /// <summary>The instant at which the edition of a local day is due, in UTC; null when none comes that day.</summary>
    public DateTimeOffset? InstantOf(DateOnly day)
    {
        if (Days.On(day) is not { } time)
        {
            return null;
        }

        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local))
        {
            // Read by the offset that holds before the jump, the time falls as far behind the jump as the clock went ahead.
            var before = Zone.GetUtcOffset(local.AddDays(-1));
            return new DateTimeOffset(local, before).ToUniversalTime();
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private DigestDue Coming(DateTimeOffset now, Predicate<DateOnly> exists)
    {
        var today = DayOf(now);
        for (var day = today; day < today.AddDays(LongestGap); day = day.AddDays(1))
        {
            if (InstantOf(day) is { } at && at > now && !exists(day))
            {
                return new DigestDue(day, at);
            }
        }

        throw new InvalidOperationException("The schedule never comes.");
    }
}
