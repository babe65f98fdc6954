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
        Assert.Equal(Day(day), schedule.DayOf(schedule.InstantOf(Day(day))!.Value));
    }

    [Fact]
    public void Before_its_time_todays_edition_is_next()
    {
        var due = Schedule("Europe/Berlin", "08:30").NextDue(Instant("2026-11-20T07:29:00Z"), _ => false, Day("2026-11-20"));

        Assert.Equal(new DigestDue(Day("2026-11-20"), Instant("2026-11-20T07:30:00Z")), due);
    }

    [Fact]
    public void After_days_of_silence_only_todays_edition_is_overdue()
    {
        var due = Schedule("Europe/Berlin", "08:30").NextDue(Instant("2026-11-20T12:00:00Z"), day => day < Day("2026-11-16"), Day("2026-01-01"));

        Assert.Equal(Day("2026-11-20"), due.Date);
        Assert.True(due.At <= Instant("2026-11-20T12:00:00Z"));
    }

    [Fact]
    public void Once_today_is_made_tomorrow_is_next()
    {
        var due = Schedule("Europe/Berlin", "08:30").NextDue(Instant("2026-11-20T12:00:00Z"), day => day == Day("2026-11-20"), Day("2026-01-01"));

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
            var due = schedule.NextDue(now, made.Contains, Day("2026-01-01"));
            now = due.At > now ? due.At : now;
            Assert.Equal(due.Date, schedule.DayOf(now));
            Assert.True(made.Add(due.Date));
        }

        Assert.Equal(364, made.Max().DayNumber - made.Min().DayNumber);
    }

    [Theory]
    // A Friday; 2026-11-16 was a Monday.
    [InlineData("weekdays", "", "2026-11-21T12:00:00Z", "", "2026-11-20")]
    [InlineData("weekdays", "", "2026-11-21T12:00:00Z", "2026-11-20", "2026-11-23")]
    [InlineData("Mon", "", "2026-11-18T12:00:00Z", "", "2026-11-16")]
    [InlineData("mon, thu", "", "2026-11-18T12:00:00Z", "2026-11-16", "2026-11-19")]
    [InlineData("Sunday", "", "2026-11-20T12:00:00Z", "2026-11-15", "2026-11-22")]
    [InlineData("daily", "15 7 * * 1-5", "2026-11-21T12:00:00Z", "2026-11-20", "2026-11-23")]
    [InlineData("daily", "0 0 1 * *", "2026-11-20T12:00:00Z", "", "2026-12-01")]
    [InlineData("daily", "0 9 29 2 *", "2026-11-20T12:00:00Z", "", "2028-02-29")]
    public void Only_the_chosen_days_are_due_and_the_latest_missed_one_is_made_up_for(
        string days, string cron, string now, string made, string expected)
    {
        var schedule = Read(new DigestSettings { Days = days, Cron = cron, Time = "08:30" });
        var due = schedule.NextDue(Instant(now), day => made.Length > 0 && day == Day(made), Day("2026-01-01"));
        Assert.Equal(Day(expected), due.Date);
    }

    [Fact]
    public void Five_days_of_downtime_are_made_up_for_by_one_edition()
    {
        var schedule = Schedule("Europe/Berlin", "08:30");
        HashSet<DateOnly> made = [Day("2026-11-14")];
        List<DateOnly> posted = [];
        for (var now = Instant("2026-11-19T20:00:00Z"); now < Instant("2026-11-21T20:00:00Z"); now = now.AddMinutes(10))
        {
            if (schedule.NextDue(now, made.Contains, made.Min()) is var due && due.At <= now && made.Add(due.Date))
            {
                posted.Add(due.Date);
            }
        }

        Assert.Equal([Day("2026-11-19"), Day("2026-11-20"), Day("2026-11-21")], posted);
    }

    [Fact]
    public void Days_before_the_bot_was_there_are_not_made_up_for() => Assert.Equal(
        Day("2026-11-23"),
        Read(new DigestSettings { Days = "Mon" }).NextDue(Instant("2026-11-18T12:00:00Z"), _ => false, Day("2026-11-18")).Date);

    [Theory]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-03-29", "2026-03-29T01:30:00Z")]
    [InlineData("America/New_York", "30 1 * * *", "2026-11-01", "2026-11-01T05:30:00Z")]
    public void Cron_expression_follows_the_local_clock_through_its_jumps(string zone, string cron, string day, string instant) =>
        Assert.Equal(Instant(instant), Read(new DigestSettings { Zone = zone, Cron = cron }).InstantOf(Day(day)));

    [Theory]
    [InlineData("Digest:Days", "Mon, Blursday", "", "“Blursday” is no day")]
    [InlineData("Digest:Days", ",", "", "no day is named")]
    [InlineData("Digest:Cron", "daily", "*/5 * * * *", "more than once a day")]
    [InlineData("Digest:Cron", "daily", "0 8 30 2 *", "never comes")]
    [InlineData("Digest:Cron", "daily", "whenever", "five fields")]
    public void Schedule_that_cannot_be_is_named_with_what_is_allowed(string key, string days, string cron, string why)
    {
        var result = new DigestSettingsCheck().Validate(null, new DigestSettings { Days = days, Cron = cron });
        var failure = Assert.Single(result.Failures!);
        Assert.StartsWith(key, failure, StringComparison.Ordinal);
        Assert.Contains(why, failure, StringComparison.Ordinal);
    }

    private static DigestSchedule Schedule(string zone, string time) =>
        Read(new DigestSettings { Zone = zone, Time = time });

    private static DigestSchedule Read(DigestSettings settings) => DigestPlan.Of(settings, settings.Channel, null).ReadSchedule();

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string instant) =>
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
