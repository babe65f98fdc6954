namespace PaperBot.Digests;

/// <summary>When an edition falls due.</summary>
/// <param name="Date">The edition's local day.</param>
/// <param name="At">The instant, in UTC; not after now when it is overdue.</param>
public sealed record DigestDue(DateOnly Date, DateTimeOffset At);

/// <summary>
/// One edition a local day at one local time. A time that spring leaves out comes as much later as the clock jumps; one that
/// autumn repeats comes at its first occurrence. Days missed are not made up for, except today's.
/// </summary>
internal sealed record DigestSchedule(TimeOnly Time, TimeZoneInfo Zone)
{
    public static DigestSchedule Of(DigestSettings settings) => new(settings.LocalTime, settings.TimeZone);

    /// <summary>The local day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The next edition that is not there yet: today's, at once when its time has passed, else tomorrow's.</summary>
    /// <param name="now">Any offset.</param>
    /// <param name="exists">Whether the edition of a day was made already.</param>
    public DigestDue NextDue(DateTimeOffset now, Predicate<DateOnly> exists)
    {
        var day = DayOf(now);
        while (exists(day))
        {
            day = day.AddDays(1);
        }

        return new DigestDue(day, InstantOf(day));
    }

    /// <summary>The instant of <see cref="Time"/> on a local day, in UTC.</summary>
    public DateTimeOffset InstantOf(DateOnly day)
    {
        var local = day.ToDateTime(Time, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local))
        {
            // Read by the offset that holds before the jump, the time falls as far behind the jump as the clock went ahead.
            var before = Zone.GetUtcOffset(local.AddDays(-1));
            return new DateTimeOffset(local, before).ToUniversalTime();
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
