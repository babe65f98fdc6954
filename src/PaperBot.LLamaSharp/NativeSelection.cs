using System.Diagnostics;
using System.Runtime.InteropServices;
using LLama.Exceptions;
using LLama.Native;
using Microsoft.Extensions.Logging;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LLamaSharp;

/// <summary>
/// The native libraries that LLamaSharp chooses among its backend packages, checked before anything is computed with them. One
/// choice a process, and none besides the built-in runtime's: libraries of the same names would mix.
/// </summary>
/// <param name="Functions">What LLamaSharp keeps to itself, bound in the same libraries.</param>
/// <param name="Kind">Which of its libraries it chose: <c>avx2</c>, <c>cuda12</c>.</param>
internal sealed record NativeSelection(LlamaFunctions Functions, string Kind)
{
    private const int Told = 3;
    private static readonly Lock Gate = new();
    private static NativeSelection? chosen;

    /// <summary>Chooses and loads them, or takes them as loaded before.</summary>
    /// <exception cref="LlamaException">None can be loaded here, or they are of another version; the sentence says which.</exception>
    public static NativeSelection Load(ILogger logger)
    {
        lock (Gate)
        {
            return chosen ??= Choose(logger);
        }
    }

    private static NativeSelection Choose(ILogger logger)
    {
        List<string> failures = [];
        void Hear(LLamaLogLevel level, string message)
        {
            if (message.StartsWith("Failed ", StringComparison.Ordinal))
            {
                failures.Add(message.Trim());
            }
        }

        try
        {
            // LLamaSharp looks in the current folder first unless it is given another: whatever lies there is not the program's.
            NativeLibraryConfig.All.WithSearchDirectory(AppContext.BaseDirectory).WithLogCallback(Hear);
            if (!NativeLibraryConfig.LLama.DryRun(out _))
            {
                throw new LlamaException(
                    $"None of LLamaSharp's native libraries can be loaded here. {string.Join(". ", failures.TakeLast(Told))}.");
            }

            NativeApi.llama_empty_call();
            return Bound(logger);
        }
        catch (Exception refused) when (refused is TypeInitializationException or RuntimeError or DllNotFoundException
            or EntryPointNotFoundException or BadImageFormatException or InvalidOperationException)
        {
            var why = (refused as TypeInitializationException)?.InnerException ?? refused;
            throw new LlamaException($"LLamaSharp's native libraries cannot be used here: {why.Message.Split('\n')[0].Trim()}", refused);
        }
    }

    private static NativeSelection Bound(ILogger logger)
    {
        var (functions, folder) = Bind();
        CheckLayout(functions, folder);
        LlamaLog.SendTo(logger, functions);
        return DeviceReader.Read(functions).Count > 0
            ? new NativeSelection(functions, Path.GetFileName(folder))
            : throw new LlamaException($"No library in {folder} computes on this processor.{LlamaLog.Because()}");
    }

    // Structures are passed by value: libraries of another version would read them askew, and the defaults show it.
    private static void CheckLayout(LlamaFunctions functions, string folder)
    {
        if (!NativeLayout.HasSizes(functions, Marshal.SizeOf<LLamaModelParams>(), Marshal.SizeOf<LLamaContextParams>())
            || !HasDefaults(LLamaModelParams.Default(), LLamaContextParams.Default()))
        {
            throw new LlamaException($"The libraries in {folder} are of another version than LLamaSharp {LibraryVersion.Packages}.");
        }
    }

    private static bool HasDefaults(LLamaModelParams model, LLamaContextParams context) =>
        model is { split_mode: GPUSplitMode.Layer, main_gpu: 0, use_mmap: true, use_mlock: false, use_extra_bufts: true, no_alloc: false }
        && context is { n_ctx: 512, n_batch: 2048, n_ubatch: 512, n_seq_max: 1, defrag_threshold: -1, n_samplers: 0, embeddings: false }
        && context is { type_k: GGMLType.GGML_TYPE_F16, type_v: GGMLType.GGML_TYPE_F16, offload_kqv: true, kv_unified: false };

    // LLamaSharp does not tell where its choice lies; the process knows.
    private static (LlamaFunctions Functions, string Folder) Bind()
    {
        using var own = Process.GetCurrentProcess();
        var files = own.Modules.Cast<ProcessModule>().Select(m => m.FileName)
            .Where(f => f.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal)).Distinct().ToList();
        var llama = Of("llama") ?? throw new LlamaException("LLamaSharp's native libraries lie outside the program's folder.");
        var exports = new NativeExports(
            [.. new[] { llama, Of("ggml"), Of("ggml-base") }.OfType<string>().Select(NativeLibrary.Load)]);
        var functions = new LlamaFunctions(exports);
        var folder = Path.GetDirectoryName(llama)!;

        // These libraries are older than the one function that tells their version.
        return string.Join(", ", exports.Missing.Where(m => m != "llama_version")) is { Length: > 0 } missing
            ? throw new LlamaException($"The libraries in {folder} are not of LLamaSharp's version: they lack {missing}.")
            : (functions, folder);

        string? Of(string name) => files.Find(f => Path.GetFileNameWithoutExtension(f) == (OperatingSystem.IsWindows() ? "" : "lib") + name);
    }
}
