using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PaperBot.LocalModels.Serving;
using PaperBot.Waiting;

namespace PaperBot.LocalModels.ModelHost;

/// <summary>The program's side of a connection to a host: calls that share it, each with its own answer. Safe for concurrent use.</summary>
internal sealed class HostConnection : IAsyncDisposable
{
    private readonly FrameStream frames;
    private readonly ConcurrentDictionary<long, Channel<HostFrame>> calls = new();
    private readonly TaskCompletionSource<ServedModel> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<float> loading;
    private readonly Action<long> unheard;
    private readonly TimeProvider time;
    private volatile bool isOver;
    private long count;

    /// <param name="connection">To the host.</param>
    /// <param name="loading">Told of the share loaded.</param>
    /// <param name="unheard">Told of a call that was cancelled and has not ended <see cref="ToCancel"/> later: the host hangs.</param>
    /// <param name="time">The clock.</param>
    public HostConnection(Stream connection, Action<float> loading, Action<long> unheard, TimeProvider time)
    {
        (this.loading, this.unheard, this.time) = (loading, unheard, time);
        frames = new FrameStream(connection);
        Ended = ReadAsync();
        LeftAlone.Let(ready.Task);
    }

    /// <summary>How long a host may go on with a call after it was cancelled: it computes a step to its end first.</summary>
    public static TimeSpan ToCancel { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The model, once it is loaded; fails with a <see cref="ModelServiceException"/> when it is refused.</summary>
    public Task<ServedModel> Ready => ready.Task;

    /// <summary>Ends when the connection has, and never fails.</summary>
    public Task Ended { get; }

    /// <summary>Says which model is to be served.</summary>
    public Task StartAsync<T>(T settings, CancellationToken cancellationToken) =>
        frames.WriteAsync(HostMessages.Frame(FrameKind.Start, 0, settings), cancellationToken);

    /// <summary>Makes a call and gives its frames up to the last, which is not <see cref="FrameKind.Failed"/>.</summary>
    /// <exception cref="ModelServiceException">It failed, or the host ended.</exception>
    public async IAsyncEnumerable<HostFrame> CallAsync<T>(
        FrameKind kind, T body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = Interlocked.Increment(ref count);
        var answer = Channel.CreateUnbounded<HostFrame>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        calls[call] = answer;
        if (isOver)
        {
            // Whoever told the others that it ended may have passed already.
            answer.Writer.TryComplete();
        }

        var hasEnded = false;
        try
        {
            await SendAsync(HostMessages.Frame(kind, call, body), cancellationToken).ConfigureAwait(false);

            await foreach (var frame in answer.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                hasEnded = frame.EndsCall;
                if (frame.Kind == FrameKind.Failed)
                {
                    var refusal = HostMessages.Read<HostRefusal>(frame);
                    throw new ModelServiceException(refusal.Failure, refusal.Sentence);
                }

                yield return frame;
                if (hasEnded)
                {
                    yield break;
                }
            }

            hasEnded = true;
            throw Gone();
        }
        finally
        {
            if (hasEnded || isOver)
            {
                calls.TryRemove(call, out _);
            }
            else
            {
                LeftAlone.Let(CancelAsync(call, answer));
            }
        }
    }

    /// <summary>Closes the connection, which ends the host and fails what waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await frames.DisposeAsync().ConfigureAwait(false);
        await Ended.ConfigureAwait(false);
    }

    private static ModelServiceException Gone() =>
        new(ServiceFailure.Ended, "The model ended while it was working on this; it is started again.");

    private async Task SendAsync(HostFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            await frames.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException large)
        {
            throw new ModelServiceException(ServiceFailure.TooLong, large.Message, large);
        }
        catch (IOException)
        {
            throw Gone();
        }
    }

    private async Task CancelAsync(long call, Channel<HostFrame> answer)
    {
        try
        {
            await frames.WriteAsync(new HostFrame(FrameKind.Cancel, call, default), CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended, and the call with it.
        }

        try
        {
            await DrainAsync(answer).WaitAsync(ToCancel, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            unheard(call);
        }
        finally
        {
            calls.TryRemove(call, out _);
        }
    }

    private static async Task DrainAsync(Channel<HostFrame> answer)
    {
        await foreach (var frame in answer.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (frame.EndsCall)
            {
                return;
            }
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await frames.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } frame)
            {
                Take(frame);
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidDataException or ObjectDisposedException)
        {
            // Whoever watches the process tells why.
        }
        finally
        {
            isOver = true;
            ready.TrySetException(Gone());
            foreach (var (_, answer) in calls)
            {
                answer.Writer.TryComplete();
            }
        }
    }

    private void Take(HostFrame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Loading:
                loading(HostMessages.Read<float>(frame));
                break;
            case FrameKind.Ready:
                ready.TrySetResult(HostMessages.Read<ServedModel>(frame));
                break;
            case FrameKind.Refused:
                var refusal = HostMessages.Read<HostRefusal>(frame);
                ready.TrySetException(new ModelServiceException(refusal.Failure, refusal.Sentence));
                break;
            default:
                if (calls.TryGetValue(frame.Call, out var answer))
                {
                    answer.Writer.TryWrite(frame);
                }

                break;
        }
    }
}
