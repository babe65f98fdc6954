namespace PaperBot.LocalModels.ModelHost;

/// <summary>
/// When a model host that ended is started again: after a pause that doubles, and no more after it ended three times without having
/// served for ten minutes in between.
/// </summary>
/// <param name="first">The first pause.</param>
/// <param name="time">The clock.</param>
internal sealed class RestartPlan(TimeSpan first, TimeProvider time)
{
    /// <summary>Ends in a row after which it is given up.</summary>
    public const int MostEnds = 3;

    // Whoever served this long was not ended by the file itself.
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(10);

    private long? serving;
    private int ends;

    /// <summary>Says that it serves now.</summary>
    public void Serves() => serving = time.GetTimestamp();

    /// <summary>Says that it ended.</summary>
    /// <returns>How long to wait before the next start; null to start it no more.</returns>
    public TimeSpan? Ended()
    {
        ends = serving is { } since && time.GetElapsedTime(since) >= Healthy ? 1 : ends + 1;
        serving = null;
        return ends >= MostEnds ? null : first * Math.Pow(2, ends - 1);
    }
}
