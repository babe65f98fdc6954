using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Prompts;
using PaperBot.Waiting;

namespace PaperBot.Answering;

/// <summary>
/// The one place that catches what a model does on the way to an answer. Whatever the client does (throws, stalls, blocks its
/// thread, does not listen to a cancellation), there is an end within the time given.
/// </summary>
internal sealed partial class ModelBoundary(
    IChatClient client, IOptions<AnsweringOptions> options, TimeProvider time, AnswerMetrics metrics, ILogger<ModelBoundary> logger)
{
    private const long SmallModel = 1_000_000_000;

    // A prompt ends this much before it is no longer waited for, so that what it had until then is kept for a replay.
    private const double ShareForThePrompt = 0.95;

    // A client says what it is without thinking; one that does not may keep the reader waiting so long and no longer.
    private const double ShareForAbilities = 0.1;

    /// <summary>Time from a question to its answer.</summary>
    public TimeSpan Deadline => TimeSpan.FromSeconds(options.Value.DeadlineSeconds);

    /// <summary>True when the model is to choose among the abstracts' sentences only.</summary>
    public bool WantsQuotes(ChatCapabilities model) => options.Value.Wording == ModelWording.Quotes
        || (options.Value.Wording == ModelWording.Auto && model.Parameters < SmallModel);

    /// <summary>A record for one answer, with what the model says of itself; a model that does not say is an unknown one.</summary>
    public async Task<TraceRecord> NewTraceAsync(CancellationToken cancellationToken)
    {
        var asking = Task.Run(() => ChatCapabilities.Of(client), CancellationToken.None);
        LeftAlone.Let(asking);
        try
        {
            return new TraceRecord(await asking.WaitAsync(Deadline * ShareForAbilities, time, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It fails again, and is told of, when it is used.
            return new TraceRecord(ChatCapabilities.Unknown);
        }
    }

    /// <summary>What the work gives, or the default value when it failed, which log, metrics and trace then tell.</summary>
    /// <param name="work">Asks the model, with the time the prompt may take.</param>
    /// <param name="limit">How long it is waited for.</param>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="trace">Of the answer.</param>
    /// <param name="cancellationToken">Stops the work, and this with an exception.</param>
    public async Task<T?> RunAsync<T>(
        Func<TimeSpan, CancellationToken, Task<T>> work, TimeSpan limit, string prompt, TraceRecord trace,
        CancellationToken cancellationToken)
    {
        limit = limit > TimeSpan.Zero ? limit : TimeSpan.Zero;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // On the pool and not waited for past its time: a client may block its thread where no token reaches it.
        var working = Task.Run(() => work(limit * ShareForThePrompt, stop.Token), CancellationToken.None);
        try
        {
            return await working.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failed)
        {
            Tell(failed, prompt, trace);
            return default;
        }
        finally
        {
            // Not waited for either: whoever registered something on the token may block there, or throw.
            LeftAlone.Let(working);
            LeftAlone.Let(EndAsync(stop));
        }
    }

    private static async Task EndAsync(CancellationTokenSource stop)
    {
        using (stop)
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private void Tell(Exception failed, string prompt, TraceRecord trace)
    {
        var failure = failed is TimeoutException ? PromptFailure.Deadline
            : (failed as PromptFailedException)?.Failure ?? PromptFailure.Client;
        if (failed is PromptFailedException or TimeoutException)
        {
            // What a model or a server can always do needs a line and no stack.
            LogFailed(prompt, failed.Message);
            LogDetail(prompt, failed);
        }
        else
        {
            LogUnexpected(prompt, failed);
        }

        metrics.Failed(prompt, failure);
        if (failed is PromptFailedException known)
        {
            trace.Failed(known);
        }

        trace.FellBack(failure == PromptFailure.Deadline
            ? "The model took too long; these are the abstracts' own words."
            : "The model failed; these are the abstracts' own words.");
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The model gave nothing for the prompt “{Prompt}”; the abstracts' own words stand. {Reason}")]
    private partial void LogFailed(string prompt, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Where the prompt “{Prompt}” failed")]
    private partial void LogDetail(string prompt, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The model failed unexpectedly on the prompt “{Prompt}”; the abstracts' own words stand")]
    private partial void LogUnexpected(string prompt, Exception exception);
}
