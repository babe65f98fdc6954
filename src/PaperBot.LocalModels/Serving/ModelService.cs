using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PaperBot.LocalModels.Embedding;
using PaperBot.LocalModels.Fitting;
using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Sampling;
using PaperBot.LocalModels.Scheduling;
using PaperBot.LocalModels.Templates;

namespace PaperBot.LocalModels.Serving;

/// <summary>A model in this process. It writes, or it embeds: what its file says how to pool is an embedding model.</summary>
internal sealed class ModelService : IModelService
{
    private readonly ILlamaModel model;
    private readonly WritingScheduler? writing;
    private readonly Embedder? embedder;
    private readonly ChatTemplate? template;
    private readonly PromptTokens prompts;
    private readonly TimeProvider time;
    private readonly UseCount uses = new();
    private readonly Lock gate = new();
    private Task? disposing;

    private ModelService(
        ILlamaModel model,
        ServedModel served,
        WritingScheduler? writing,
        Embedder? embedder,
        ChatTemplate? template,
        TimeProvider time)
    {
        (this.model, Model, this.writing, this.embedder) = (model, served, writing, embedder);
        (this.template, this.time) = (template, time);
        prompts = new PromptTokens(model);
    }

    public ServedModel Model { get; }

    /// <summary>Loads a model and makes it ready.</summary>
    /// <param name="runtime">Outlives the service.</param>
    /// <param name="options">Which, and how.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where it is told what happens.</param>
    /// <param name="progress">Told of the share read; null for nobody.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <exception cref="LlamaException">The file cannot be used: the message says why and what to do.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static Task<ModelService> LoadAsync(
        ILlamaRuntime runtime,
        ModelServiceOptions options,
        TimeProvider time,
        ILoggerFactory loggers,
        IProgress<float>? progress,
        CancellationToken cancellationToken)
    {
        options.Check();

        // Reading gigabytes blocks a thread; it shall not be the caller's.
        return Task.Run(() => Load(runtime, options, time, loggers, progress, cancellationToken), cancellationToken);
    }

    public async IAsyncEnumerable<WrittenPiece> WriteAsync(
        WritingTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var deadline = task.Deadline is { } limit && limit > TimeSpan.Zero
            ? new CancellationTokenSource(limit, time)
            : new CancellationTokenSource();

        // Cancelled at the end too, so that a text whose reader has gone is not written on.
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var writer = Prepared(task, gone.Token, out var registration);
        using var registered = registration;
        try
        {
            while (await MoreAsync(writer, task, deadline.Token, gone.Token, cancellationToken).ConfigureAwait(false))
            {
                while (writer.Pieces.TryRead(out var piece))
                {
                    yield return piece;
                }
            }
        }
        finally
        {
            await gone.CancelAsync().ConfigureAwait(false);

            // Who was woken by a cancellation gets here before the scheduler hears of it, and would unregister it from hearing.
            writing!.Leave(writer);
        }
    }

    public async Task<IReadOnlyList<EmbeddedText>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<IReadOnlyList<EmbeddedText>> vectors;
        using (uses.Begin())
        {
            vectors = embedder is not null ? embedder.EmbedAsync(texts, cancellationToken) : throw new ModelServiceException(
                ServiceFailure.Refused,
                Embedder.Refusal(model.Facts) ?? $"The model {Model.Name} was loaded to write, not to embed.");
        }

        return await vectors.ConfigureAwait(false);
    }

    public int CountTokens(string text)
    {
        using var use = uses.Begin();
        return model.Tokenise(text, special: false).Length;
    }

    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            disposing ??= EndAsync();
        }

        return new ValueTask(disposing);
    }

    private static ModelService Load(
        ILlamaRuntime runtime,
        ModelServiceOptions options,
        TimeProvider time,
        ILoggerFactory loggers,
        IProgress<float>? progress,
        CancellationToken cancellationToken)
    {
        var threads = options.Threads ?? FreeCores.Count();
        var logger = loggers.CreateLogger("PaperBot.LocalModels");
        var opened = new ModelOpener(runtime, logger).Open(
            new ModelLoad(options.Path) { Mapped = options.Mapped },
            options.GpuLayers,
            options.ContextTokens * options.Together,
            model => model.Open(Shape(model.Facts, options, threads)),
            progress,
            cancellationToken);
        var model = opened.Model;
        var facts = model.Facts;
        try
        {
            var name = Path.GetFileName(options.Path);
            var template = Writes(facts) ? TemplateRecognition.Of(name, facts.ChatTemplate, options.ChatTemplate) : null;

            // The context that was opened with the model is the first; another is opened should it fail.
            ILlamaContext? first = opened.Context;
            ILlamaContext Open() => Interlocked.Exchange(ref first, null) ?? model.Open(Shape(facts, options, threads));
            var served = new ServedModel(
                name,
                facts.Description,
                facts.Parameters,
                ContextTokens(facts, options),
                facts.EmbeddingLength,
                Writes(facts),
                string.Create(CultureInfo.InvariantCulture, $"{opened.Plan.Reason} Threads: {threads}."));
            return new ModelService(
                model,
                served,
                Writes(facts) ? new WritingScheduler(model, Open, options.Together, options.QueueLength, options.KeptBytes, time, logger) : null,
                Writes(facts) ? null : new Embedder(model, Open, logger),
                template,
                time);
        }
        catch
        {
            opened.Context.Dispose();
            model.Dispose();
            throw;
        }
    }

    private static bool Writes(ModelFacts facts) => facts is { EmbedsOnly: false, Pooling: Pooling.None };

    private static int ContextTokens(ModelFacts facts, ModelServiceOptions options) =>
        facts.TrainedContext > 0 ? Math.Min(options.ContextTokens, facts.TrainedContext) : options.ContextTokens;

    private static ContextShape Shape(ModelFacts facts, ModelServiceOptions options, int threads)
    {
        if (!Writes(facts))
        {
            return Embedder.Refusal(facts) is { } refusal ? throw new LlamaException(refusal) : Embedder.Shape(facts, threads);
        }

        return new ContextShape
        {
            Tokens = ContextTokens(facts, options) * options.Together,
            Sequences = options.Together,
            Threads = threads,
        };
    }

    private static async ValueTask<bool> MoreAsync(
        Writer writer, WritingTask task, CancellationToken deadline, CancellationToken gone, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.Pieces.WaitToReadAsync(gone).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new ModelServiceException(ServiceFailure.Deadline, string.Create(
                CultureInfo.InvariantCulture, $"The model did not finish within {task.Deadline!.Value.TotalSeconds:0.#} s."));
        }
    }

    // Everything that needs the model on the caller's side; then the scheduler's thread has it.
    private Writer Prepared(WritingTask task, CancellationToken gone, out CancellationTokenRegistration registration)
    {
        using var use = uses.Begin();
        if (writing is null || template is null)
        {
            throw new ModelServiceException(
                ServiceFailure.Refused, $"The model {Model.Name} makes vectors of texts and does not write.");
        }

        var plan = SamplingPlans.Of(task);
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        var prompt = prompts.Of(template.Render(task.Turns, today));
        var room = Model.ContextTokens - prompt.Length;
        if (room < 1)
        {
            throw new ModelServiceException(
                ServiceFailure.TooLong,
                $"The prompt has {prompt.Length} tokens, and with its answer it has to fit {Model.ContextTokens}; ask with "
                + "less text, or raise Model:ContextTokens.");
        }

        gone.ThrowIfCancellationRequested();
        var writer = new Writer(prompt, Math.Min(task.MostTokens ?? room, room), () => Sampler(plan, prompt), task.Stops, gone);
        registration = writing.Start(writer);
        return writer;
    }

    // The penalties look at the prompt's end too: what was asked for need not be said again.
    private ILlamaSampler Sampler(SamplingPlan plan, int[] prompt)
    {
        var sampler = model.Sampler(plan);
        if (plan.LooksBack())
        {
            foreach (var token in prompt.AsSpan(Math.Max(0, prompt.Length - plan.PenaltyWindow)))
            {
                sampler.Accept(token);
            }
        }

        return sampler;
    }

    private async Task EndAsync()
    {
        // First those whom the threads serve end, then whoever still prepares something.
        var unused = uses.CloseAsync();
        if (writing is not null)
        {
            await writing.DisposeAsync().ConfigureAwait(false);
        }

        if (embedder is not null)
        {
            await embedder.DisposeAsync().ConfigureAwait(false);
        }

        await unused.ConfigureAwait(false);
        model.Dispose();
    }
}
