using Microsoft.Extensions.Logging;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Fitting;

/// <summary>
/// Loads a model where it fits and opens its context: as many layers on the GPU as there is memory for, fewer after a failure,
/// and the CPU in the end.
/// </summary>
internal sealed partial class ModelOpener(ILlamaRuntime runtime, ILogger logger)
{
    /// <summary>Loads and opens.</summary>
    /// <param name="load">Which file; its layers are decided here.</param>
    /// <param name="wanted">Layers on the GPU; null for as many as fit.</param>
    /// <param name="contextTokens">Tokens in memory, for the reckoning.</param>
    /// <param name="open">Opens the context of the model.</param>
    /// <param name="progress">Told of the share read; null for nobody.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <exception cref="LlamaException">It cannot be loaded or opened even on the CPU.</exception>
    public OpenedModel Open(
        ModelLoad load,
        int? wanted,
        int contextTokens,
        Func<ILlamaModel, ILlamaContext> open,
        IProgress<float>? progress,
        CancellationToken cancellationToken)
    {
        var needs = wanted != 0 && runtime.Facts.CanOffload ? Needs(load, cancellationToken) : null;
        var devices = runtime.Facts.CanOffload ? runtime.Devices() : [];
        var plan = LayerPlan.Of(runtime.Facts, devices, needs, contextTokens, wanted);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ILlamaModel? model = null;
            try
            {
                model = runtime.Load(load with { GpuLayers = plan.GpuLayers }, progress, cancellationToken);
                var context = open(model);
                LogChoice(logger, Path.GetFileName(load.Path), plan.Reason);
                return new OpenedModel(model, context, plan);
            }
            catch (LlamaException error) when (plan.Fewer(error.Message, (needs?.Layers ?? 0) + 1) is { } fewer)
            {
                model?.Dispose();
                LogRetry(logger, plan.GpuLayers, fewer.GpuLayers, error);
                plan = fewer;
            }
            catch
            {
                model?.Dispose();
                throw;
            }
        }
    }

    private ModelNeeds? Needs(ModelLoad load, CancellationToken cancellationToken)
    {
        using var vocabulary = runtime.Load(load with { VocabularyOnly = true, GpuLayers = 0 }, null, cancellationToken);
        return ModelNeeds.Of(vocabulary.Facts.Metadata, new FileInfo(load.Path).Length);
    }

    [LoggerMessage(LogLevel.Information, "The model {File} is loaded. {Reason}")]
    private static partial void LogChoice(ILogger logger, string file, string reason);

    [LoggerMessage(LogLevel.Warning, "The model could not be opened with {Layers} layers on the GPU; it is tried with {Fewer}.")]
    private static partial void LogRetry(ILogger logger, int layers, int fewer, Exception error);
}

/// <summary>A model with its first context.</summary>
/// <param name="Model">Disposed of after the context.</param>
/// <param name="Context">Its context.</param>
/// <param name="Plan">Where its layers are, and why.</param>
internal sealed record OpenedModel(ILlamaModel Model, ILlamaContext Context, LayerPlan Plan);
