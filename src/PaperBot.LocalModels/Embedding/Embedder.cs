using Microsoft.Extensions.Logging;
using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.Embedding;

/// <summary>
/// Makes vectors of texts, several texts in one computing, taking turns among those who ask, so that a question does not wait for
/// an index to be built. One thread computes. Safe for concurrent use.
/// </summary>
internal sealed partial class Embedder : IAsyncDisposable
{
    private readonly ILlamaModel model;
    private readonly Func<ILlamaContext> open;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly Queue<EmbeddingRequest> requests = new();
    private readonly AutoResetEvent wake = new(false);
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(EmbeddingRequest Request, int Place)> taken = [];
    private readonly TokenBatch batch;
    private readonly int most;
    private ILlamaContext context;
    private bool closed;

    /// <param name="model">What embeds; disposed of by its owner, after this.</param>
    /// <param name="open">Opens the context, now and once more whenever it has failed.</param>
    /// <param name="logger">Where it is told what happens.</param>
    /// <exception cref="LlamaException">The context cannot be opened.</exception>
    public Embedder(ILlamaModel model, Func<ILlamaContext> open, ILogger logger)
    {
        (this.model, this.open, this.logger) = (model, open, logger);
        context = open();
        most = Math.Min(context.Shape.BatchTokens, model.Facts.TrainedContext);
        batch = new TokenBatch(context.Shape.BatchTokens);
        new Thread(Run) { IsBackground = true, Name = "embedder" }.Start();
    }

    /// <summary>Why a model's vectors cannot be used; null when they can.</summary>
    public static string? Refusal(ModelFacts facts) => facts.Pooling switch
    {
        Pooling.None => $"The model ({facts.Description}) does not say how to make one vector of a text, so it cannot embed; "
            + "choose an embedding model.",
        Pooling.Rank => $"The model ({facts.Description}) ranks pairs of texts and makes no vectors; choose an embedding model.",
        _ => null,
    };

    /// <summary>The context a model embeds with.</summary>
    /// <param name="facts">Of the model.</param>
    /// <param name="threads">At least 1.</param>
    public static ContextShape Shape(ModelFacts facts, int threads)
    {
        // A text must be computed at once; larger steps than texts would compute attention among texts that never see each other.
        var tokens = Math.Clamp(facts.TrainedContext, 512, 2048);
        return new ContextShape
        {
            Tokens = tokens, BatchTokens = tokens, StepTokens = tokens, Sequences = 16, Threads = threads, Embeds = true,
        };
    }

    /// <summary>The vectors of texts in their order, each of length 1.</summary>
    /// <exception cref="ModelServiceException">The model ended.</exception>
    public Task<IReadOnlyList<EmbeddedText>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
        {
            return Task.FromResult<IReadOnlyList<EmbeddedText>>([]);
        }

        var request = new EmbeddingRequest([.. texts.Select(t => EmbeddedTokens.Of(model, t, most))], cancellationToken);
        lock (gate)
        {
            if (closed)
            {
                throw Gone(null);
            }

            requests.Enqueue(request);
            wake.Set();
        }

        // Whoever cancels does not wait for what is being computed.
        return request.Vectors.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (!closed)
            {
                closed = true;
                wake.Set();
            }
        }

        await ending.CancelAsync().ConfigureAwait(false);
        await ended.Task.ConfigureAwait(false);
    }

    private static ModelServiceException Gone(Exception? why) =>
        new(ServiceFailure.Ended, "The model has ended and embeds nothing more.", why);

    private void Run()
    {
        Exception? why = null;
        try
        {
            while (!ending.IsCancellationRequested && !Volatile.Read(ref closed))
            {
                if (!Fill())
                {
                    wake.WaitOne();
                }
                else
                {
                    Step();
                }
            }
        }
        catch (Exception error)
        {
            // Nothing may leave this thread: it would end the program.
            why = error;
            LogEnded(logger, error);
        }

        List<EmbeddingRequest> left;
        lock (gate)
        {
            closed = true;
            left = [.. requests, .. taken.Select(t => t.Request)];
            requests.Clear();
        }

        left.ForEach(r => r.Fail(Gone(why)));
        context.Dispose();
        ended.SetResult();
    }

    // Each in turn gives a text, until the step is full.
    private bool Fill()
    {
        batch.Clear();
        taken.Clear();
        lock (gate)
        {
            while (requests.Count > 0 && taken.Count < context.Shape.Sequences)
            {
                var request = requests.Peek();
                if (request.Cancelled.IsCancellationRequested)
                {
                    requests.Dequeue();
                    request.Fail(new OperationCanceledException(request.Cancelled));
                    continue;
                }

                var tokens = request.Next!;
                if (batch.Count + tokens.Length > batch.Capacity)
                {
                    break;
                }

                requests.Dequeue();
                for (var i = 0; i < tokens.Length; i++)
                {
                    batch.Add(tokens[i], i, taken.Count, output: true);
                }

                taken.Add((request, request.Take()));
                if (request.Next is not null)
                {
                    requests.Enqueue(request);
                }
            }
        }

        return taken.Count > 0;
    }

    private void Step()
    {
        try
        {
            if (batch.Count > 0 && context.Decode(batch, ending.Token) is var outcome and not DecodeOutcome.Done)
            {
                throw outcome == DecodeOutcome.Stopped ? Gone(null)
                    : new LlamaException($"There was no place for {batch.Count} tokens in an empty memory.");
            }

            for (var i = 0; i < taken.Count; i++)
            {
                taken[i].Request.Made(taken[i].Place, Vector(i));
                context.Forget(i, 0);
            }
        }
        catch (Exception error) when (error is LlamaException or ModelServiceException)
        {
            foreach (var (request, _) in taken)
            {
                request.Fail(error as ModelServiceException
                    ?? new ModelServiceException(
                        ServiceFailure.Ended, $"The texts could not be embedded: {error.Message}", error));
            }

            if (!ending.IsCancellationRequested)
            {
                LogFailed(logger, error);
                DropFailed();
                context.Dispose();
                context = open();
            }
        }
    }

    private void DropFailed()
    {
        lock (gate)
        {
            EmbeddingRequest[] rest = [.. requests.Where(r => !r.Vectors.IsCompleted)];
            requests.Clear();
            Array.ForEach(rest, requests.Enqueue);
        }

        taken.Clear();
    }

    // A text of no tokens, and one of nothing but zeros, has no direction; any will do as long as its length is right.
    private float[] Vector(int sequence)
    {
        var vector = new float[model.Facts.EmbeddingLength];
        if (batch.Sequences.Contains(sequence))
        {
            context.Embedding(sequence, vector);
        }

        var squares = 0.0;
        foreach (var number in vector)
        {
            squares += (double)number * number;
        }

        var length = Math.Sqrt(squares);
        if (length is 0 || !double.IsFinite(length))
        {
            vector.AsSpan().Clear();
            vector[0] = 1;
            return vector;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)(vector[i] / length);
        }

        return vector;
    }

    [LoggerMessage(LogLevel.Error, "Texts could not be embedded; the model's memory is opened anew.")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Critical, "The model cannot go on embedding.")]
    private static partial void LogEnded(ILogger logger, Exception error);
}
