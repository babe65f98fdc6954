namespace PaperBot.Engines;

/// <summary>
/// Spares an engine that fails: after a failure it is left alone for a while, then one call may try it, and only when that goes well do
/// all. Safe for concurrent use. The pattern is the circuit breaker of M. Nygard, Release It!.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class EngineCircuit(TimeProvider time)
{
    /// <summary>How long it is left alone after its first failure; twice as long after each further one, up to <see cref="Longest"/>.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(15);

    /// <summary>How long it is left alone at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private int failures;
    private DateTimeOffset until;
    private bool isTried;

    /// <summary>True when calls go to it, or one that tries it may.</summary>
    public bool IsOpenToCalls
    {
        get
        {
            lock (gate)
            {
                return failures == 0 || (!isTried && time.GetUtcNow() >= until);
            }
        }
    }

    /// <summary>Takes a call; false when it is to be spared. What came of the call must be told.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (failures == 0)
            {
                return true;
            }

            if (isTried || time.GetUtcNow() < until)
            {
                return false;
            }

            return isTried = true;
        }
    }

    /// <summary>It answered; true when it had been spared until now.</summary>
    public bool Succeeded()
    {
        lock (gate)
        {
            var was = failures > 0;
            (failures, isTried) = (0, false);
            return was;
        }
    }

    /// <summary>It failed; tells how long it is spared.</summary>
    public TimeSpan Failed()
    {
        lock (gate)
        {
            // Calls that were under way together fail together; they are one failure.
            if (failures == 0 || isTried || time.GetUtcNow() >= until)
            {
                failures++;
                var pause = First * Math.Pow(2, Math.Min(failures - 1, 10));
                until = time.GetUtcNow() + (pause < Longest ? pause : Longest);
            }

            isTried = false;
            return until - time.GetUtcNow();
        }
    }

    /// <summary>Nothing came of the call that says anything about the engine: who asked went away, or asked what cannot be done.</summary>
    public void Left()
    {
        lock (gate)
        {
            isTried = false;
        }
    }
}
