using NCrontab;

namespace PaperBot.Digests;

/// <summary>On which local days an edition comes, and at what local time: every day, some weekdays, or by a cron expression.</summary>
internal abstract record DigestDays
{
    private DigestDays()
    {
    }

    /// <summary>The time on a day, or null when no edition comes that day.</summary>
    public abstract TimeOnly? On(DateOnly day);

    /// <summary>Reads the settings' days and time.</summary>
    /// <param name="days"><c>daily</c>, <c>weekdays</c>, or names such as <c>Mon, Thu</c>.</param>
    /// <param name="time">Local time.</param>
    /// <exception cref="FormatException">No such day; the message says what is allowed.</exception>
    public static DigestDays Weekly(string days, TimeOnly time)
    {
        HashSet<DayOfWeek> chosen = [];
        foreach (var name in days.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            chosen.UnionWith(Named(name));
        }

        return chosen.Count > 0 ? new OnWeekdays(chosen, time) : throw new FormatException("no day is named; write daily, weekdays, or days such as Mon, Thu");
    }

    /// <summary>Reads a cron expression of five fields: minute, hour, day of month, month, day of week.</summary>
    /// <exception cref="FormatException">It is none, never comes, or comes more than once a day.</exception>
    public static DigestDays Cron(string expression)
    {
        var schedule = CrontabSchedule.TryParse(expression, s => s, e => throw new FormatException(e().Message))!;
        var probe = new ByCron(schedule);
        var from = new DateOnly(2024, 1, 1);

        // Four years hold every date there is, the 29th of February too.
        var days = Enumerable.Range(0, 1461).Select(from.AddDays).Select(probe.CountOn).ToList();
        return days.Max() switch
        {
            0 => throw new FormatException("it never comes"),
            1 => probe,
            _ => throw new FormatException("it comes more than once a day; a channel has one digest a day"),
        };
    }

    private static DayOfWeek[] Named(string name) => name.ToLowerInvariant() switch
    {
        "daily" => Enum.GetValues<DayOfWeek>(),
        "weekdays" => [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        _ => [.. Enum.GetValues<DayOfWeek>()
            .Where(d => name.Length >= 2 && d.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .DefaultIfEmpty((DayOfWeek)(-1))
            .Select(d => Enum.IsDefined(d) ? d : throw new FormatException($"“{name}” is no day; write daily, weekdays, or days such as Mon, Thu"))],
    };

    private sealed record OnWeekdays(HashSet<DayOfWeek> Days, TimeOnly Time) : DigestDays
    {
        public override TimeOnly? On(DateOnly day) => Days.Contains(day.DayOfWeek) ? Time : null;
    }

    private sealed record ByCron(CrontabSchedule Schedule) : DigestDays
    {
        public override TimeOnly? On(DateOnly day) => Of(day).Select(t => (TimeOnly?)TimeOnly.FromDateTime(t)).FirstOrDefault();

        public int CountOn(DateOnly day) => Of(day).Take(2).Count();

        // The library leaves the first moment itself out.
        private IEnumerable<DateTime> Of(DateOnly day)
        {
            var start = day.ToDateTime(TimeOnly.MinValue);
            return Schedule.GetNextOccurrences(start.AddTicks(-1), start.AddDays(1));
        }
    }
}
