using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Prompts;

namespace PaperBot.Answering;

/// <summary>
/// The model's part in an answer: a follow-up made a question of its own, and ranked papers turned into sentences of which each
/// is supported by what it cites. Whatever the client does (throws, stalls, says nothing, does not listen to a cancellation),
/// there is an end within the time given, and where nothing came of it the extractive answer stands.
/// </summary>
internal sealed partial class GroundedReader(
    IChatClient client, IPromptRunner prompts, IOptions<AnsweringOptions> options, TimeProvider time, AnswerMetrics metrics,
    ILogger<GroundedReader> logger)
{
    private const int FewSources = 5;
    private const int ManySources = 8;
    private const long SmallModel = 1_000_000_000;

    // A prompt ends this much before it is no longer waited for, so that what it had until then is kept for a replay.
    private const double ShareForThePrompt = 0.95;

    // Making the question stand alone may take this share of the time, writing the answer the rest.
    private const double ShareForRewriting = 0.25;

    private readonly GroundedWriter writer = new(prompts, client, time);
    private readonly StandaloneQuestion standalone = new(prompts);

    /// <summary>A record for one answer.</summary>
    public TraceRecord NewTrace() => new(Abilities()?.ModelFileHash);

    /// <summary>The follow-up as a question of its own, or null where the model gave none that can be trusted.</summary>
    public async Task<string?> StandaloneAsync(Question question, TimeSpan left, TraceRecord trace, CancellationToken cancellationToken)
    {
        var (text, run) = await GuardAsync(
            token => standalone.RewriteAsync(question, left * ShareForRewriting * ShareForThePrompt, token),
            left * ShareForRewriting,
            PromptNames.StandaloneQuestion,
            trace,
            cancellationToken).ConfigureAwait(false);
        if (run is not null)
        {
            trace.Ran(run);
        }

        trace.Asked(text);
        return text;
    }

    /// <summary>The verified answer, or null when the model gave none that could be posted.</summary>
    /// <param name="asked">The question, its words enough to understand it.</param>
    /// <param name="ranking">What it may be answered from.</param>
    /// <param name="shape">How many papers it is about.</param>
    /// <param name="fallback">The answer in the abstracts' own words.</param>
    /// <param name="turn">Seed, time and who watches.</param>
    /// <param name="trace">What happens is written here.</param>
    /// <param name="cancellationToken">Stops the model.</param>
    public async Task<Reply?> ReadAsync(
        string asked, Ranking ranking, AnswerShape shape, Reply fallback, ModelTurn turn, TraceRecord trace,
        CancellationToken cancellationToken)
    {
        var most = shape.Breadth is Breadth.Several or Breadth.Compare ? ManySources : FewSources;
        List<Paper> papers = [.. ranking.Hits.Take(most).Select(h => h.Paper)];
        var text = await GuardAsync(
            token => writer.WriteAsync(
                GroundedTask.Answer(asked, papers) with
                {
                    Seed = turn.Seed, Deadline = turn.Left * ShareForThePrompt, QuotesOnly = WantsQuotes(),
                    Supported = turn.Draft is { } draft ? written => draft(GroundedReply.Draft(written, papers)) : null,
                },
                token),
            turn.Left,
            PromptNames.Answer,
            trace,
            cancellationToken).ConfigureAwait(false);
        if (text is null)
        {
            return null;
        }

        trace.Wrote(text);
        foreach (var sentence in text.Sentences)
        {
            metrics.Wrote(sentence);
        }

        var engine = Abilities()?.Engine ?? new ChatCapabilities().Engine;
        switch (text.Outcome)
        {
            case GenerationOutcome.Written:
                return GroundedReply.Of(text) with { Engine = engine };
            case GenerationOutcome.NotStated or GenerationOutcome.NoMatch:
                return GroundedReply.Abstaining(text.Outcome, fallback, papers) with { Engine = engine };
            default:
                trace.FellBack(text.Sentences.Count == 0
                    ? "The model wrote nothing; these are the abstracts' own words."
                    : "Nothing the model wrote was supported; these are the abstracts' own words.");
                return null;
        }
    }

    private bool WantsQuotes() => options.Value.Wording == ModelWording.Quotes
        || (options.Value.Wording == ModelWording.Auto && Abilities()?.Parameters < SmallModel);

    // A client that cannot even say what it is fails again, and is told of, when it is used.
    private ChatCapabilities? Abilities()
    {
        try
        {
            return ChatCapabilities.Of(client);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>The one place that catches what a model does; the default value when it failed.</summary>
    private async Task<T?> GuardAsync<T>(
        Func<CancellationToken, Task<T>> work, TimeSpan limit, string prompt, TraceRecord trace, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            // On the pool and not waited for past its time: a client may block its thread where no token reaches it.
            return await Task.Run(() => work(stop.Token), stop.Token)
                .WaitAsync(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failed)
        {
            var failure = failed is TimeoutException ? PromptFailure.Deadline : (failed as PromptFailedException)?.Failure ?? PromptFailure.Client;
            LogFailed(logger, failed, prompt);
            metrics.Failed(prompt, failure);
            if (failed is PromptFailedException { } known)
            {
                trace.Failed(known);
            }

            trace.FellBack(failure == PromptFailure.Deadline
                ? "The model took too long; these are the abstracts' own words."
                : "The model failed; these are the abstracts' own words.");
            return default;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model gave nothing for the prompt “{Prompt}”; the abstracts' own words stand")]
    private static partial void LogFailed(ILogger logger, Exception exception, string prompt);
}
