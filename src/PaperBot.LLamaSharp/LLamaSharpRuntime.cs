using LLama.Exceptions;
using LLama.Native;
using Microsoft.Extensions.Logging;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LLamaSharp;

/// <summary>
/// llama.cpp through LLamaSharp's native handles. It carries calls: what may be asked is decided by the checks of the built-in
/// runtime, and what is said on the way by its log.
/// </summary>
internal sealed class LLamaSharpRuntime : ILlamaRuntime
{
    private readonly LlamaFunctions functions;
    private volatile bool disposed;

    private LLamaSharpRuntime(NativeSelection native)
    {
        functions = native.Functions;
        Facts = new RuntimeFacts(
            "LLamaSharp", $"{LibraryVersion.Packages} ({native.Kind})", DeviceReader.Read(functions).Any(device => device.IsGpu));
    }

    public RuntimeFacts Facts { get; }

    /// <summary>Loads the libraries, or takes them as loaded before.</summary>
    /// <param name="logger">Hears what llama.cpp has to say, at level Debug.</param>
    /// <exception cref="LlamaException">LLamaSharp cannot be used on this machine; the sentence says why.</exception>
    public static LLamaSharpRuntime Open(ILogger logger) => new(NativeSelection.Load(logger));

    public IReadOnlyList<DeviceFacts> Devices()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return DeviceReader.Read(functions);
    }

    public ILlamaModel Load(ModelLoad load, IProgress<float>? progress, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var watch = LoadWatch.Begin(load, progress, cancellationToken);
        var model = Load(load, (share, _) => watch.GoesOn(share));
        if (watch.IsStopped)
        {
            model?.Dispose();
            throw watch.Why();
        }

        return Opened(model ?? throw new LlamaException($"The model file {load.Path} cannot be loaded.{LlamaLog.Because()}"), load);
    }

    public void Dispose() => disposed = true;

    /// <summary>What llama.cpp is told of a load: by default it would put all layers on a GPU.</summary>
    internal static LLamaModelParams Settings(ModelLoad load)
    {
        var settings = LLamaModelParams.Default();
        settings.n_gpu_layers = load.GpuLayers;
        settings.vocab_only = load.VocabularyOnly;
        settings.use_mmap = load.Mapped;
        return settings;
    }

    // Null when llama.cpp did not load it, or was stopped.
    private static SafeLlamaModelHandle? Load(ModelLoad load, LlamaProgressCallback progress)
    {
        LlamaLog.Forget();
        var settings = Settings(load);
        settings.progress_callback = progress;
        try
        {
            return SafeLlamaModelHandle.LoadFromFile(load.Path, settings);
        }
        catch (LoadWeightsFailedException)
        {
            return null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            throw new LlamaException($"The model file {load.Path} cannot be read: {gone.Message}", gone);
        }
        finally
        {
            GC.KeepAlive(progress);
        }
    }

    private LlamaCppModel Opened(SafeLlamaModelHandle model, ModelLoad load)
    {
        try
        {
            return new LlamaCppModel(functions, new LLamaSharpModel(functions, model), load);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
