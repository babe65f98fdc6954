namespace PaperBot.LocalModels.Serving;

/// <summary>Keeps what is in use from being disposed of. Safe for concurrent use.</summary>
internal sealed class UseCount
{
    private readonly TaskCompletionSource unused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private int uses;
    private bool closed;

    /// <summary>Begins a use, which ends with the value's disposal.</summary>
    /// <exception cref="ModelServiceException">It has ended.</exception>
    public Use Begin()
    {
        lock (gate)
        {
            if (closed)
            {
                throw new ModelServiceException(ServiceFailure.Ended, "The model has ended and serves nobody any more.");
            }

            uses++;
            return new Use(this);
        }
    }

    /// <summary>Lets nobody begin any more.</summary>
    /// <returns>Completed when all who had begun are done.</returns>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            if (uses == 0)
            {
                unused.TrySetResult();
            }
        }

        return unused.Task;
    }

    private void End()
    {
        lock (gate)
        {
            if (--uses == 0 && closed)
            {
                unused.TrySetResult();
            }
        }
    }

    /// <summary>One use.</summary>
    internal readonly struct Use(UseCount count) : IDisposable
    {
        public void Dispose() => count.End();
    }
}
