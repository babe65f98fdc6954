namespace PaperBot.Generation;

/// <summary>
/// Leaves alone for a while what failed several times in a row (the circuit breaker of M. Nygard, "Release It!", 2007, in its
/// simplest form: after the pause one more failure pauses again). Safe for concurrent use.
/// </summary>
/// <param name="failures">How many failures in a row begin a pause, from 1.</param>
/// <param name="pause">How long it lasts.</param>
/// <param name="time">The clock.</param>
internal sealed class ModelPause(int failures, TimeSpan pause, TimeProvider time)
{
    private readonly Lock gate = new();
    private int inARow;
    private long? since;

    /// <summary>True while nothing should be asked.</summary>
    public bool IsOn
    {
        get
        {
            lock (gate)
            {
                return since is { } began && time.GetElapsedTime(began) < pause;
            }
        }
    }

    public void Succeeded()
    {
        lock (gate)
        {
            (inARow, since) = (0, null);
        }
    }

    public void Failed()
    {
        lock (gate)
        {
            inARow++;
            since = inARow >= failures ? time.GetTimestamp() : since;
        }
    }
}
