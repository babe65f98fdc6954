namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// The threads a context computes with. Without threads of its own ggml starts new ones for every step and ends them after it,
/// which costs a part of each token.
/// </summary>
internal sealed unsafe class ComputeThreads : IDisposable
{
    // The structure holds a mask of 512 cores and some numbers; a library that has a larger one is given room for it.
    private const int SettingsBytes = 4096;

    private readonly nint pool;
    private readonly delegate* unmanaged[Cdecl]<nint, void> free;

    private ComputeThreads(nint pool, delegate* unmanaged[Cdecl]<nint, void> free)
    {
        this.pool = pool;
        this.free = free;
    }

    /// <summary>Starts them for a context, which must be freed before they are.</summary>
    /// <returns>Null where the libraries offer none, or a single thread computes.</returns>
    public static ComputeThreads? Start(LlamaFunctions functions, nint context, int threads)
    {
        var backend = Backend(functions);
        if (threads < 2 || backend == 0 || functions.ThreadsDefaults is null || functions.AttachThreads is null)
        {
            return null;
        }

        var start = (delegate* unmanaged[Cdecl]<byte*, nint>)Find(functions, backend, "ggml_threadpool_new"u8);
        var free = (delegate* unmanaged[Cdecl]<nint, void>)Find(functions, backend, "ggml_threadpool_free"u8);
        if (start is null || free is null)
        {
            return null;
        }

        var settings = stackalloc byte[SettingsBytes];
        new Span<byte>(settings, SettingsBytes).Clear();
        functions.ThreadsDefaults(settings, threads);
        var pool = start(settings);
        if (pool == 0)
        {
            return null;
        }

        functions.AttachThreads(context, pool, 0);
        return new ComputeThreads(pool, free);
    }

    public void Dispose() => free(pool);

    // The functions are the CPU's library's, of which there is one for each kind of processor.
    private static nint Backend(LlamaFunctions functions)
    {
        if (functions.BackendByName is null || functions.BackendFunction is null)
        {
            return 0;
        }

        fixed (byte* name = "CPU\0"u8)
        {
            return functions.BackendByName(name);
        }
    }

    private static nint Find(LlamaFunctions functions, nint backend, ReadOnlySpan<byte> name)
    {
        // A literal in UTF-8 is followed by a zero.
        fixed (byte* text = name)
        {
            return functions.BackendFunction(backend, text);
        }
    }
}
