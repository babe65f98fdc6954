using PaperBot.Digests;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestScheduleTests
{
    [Theory]
    // 02:30 does not exist on these mornings; the clocks go from 02:00 to 03:00.
    [InlineData("Europe/Berlin", "02:30", "2026-03-29", "2026-03-29T01:30:00Z")]
    [InlineData("America/New_York", "02:30", "2026-03-08", "2026-03-08T07:30:00Z")]
    // 02:30 and 01:30 come twice on these mornings; the first one counts.
    [InlineData("Europe/Berlin", "02:30", "2026-10-25", "2026-10-25T00:30:00Z")]
    [InlineData("America/New_York", "01:30", "2026-11-01", "2026-11-01T05:30:00Z")]
    // Before and after the change the same local time is another instant.
    [InlineData("Europe/Berlin", "08:30", "2026-03-28", "2026-03-28T07:30:00Z")]
    [InlineData("Europe/Berlin", "08:30", "2026-03-29", "2026-03-29T06:30:00Z")]
    [InlineData("America/New_York", "08:30", "2026-11-01", "2026-11-01T13:30:00Z")]
    public void A_local_time_falls_on_one_instant(string zone, string time, string day, string instant)
    {
        var schedule = Schedule(zone, time);

        Assert.Equal(Instant(instant), schedule.InstantOf(Day(day)));
        Assert.Equal(Day(day), schedule.DayOf(schedule.InstantOf(Day(day))));
    }

    [Fact]
    public void Before_its_time_todays_edition_is_next()
    {
        var due = Schedule("Europe/Berlin", "08:30").NextDue(Instant("2026-11-20T07:29:00Z"), _ => false);

        Assert.Equal(new DigestDue(Day("2026-11-20"), Instant("2026-11-20T07:30:00Z")), due);
    }

    [Fact]
    public void After_days_of_silence_only_todays_edition_is_overdue()
    {
        var due = Schedule("Europe/Berlin", "08:30").NextDue(Instant("2026-11-20T12:00:00Z"), day => day < Day("2026-11-16"));

        Assert.Equal(Day("2026-11-20"), due.Date);
        Assert.True(due.At <= Instant("2026-11-20T12:00:00Z"));
    }

    [Fact]
    public void Once_today_is_made_tomorrow_is_next()
    {
        var due = Schedule("Europe/Berlin", "08:30").NextDue(Instant("2026-11-20T12:00:00Z"), day => day == Day("2026-11-20"));

        Assert.Equal(new DigestDue(Day("2026-11-21"), Instant("2026-11-21T07:30:00Z")), due);
    }

    [Fact]
    public void The_day_is_the_zones_not_utcs()
    {
        Assert.Equal(Day("2026-11-21"), Schedule("Asia/Tokyo", "08:30").DayOf(Instant("2026-11-20T16:00:00Z")));
        Assert.Equal(Day("2026-11-19"), Schedule("America/New_York", "08:30").DayOf(Instant("2026-11-20T04:00:00Z")));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    public void A_year_of_waking_at_the_due_instant_makes_every_day_once(string zone)
    {
        var schedule = Schedule(zone, "02:30");
        HashSet<DateOnly> made = [];
        var now = Instant("2026-01-01T12:00:00Z");
        for (var i = 0; i < 365; i++)
        {
            var due = schedule.NextDue(now, made.Contains);
            now = due.At > now ? due.At : now;
            Assert.Equal(due.Date, schedule.DayOf(now));
            Assert.True(made.Add(due.Date));
        }

        Assert.Equal(364, made.Max().DayNumber - made.Min().DayNumber);
    }

    private static DigestSchedule Schedule(string zone, string time) =>
        DigestSchedule.Of(new DigestSettings { Zone = zone, Time = time });

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string instant) =>
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
