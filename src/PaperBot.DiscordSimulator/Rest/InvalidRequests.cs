namespace PaperBot.DiscordSimulator.Rest;

/// <summary>
/// Counts answers 401, 403 and 429 (less shared ones): too many in ten minutes get the address banned for a while.
/// </summary>
internal sealed class InvalidRequests(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly Queue<DateTimeOffset> times = [];

    /// <summary>How many answers it takes.</summary>
    public int Most { get; set; } = 10_000;

    /// <summary>How many stand against the address now.</summary>
    public int Count
    {
        get
        {
            while (times.TryPeek(out var first) && first + Window <= clock.GetUtcNow())
            {
                times.Dequeue();
            }

            return times.Count;
        }
    }

    public bool Banned => Count >= Most;

    /// <summary>Until the ban is lifted; zero when there is none.</summary>
    public TimeSpan Left => Banned ? times.Peek() + Window - clock.GetUtcNow() : TimeSpan.Zero;

    public void Note(int status, string? scope)
    {
        if (status is 401 or 403 || (status == 429 && scope != "shared"))
        {
            times.Enqueue(clock.GetUtcNow());
        }
    }
}
