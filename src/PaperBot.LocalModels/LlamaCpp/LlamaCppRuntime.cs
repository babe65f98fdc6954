using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// llama.cpp through its C API. The libraries stay in the process once they are loaded, because threads of theirs may still
/// run; another runtime over the same folder uses them again. Disposed before its models, it lets these live on.
/// </summary>
/// <remarks>
/// What llama.cpp ends the process on is refused before it, as far as it can be known: wrong arguments, damaged files, grammars
/// without end or without a choice. What remains can only be survived in a process of its own: a mapped file that is cut short or
/// changed meanwhile, weights of types that a device has no operation for, memory that runs out in the middle of computing, an
/// error of a GPU, and grammars that branch without measure (these take memory and time).
/// </remarks>
internal sealed unsafe class LlamaCppRuntime : ILlamaRuntime
{
    private readonly LlamaFunctions functions;
    private volatile bool disposed;

    private LlamaCppRuntime(LlamaFunctions functions, string version)
    {
        this.functions = functions;
        Facts = new RuntimeFacts("llama.cpp", version, DeviceReader.Read(functions).Any(device => device.IsGpu));
    }

    public RuntimeFacts Facts { get; }

    /// <summary>Loads a set of libraries, or takes it as loaded before.</summary>
    /// <param name="folder">With libggml-base, libggml, libllama and the ggml backends.</param>
    /// <param name="logger">Hears what llama.cpp has to say, at level Debug.</param>
    /// <exception cref="LlamaException">The set cannot be used; the sentence names the file.</exception>
    public static LlamaCppRuntime Open(string folder, ILogger logger)
    {
        var libraries = LlamaLibraries.Load(Path.GetFullPath(folder));
        LlamaLog.SendTo(logger, libraries.Functions);
        libraries.LoadBackends();
        return new LlamaCppRuntime(libraries.Functions, libraries.Version);
    }

    public IReadOnlyList<DeviceFacts> Devices()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return DeviceReader.Read(functions);
    }

    public ILlamaModel Load(ModelLoad load, IProgress<float>? progress, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var watch = LoadWatch.Begin(load, progress, cancellationToken);
        var handle = GCHandle.Alloc(watch);
        nint model;
        try
        {
            model = Load(load, GCHandle.ToIntPtr(handle));
        }
        finally
        {
            handle.Free();
        }

        if (watch.IsStopped)
        {
            if (model != 0)
            {
                functions.ModelFree(model);
            }

            throw watch.Why();
        }

        if (model == 0)
        {
            throw new LlamaException($"The model file {load.Path} cannot be loaded.{LlamaLog.Because()}");
        }

        try
        {
            return new LlamaCppModel(functions, new NativeModel(functions, model), load);
        }
        catch
        {
            functions.ModelFree(model);
            throw;
        }
    }

    public void Dispose() => disposed = true;

    private nint Load(ModelLoad load, nint watch)
    {
        LlamaLog.Forget();
        var settings = functions.ModelDefaults();
        settings.GpuLayers = load.GpuLayers;
        settings.VocabularyOnly = Flag(load.VocabularyOnly);
        settings.LoadMode = load.Mapped ? LoadModes.Mapped : LoadModes.Read;
        settings.ProgressCallback = (nint)(delegate* unmanaged[Cdecl]<float, nint, byte>)&LoadWatch.Told;
        settings.ProgressData = watch;

        // No layers on a GPU means no GPU at all: with a device at hand llama.cpp would compute long prompts there all the same.
        nint noDevice = 0;
        if (load.GpuLayers == 0)
        {
            settings.Devices = (nint)(&noDevice);
        }

        fixed (byte* path = NativeText.Ended(load.Path))
        {
            return functions.ModelLoad(path, settings);
        }
    }

    private static byte Flag(bool value) => value ? (byte)1 : (byte)0;

    /// <summary><c>llama_load_mode</c>.</summary>
    private static class LoadModes
    {
        public const int Read = 0;
        public const int Mapped = 1;
    }
}
