using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.CommandLine;
using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Chat;
using PaperBot.LocalModels.Gguf;
using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;

namespace PaperBot.Models;

/// <summary>The local models that the settings name, each in a process of its own that is started when it is first used.</summary>
internal sealed class LocalModel(
    IOptions<ModelOptions> options, ModelStore store, NativeLibraries natives, RuntimeSelection runtimes, TimeProvider time,
    ILogger<HostedModel> logger)
    : ILocalModelSource, IAsyncDisposable
{
    private readonly Lock gate = new();
    private HostedModel? writing;
    private HostedModel? embedding;
    private LocalChatClient? chat;
    private LocalEmbeddingGenerator? vectors;

    public IChatClient? Chat => Writing is { } model ? chat ??= new LocalChatClient(model, time, HashOf(options.Value.File)) : null;

    public IEmbeddingGenerator<string, Embedding<float>>? Embeddings =>
        Embedding is { } model ? vectors ??= new LocalEmbeddingGenerator(model, time) : null;

    public string? WhyNoChat => WhyNot(options.Value.File);

    /// <summary>The model that writes; null when there is none.</summary>
    public HostedModel? Writing => Of(options.Value.File, ref writing);

    /// <summary>The model that makes vectors; null when there is none.</summary>
    public HostedModel? Embedding => Of(options.Value.EmbeddingFile, ref embedding);

    /// <summary>Begins to load what is set.</summary>
    public void Start()
    {
        if (options.Value.Engine is EngineChoice.Auto or EngineChoice.Local)
        {
            Writing?.Start();
        }

        if (options.Value.Engine != EngineChoice.Extractive)
        {
            Embedding?.Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var model in (HostedModel?[])[writing, embedding])
        {
            if (model is not null)
            {
                await model.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private string? WhyNot(string set) => MissingModels.Sentence(set, store) ?? runtimes.WhyNot;

    private string? HashOf(string set) => store.Find(set)?.Sha256;

    private HostedModel? Of(string set, ref HostedModel? model)
    {
        lock (gate)
        {
            return model ??= WhyNot(set) is null ? Open(store.Find(set)!) : null;
        }
    }

    private HostedModel Open(ModelFile file) => new(
        new HostedModelOptions(cancellationToken => PrepareAsync(file, cancellationToken), ModelHostCommand.Program, Preliminary(file)),
        time,
        logger);

    // A file is read through before its first use, and its header by code that cannot break down over it.
    private async Task<object> PrepareAsync(ModelFile file, CancellationToken cancellationToken)
    {
        try
        {
            var checkedFile = await store.VerifyAsync(file, anew: false, null, cancellationToken).ConfigureAwait(false);
            if (checkedFile.State != FileState.Verified)
            {
                throw new ModelServiceException(
                    ServiceFailure.Refused, checkedFile.Problem ?? $"The model file {file.Path} is not there any more.");
            }

            GgufReader.Read(file.Path);
        }
        catch (GgufException damaged)
        {
            throw new ModelServiceException(ServiceFailure.Refused, damaged.Message, damaged);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ModelServiceException(
                ServiceFailure.Refused, $"The model file {file.Path} cannot be read: {unreadable.Message}", unreadable);
        }

        var set = options.Value;
        return new LocalModelStart(
            new ModelServiceOptions
            {
                Path = file.Path,
                ContextTokens = set.ContextTokens,
                Together = set.Parallel,
                Threads = set.Threads > 0 ? set.Threads : null,
                GpuLayers = set.GpuLayersNumber(),
                ChatTemplate = set.ChatTemplate.Length > 0 ? set.ChatTemplate : null,
            },
            await runtimes.IsLLamaSharpAsync(cancellationToken).ConfigureAwait(false),
            natives.Folder);
    }

    private ServedModel Preliminary(ModelFile file)
    {
        const string notLoaded = "It is not loaded yet.";
        try
        {
            var header = GgufReader.Read(file.Path);
            return new ServedModel(
                file.Name, header.ToString(), header.Parameters,
                Math.Min(options.Value.ContextTokens, header.TrainedContext ?? int.MaxValue), header.EmbeddingLength ?? 0,
                Writes: true, notLoaded);
        }
        catch (Exception unreadable) when (unreadable is GgufException or IOException or UnauthorizedAccessException)
        {
            // Whoever asks it something is told why.
            return new ServedModel(file.Name, file.Name, 0, options.Value.ContextTokens, 0, Writes: true, notLoaded);
        }
    }
}
