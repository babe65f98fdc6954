namespace PaperBot.DiscordSimulator.Gateway;

/// <summary>Counts logins: so many a day, and so many within five seconds.</summary>
internal sealed class IdentifyBudget(TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly Queue<DateTimeOffset> recent = [];
    private DateTimeOffset dayEnds = clock.GetUtcNow() + Day;
    private int used;

    /// <summary>Logins a day.</summary>
    public int Total { get; set; } = 1000;

    /// <summary>Logins within <see cref="Pace"/>.</summary>
    public int AtOnce { get; set; } = 1;

    public TimeSpan Pace { get; set; } = TimeSpan.FromSeconds(5);

    public int Remaining
    {
        get
        {
            Turn();
            return Math.Max(0, Total - used);
        }
    }

    /// <summary>Until the day's count begins anew.</summary>
    public TimeSpan ResetAfter
    {
        get
        {
            Turn();
            return dayEnds - clock.GetUtcNow();
        }
    }

    /// <summary>Counts a login.</summary>
    /// <returns>Whether it is within the day's count, and whether it keeps the pace.</returns>
    public (bool InBudget, bool InPace) Count()
    {
        Turn();
        var now = clock.GetUtcNow();
        while (recent.TryPeek(out var first) && first + Pace <= now)
        {
            recent.Dequeue();
        }

        var inPace = recent.Count < AtOnce;
        recent.Enqueue(now);
        return (used++ < Total, inPace);
    }

    private void Turn()
    {
        var now = clock.GetUtcNow();
        if (now >= dayEnds)
        {
            (used, dayEnds) = (0, now + Day);
        }
    }
}
