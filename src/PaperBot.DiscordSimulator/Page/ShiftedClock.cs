namespace PaperBot.DiscordSimulator.Page;

/// <summary>
/// The machine's clock, set apart by a span that can grow: the day moves on without anybody waiting for it. Only the time of day
/// is shifted; timers and elapsed times stay the machine's, so that a connection does not look dead because a day went by.
/// </summary>
/// <param name="ahead">How far it is ahead of the machine's clock at first; less than zero when it is behind.</param>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    private long ticks = ahead.Ticks;

    /// <summary>How far it is ahead of the machine's clock. Safe to set while others read the time.</summary>
    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref ticks));
        set => Interlocked.Exchange(ref ticks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
