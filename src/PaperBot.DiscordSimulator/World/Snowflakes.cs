namespace PaperBot.DiscordSimulator.World;

/// <summary>Makes ids that grow and that tell the moment they were made, as Discord's do.</summary>
/// <param name="clock">Where the moments come from.</param>
/// <param name="after">An id that was given before; all are later than it.</param>
internal sealed class Snowflakes(TimeProvider clock, ulong after = 0)
{
    /// <summary>Milliseconds from the Unix epoch to the first moment of 2015, where Discord's ids begin.</summary>
    private const long Epoch = 1_420_070_400_000;

    /// <summary>The newest id that was given.</summary>
    public ulong Last { get; private set; } = after;

    /// <summary>The next id: later than every id before it, also within one millisecond or when the clock is set back.</summary>
    public ulong Next()
    {
        var now = Of(clock.GetUtcNow());
        Last = now > Last ? now : Last + 1;
        return Last;
    }

    /// <summary>The smallest id of a moment.</summary>
    public static ulong Of(DateTimeOffset moment) => (ulong)Math.Max(0, moment.ToUnixTimeMilliseconds() - Epoch) << 22;

    /// <summary>The moment an id was made, UTC.</summary>
    public static DateTimeOffset TimeOf(ulong id) => DateTimeOffset.FromUnixTimeMilliseconds((long)(id >> 22) + Epoch);
}
