using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PaperBot.DiscordSimulator.World;

/// <summary>Tells whoever listens what changes, each change once and in order.</summary>
internal sealed class ChangeStream<TChange>
{
    private readonly Lock gate = new();
    private Action<TChange>[] listeners = [];

    /// <summary>
    /// Calls <paramref name="listener"/> at each change, on the thread that makes it. It must not wait for anything.
    /// </summary>
    /// <returns>What ends the listening when disposed of.</returns>
    public IDisposable Listen(Action<TChange> listener)
    {
        lock (gate)
        {
            listeners = [.. listeners, listener];
        }

        return new Listening(this, listener);
    }

    /// <summary>The changes from now on. Listening starts at the first move; nothing is lost, however slow the reader.</summary>
    public async IAsyncEnumerable<TChange> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var changes = System.Threading.Channels.Channel.CreateUnbounded<TChange>(
            new UnboundedChannelOptions { SingleReader = true });
        using var listening = Listen(change => changes.Writer.TryWrite(change));
        await foreach (var change in changes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return change;
        }
    }

    public void Tell(TChange change)
    {
        foreach (var listener in Volatile.Read(ref listeners))
        {
            listener(change);
        }
    }

    private sealed class Listening(ChangeStream<TChange> stream, Action<TChange> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (stream.gate)
            {
                stream.listeners = [.. stream.listeners.Where(l => l != listener)];
            }
        }
    }
}
