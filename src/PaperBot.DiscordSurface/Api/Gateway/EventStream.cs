using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>The gateway's events as a stream; behind it the connection is kept.</summary>
internal sealed partial class EventStream(
    DiscordOptions options,
    Func<CancellationToken, Task<GatewayInfo>> gateway,
    IGatewayLine line,
    string? dataFolder,
    TimeProvider time,
    ILoggerFactory logs) : IAsyncDisposable
{
    private const int MostWaiting = 10_000;

    private readonly CancellationTokenSource disposing = new();
    private readonly ILogger log = logs.CreateLogger<EventStream>();
    private SessionBudget? budget;
    private Task reading = Task.CompletedTask;
    private int isRead;
    private long dropped;

    public async IAsyncEnumerable<DiscordEvent> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref isRead, 1) == 1)
        {
            throw new InvalidOperationException("The events are already being read.");
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, disposing.Token);
        var events = Channel.CreateBounded<DiscordEvent>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
        reading = KeepAsync(events.Writer, stopping.Token);
        try
        {
            await foreach (var happened in events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
            Volatile.Write(ref isRead, 0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await disposing.CancelAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        disposing.Dispose();
    }

    // Whatever ends it, the reader learns of it; nothing is thrown here.
    private async Task KeepAsync(ChannelWriter<DiscordEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            // Kept from one reader to the next: a new reader is a new session too.
            budget ??= new SessionBudget(
                dataFolder is null ? null : Path.Combine(dataFolder, SessionBudget.FileName), options.FreeSessionsPerHour, time, log);
            var keeper = new GatewayKeeper(
                options, gateway, budget, line, e => Tell(events, e), time, logs.CreateLogger<GatewayKeeper>());
            await Task.Run(() => keeper.KeepAsync(cancellationToken), CancellationToken.None).ConfigureAwait(false);
            events.Complete();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            events.Complete();
        }
        catch (Exception end)
        {
            events.Complete(end);
        }
    }

    private void Tell(ChannelWriter<DiscordEvent> events, DiscordEvent happened)
    {
        if (!events.TryWrite(happened) && Interlocked.Increment(ref dropped) is var count && (count & (count - 1)) == 0)
        {
            LogDropped(count);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events come faster than they are taken; {Count} were dropped so far.")]
    private partial void LogDropped(long count);
}
