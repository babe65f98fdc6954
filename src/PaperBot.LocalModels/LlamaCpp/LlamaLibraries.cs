using System.Runtime.InteropServices;
using PaperBot.LocalModels.Natives;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>The libraries of llama.cpp in this process: one set, loaded once and never unloaded.</summary>
internal sealed unsafe class LlamaLibraries
{
    /// <summary>ggml loads the library it names, whatever that is (ggml-backend-reg.cpp).</summary>
    private const string ForeignBackend = "GGML_BACKEND_PATH";

    private static readonly Lock Gate = new();
    private static LlamaLibraries? loaded;

    private readonly string folder;
    private bool backends;

    private LlamaLibraries(string folder, LlamaFunctions functions)
    {
        this.folder = folder;
        Functions = functions;
        Version = NativeText.Read(functions.Version());
    }

    public LlamaFunctions Functions { get; }

    /// <summary>As the library calls itself: <c>v0.5.0</c>.</summary>
    public string Version { get; }

    /// <summary>Loads the set of a folder.</summary>
    /// <exception cref="LlamaException">
    /// It cannot be used, or another set is in the process already: two of them would mix.
    /// </exception>
    public static LlamaLibraries Load(string folder)
    {
        lock (Gate)
        {
            if (loaded is { } before)
            {
                return before.folder == folder
                    ? before
                    : throw new LlamaException(
                        $"llama.cpp from {before.folder} is in use; the one in {folder} can be used after a restart.");
            }

            var (set, pin) = NativeTrust.Check(folder);
            nint[] handles = [.. set.InOrder.Select(Open)];
            var exports = new NativeExports([handles[2], handles[1], handles[0]]);
            var functions = new LlamaFunctions(exports);
            exports.Complete(folder);
            var libraries = new LlamaLibraries(folder, functions);

            // A known set has the layout it was tried with.
            if (pin is null)
            {
                NativeLayout.Check(functions, libraries.Version, folder);
            }

            return loaded = libraries;
        }
    }

    /// <summary>Loads what computes: the CPU's library that fits this processor best, and a GPU's where there is one.</summary>
    /// <exception cref="LlamaException">There is none for this processor.</exception>
    public void LoadBackends()
    {
        lock (Gate)
        {
            if (backends)
            {
                return;
            }

            if (Environment.GetEnvironmentVariable(ForeignBackend) is { Length: > 0 } foreign)
            {
                throw new LlamaException(
                    $"The environment variable {ForeignBackend} would load {foreign} besides the checked libraries. Unset it.");
            }

            LlamaLog.Forget();
            Functions.BackendInit();
            fixed (byte* path = NativeText.Ended(folder))
            {
                Functions.LoadBackends(path);
            }

            if (Functions.DeviceCount() == 0)
            {
                throw new LlamaException(
                    $"No library in {folder} computes on this processor (libggml-cpu-… is missing).{LlamaLog.Because()}");
            }

            backends = true;
        }
    }

    private static nint Open(string file)
    {
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            throw new LlamaException($"The library {file} cannot be loaded: {failure.Message}", failure);
        }
    }
}
