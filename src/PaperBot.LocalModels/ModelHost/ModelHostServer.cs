using System.Collections.Concurrent;
using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.ModelHost;

/// <summary>Opens the model a host is to serve.</summary>
/// <param name="start">The first frame, with the settings.</param>
/// <param name="progress">Told of the share loaded.</param>
/// <param name="cancellationToken">The program is gone.</param>
internal delegate Task<IModelService> HostedModelOpener(HostFrame start, IProgress<float> progress, CancellationToken cancellationToken);

/// <summary>
/// The host's side: serves one model to the program at the other end of a connection, until that is closed. What llama.cpp may do
/// to its process ends this one and nothing else.
/// </summary>
internal sealed class ModelHostServer(Stream connection, HostedModelOpener open) : IAsyncDisposable
{
    private readonly FrameStream frames = new(connection);
    private readonly ConcurrentDictionary<long, CancellationTokenSource> calls = new();

    /// <summary>Serves; it returns when the program is gone or the model was refused, also while work goes on elsewhere.</summary>
    /// <exception cref="InvalidDataException">What came was no message of the program.</exception>
    public async Task RunAsync()
    {
        using var end = new CancellationTokenSource();
        Task<IModelService>? opening = null;
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            while (true)
            {
                var reading = frames.ReadAsync(CancellationToken.None);
                await Task.WhenAny(reading, refused.Task).ConfigureAwait(false);
                if (refused.Task.IsCompleted || await ReadAsync(reading).ConfigureAwait(false) is not { } frame)
                {
                    return;
                }

                switch (frame.Kind)
                {
                    case FrameKind.Start when opening is null:
                        opening = Task.Run(() => OpenAsync(frame, refused, end.Token));
                        break;
                    case FrameKind.Write or FrameKind.Embed or FrameKind.Count when opening is not null:
                        var stop = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
                        calls[frame.Call] = stop;
                        _ = Task.Run(() => ServeAsync(opening, frame, stop));
                        break;
                    case FrameKind.Cancel:
                        if (calls.TryGetValue(frame.Call, out var call))
                        {
                            _ = Task.Run(() => CancelAsync(call));
                        }

                        break;
                    default:
                        throw new InvalidDataException($"A message of kind {frame.Kind} is out of place.");
                }
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => frames.DisposeAsync();

    // However the program ended, the host has nobody left to serve.
    private static async Task<HostFrame?> ReadAsync(Task<HostFrame?> reading)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task CancelAsync(CancellationTokenSource call)
    {
        try
        {
            await call.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It ended meanwhile.
        }
    }

    private async Task<IModelService> OpenAsync(HostFrame start, TaskCompletionSource refused, CancellationToken cancellationToken)
    {
        try
        {
            var progress = new Loaded(share => _ = SendAsync(HostMessages.Frame(FrameKind.Loading, 0, share)));
            var service = await open(start, progress, cancellationToken).ConfigureAwait(false);
            await SendAsync(HostMessages.Frame(FrameKind.Ready, 0, service.Model)).ConfigureAwait(false);
            return service;
        }
        catch (Exception failed)
        {
            await SendAsync(HostMessages.Frame(FrameKind.Refused, 0, Refusal(failed))).ConfigureAwait(false);
            refused.TrySetResult();
            throw;
        }
    }

    private async Task ServeAsync(Task<IModelService> opening, HostFrame frame, CancellationTokenSource stop)
    {
        using (stop)
        {
            try
            {
                var service = await opening.WaitAsync(stop.Token).ConfigureAwait(false);
                await SendAsync(await AnswerAsync(service, frame, stop.Token).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await SendAsync(new HostFrame(FrameKind.Ended, frame.Call, default)).ConfigureAwait(false);
            }
            catch (Exception failed)
            {
                await SendAsync(HostMessages.Frame(FrameKind.Failed, frame.Call, Refusal(failed))).ConfigureAwait(false);
            }
            finally
            {
                calls.TryRemove(frame.Call, out _);
            }
        }
    }

    // The last frame of the call.
    private async Task<HostFrame> AnswerAsync(IModelService service, HostFrame frame, CancellationToken cancellationToken)
    {
        switch (frame.Kind)
        {
            case FrameKind.Count:
                return HostMessages.Frame(FrameKind.Counted, frame.Call, service.CountTokens(HostMessages.Read<string>(frame)));
            case FrameKind.Embed:
                var vectors = await service.EmbedAsync(HostMessages.Read<string[]>(frame), cancellationToken).ConfigureAwait(false);
                return HostMessages.Frame(FrameKind.Embedded, frame.Call, vectors);
            default:
                var task = HostMessages.Read<WritingTask>(frame);
                await foreach (var piece in service.WriteAsync(task, cancellationToken).ConfigureAwait(false))
                {
                    await SendAsync(HostMessages.Frame(FrameKind.Piece, frame.Call, piece)).ConfigureAwait(false);
                }

                return new HostFrame(FrameKind.Ended, frame.Call, default);
        }
    }

    private async Task SendAsync(HostFrame frame)
    {
        try
        {
            await frames.WriteAsync(frame, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The program is gone; the reading tells.
        }
    }

    private static HostRefusal Refusal(Exception failed) => failed switch
    {
        ModelServiceException known => new(known.Failure, known.Message),
        LlamaException known => new(ServiceFailure.Refused, known.Message),
        InvalidDataException known => new(ServiceFailure.Refused, known.Message),
        _ => new(ServiceFailure.Refused, $"The model failed unexpectedly: {failed.Message}"),
    };

    // Not Progress<T>, which would tell of the last share after the model is ready.
    private sealed class Loaded(Action<float> tell) : IProgress<float>
    {
        public void Report(float value) => tell(value);
    }
}
