namespace PaperBot.LocalModels.Scheduling;

/// <summary>
/// Stops a step's computing once nobody is left that it is for, or when the service ends. Cancellations come on any thread; one
/// that comes late may stop the next step, which is then computed again.
/// </summary>
internal sealed class StepAbort(CancellationToken ending) : IDisposable
{
    private CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(ending);
    private int left;

    /// <summary>Begins a step for these.</summary>
    public CancellationToken Begin(IReadOnlyList<(Writer Writer, int Count)> parts)
    {
        if (source.IsCancellationRequested)
        {
            source.Dispose();
            source = CancellationTokenSource.CreateLinkedTokenSource(ending);
        }

        // One more than there are, so that none of them stops the step before all have been looked at.
        Volatile.Write(ref left, parts.Count + 1);
        foreach (var (writer, _) in parts)
        {
            writer.Enter();
            if (writer.Cancelled.IsCancellationRequested)
            {
                Cancelled(writer);
            }
        }

        Less();
        return source.Token;
    }

    /// <summary>Ends the step.</summary>
    public static void End(IReadOnlyList<(Writer Writer, int Count)> parts)
    {
        foreach (var (writer, _) in parts)
        {
            writer.Leave();
        }
    }

    /// <summary>Says that nobody waits for a writer any more.</summary>
    public void Cancelled(Writer writer)
    {
        if (writer.Leave())
        {
            Less();
        }
    }

    public void Dispose() => source.Dispose();

    private void Less()
    {
        if (Interlocked.Decrement(ref left) != 0)
        {
            return;
        }

        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The step was over by then.
        }
    }
}
