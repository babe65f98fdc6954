using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PaperBot.LocalModels.Serving;
using PaperBot.Prompts.Sources;
using PaperBot.Waiting;

namespace PaperBot.LocalModels.ModelHost;

/// <summary>
/// A model served by a process of its own, which is started again when it ends. Whoever is waiting for it then is told at once;
/// while it is away calls fail at once, so that answers come without a model instead of late. Safe for concurrent use.
/// </summary>
internal sealed partial class HostedModel : IModelService
{
    private static readonly TimeSpan ToCount = TimeSpan.FromSeconds(2);

    private readonly HostedModelOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<HostedModel> logger;
    private readonly RestartPlan plan;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private TaskCompletionSource<HostConnection> serving = NewSource();
    private HostProcess? process;
    private Task keeping = Task.CompletedTask;
    private Task? ending;
    private bool isStarted;

    public HostedModel(HostedModelOptions options, TimeProvider time, ILogger<HostedModel> logger)
    {
        (this.options, this.time, this.logger) = (options, time, logger);
        plan = new RestartPlan(options.FirstPause, time);
        Model = options.Preliminary;
    }

    /// <summary>What the file says of itself until it is loaded, then what is served.</summary>
    public ServedModel Model { get; private set; }

    /// <summary>The host's process while there is one; for what shows or tests its end.</summary>
    public int? Process => process?.Id;

    /// <summary>How it stands, as a sentence for <c>doctor</c>, the log and people in the channel.</summary>
    public string State { get; private set; } = "It is not loaded yet.";

    /// <summary>Starts loading; the first call does so too.</summary>
    public void Start()
    {
        lock (gate)
        {
            if (!isStarted && !stop.IsCancellationRequested)
            {
                isStarted = true;
                keeping = Task.Run(KeepAsync);
            }
        }
    }

    /// <summary>Waits until it is loaded.</summary>
    /// <exception cref="ModelServiceException">It cannot be.</exception>
    public async Task<ServedModel> LoadedAsync(CancellationToken cancellationToken)
    {
        await ConnectionAsync(cancellationToken).ConfigureAwait(false);
        return Model;
    }

    public async IAsyncEnumerable<WrittenPiece> WriteAsync(WritingTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken).ConfigureAwait(false);
        var limit = task.Deadline ?? options.LongestText;
        using var late = new CancellationTokenSource(limit + options.Grace, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        await using var frames = connection.CallAsync(FrameKind.Write, task, both.Token).GetAsyncEnumerator(both.Token);
        while (await NextAsync().ConfigureAwait(false))
        {
            if (frames.Current.Kind == FrameKind.Piece)
            {
                yield return HostMessages.Read<WrittenPiece>(frames.Current);
            }
        }

        async Task<bool> NextAsync()
        {
            try
            {
                return await frames.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                Kill($"It did not keep a deadline of {limit.TotalSeconds:F0} seconds.");
                throw new ModelServiceException(ServiceFailure.Deadline, "The model took too long and is started again.");
            }
        }
    }

    public async Task<IReadOnlyList<EmbeddedText>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken).ConfigureAwait(false);
        List<EmbeddedText> embedded = [];
        foreach (var portion in TextPortions.Of(texts))
        {
            var answer = await SingleAsync(connection.CallAsync(FrameKind.Embed, portion, cancellationToken)).ConfigureAwait(false);
            embedded.AddRange(HostMessages.Read<EmbeddedText[]>(answer));
        }

        return embedded;
    }

    /// <summary>As the model counts; while it is away, an estimate on the high side.</summary>
    public int CountTokens(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        try
        {
            using var late = new CancellationTokenSource(ToCount);

            // On the pool: a caller's own thread may be the one that the answer would need.
            return Task.Run(() => CountAsync(text, late.Token), CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception away) when (away is ModelServiceException or OperationCanceledException)
        {
            return EstimatedTokens.Instance.Count(text);
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isStarted = true;
            ending ??= EndAsync();
            return new ValueTask(ending);
        }
    }

    private static TaskCompletionSource<HostConnection> NewSource()
    {
        var source = new TaskCompletionSource<HostConnection>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Nobody may be waiting when it fails.
        LeftAlone.Let(source.Task);
        return source;
    }

    private static async Task<HostFrame> SingleAsync(IAsyncEnumerable<HostFrame> frames)
    {
        await foreach (var frame in frames.ConfigureAwait(false))
        {
            if (frame.Kind != FrameKind.Ended)
            {
                return frame;
            }
        }

        throw new ModelServiceException(ServiceFailure.Refused, "The model gave no answer.");
    }

    private async Task EndAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await keeping.ConfigureAwait(false);
        Fail(new ModelServiceException(ServiceFailure.Ended, "The service ends."));
        stop.Dispose();
    }

    private async Task<int> CountAsync(string text, CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken).ConfigureAwait(false);
        var answer = await SingleAsync(connection.CallAsync(FrameKind.Count, text, cancellationToken)).ConfigureAwait(false);
        return HostMessages.Read<int>(answer);
    }

    private Task<HostConnection> ConnectionAsync(CancellationToken cancellationToken)
    {
        Start();
        lock (gate)
        {
            return serving.Task.WaitAsync(cancellationToken);
        }
    }

    private void Kill(string why)
    {
        LogHangs(why);
        State = why;
        process?.Kill(why);
    }

    // Keeps a host running until it is given up or this is disposed.
    private async Task KeepAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var (ended, final) = await RunOnceAsync().ConfigureAwait(false);
            if (stop.IsCancellationRequested)
            {
                break;
            }

            var pause = final ? null : plan.Ended();
            if (pause is not { } wait)
            {
                var over = final ? ended : $"The model ended {RestartPlan.MostEnds} times and is not started again. {ended}";
                State = over;
                LogGivenUp(Model.Name, over);
                Fail(new ModelServiceException(ServiceFailure.GivenUp, over));
                return;
            }

            State = $"It ended and is started again in {wait.TotalSeconds:F1} s. {ended}";
            LogEnded(Model.Name, ended, wait.TotalSeconds);
            Fail(new ModelServiceException(ServiceFailure.Ended, "The model ended and is being started again."));
            await Task.Delay(wait, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Renew();
        }
    }

    // From the start of a host to its end, with the reason, and whether another start would end the same way.
    private async Task<(string Ended, bool Final)> RunOnceAsync()
    {
        State = "It is being loaded.";
        try
        {
            var settings = await options.Prepare(stop.Token).ConfigureAwait(false);
            var host = await HostProcess.StartAsync(options.Program, logger, stop.Token).ConfigureAwait(false);
            await using (host.ConfigureAwait(false))
            {
                process = host;
                try
                {
                    return await ServeAsync(host, settings).ConfigureAwait(false);
                }
                finally
                {
                    process = null;
                }
            }
        }
        catch (HostEndedException failed)
        {
            return (failed.Message, Final: false);
        }
        catch (ModelServiceException refused)
        {
            return (refused.Message, Final: true);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ("The service ends.", Final: true);
        }
    }

    private async Task<(string Ended, bool Final)> ServeAsync(HostProcess host, object settings)
    {
        var heard = time.GetTimestamp();
        var connection = new HostConnection(
            host.Pipe,
            share =>
            {
                heard = time.GetTimestamp();
                State = $"It is being loaded, {share:P0} so far.";
            },
            call => Kill($"It went on with call {call} for {HostConnection.ToCancel.TotalSeconds:F0} seconds after it was cancelled."),
            time);
        await using var closing = connection.ConfigureAwait(false);
        try
        {
            await connection.StartAsync(settings, stop.Token).ConfigureAwait(false);
            while (!await IsReadyAsync(connection, options.QuietLoading / 10).ConfigureAwait(false))
            {
                if (time.GetElapsedTime(heard) > options.QuietLoading)
                {
                    Kill($"It told nothing for {options.QuietLoading.TotalSeconds:F0} seconds while it loaded the model.");
                }
            }

            Model = await connection.Ready.ConfigureAwait(false);
            State = Model.Device;
            plan.Serves();
            LogServes(Model.Name, Model.Description, Model.Device);
            serving.TrySetResult(connection);
            await connection.Ended.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (ModelServiceException refused) when (refused.Failure != ServiceFailure.Ended)
        {
            return (refused.Message, Final: true);
        }
        catch (Exception gone) when (gone is ModelServiceException or IOException)
        {
            // The process's end says more.
        }

        State = "It has ended.";
        return (await host.EndAsync().ConfigureAwait(false), Final: false);
    }

    private async Task<bool> IsReadyAsync(HostConnection connection, TimeSpan within)
    {
        try
        {
            await connection.Ready.WaitAsync(within, time, stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Fail(ModelServiceException why)
    {
        lock (gate)
        {
            if (serving.Task.IsCompletedSuccessfully)
            {
                serving = NewSource();
            }

            serving.TrySetException(why);
        }
    }

    private void Renew()
    {
        lock (gate)
        {
            serving = NewSource();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Name} is served: {Description}. {Device}")]
    private partial void LogServes(string name, string description, string device);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model host hangs and is ended. {Why}")]
    private partial void LogHangs(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The host of model {Name} ended and is started again in {Seconds} s. {Why}")]
    private partial void LogEnded(string name, string why, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Model {Name} is not served any more; answers are in the abstracts' own words. {Why}")]
    private partial void LogGivenUp(string name, string why);
}
