using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>A native context: who opens it computes with it and frees it in its own way, and all else is the same for everybody.</summary>
internal interface INativeContext : IDisposable
{
    /// <summary>Pointer to the <c>llama_context</c>.</summary>
    nint Handle { get; }

    /// <summary>Computes a batch that was checked before, and waits until it is done.</summary>
    /// <param name="batch">What to compute.</param>
    /// <param name="everyOutput">True to have an output for every token, whatever the batch says.</param>
    /// <returns>The answer of <c>llama_decode</c>.</returns>
    int Compute(TokenBatch batch, bool everyOutput);
}

/// <summary>A context opened through llama.cpp's C API.</summary>
internal sealed unsafe class NativeContext : INativeContext
{
    private readonly LlamaFunctions functions;
    private readonly BatchMemory room;
    private readonly ComputeThreads? threads;

    /// <param name="functions">Of the libraries.</param>
    /// <param name="model">Native.</param>
    /// <param name="room">Read while it computes; outlives this.</param>
    /// <param name="shape">Checked before.</param>
    /// <param name="offload">True when a GPU takes part.</param>
    /// <exception cref="LlamaException">The memory cannot be had.</exception>
    public NativeContext(LlamaFunctions functions, nint model, BatchMemory room, ContextShape shape, bool offload)
    {
        this.functions = functions;
        this.room = room;
        LlamaLog.Forget();
        Handle = functions.ContextOpen(model, Settings(shape, offload));
        if (Handle == 0)
        {
            throw ContextCheck.NotOpened(shape);
        }

        threads = ComputeThreads.Start(functions, Handle, shape.Threads);
    }

    public nint Handle { get; }

    public int Compute(TokenBatch batch, bool everyOutput)
    {
        batch.Sequences.CopyTo(room.Sequences);
        fixed (int* tokens = batch.Tokens)
        fixed (int* positions = batch.Positions)
        fixed (bool* wanted = batch.Outputs)
        {
            var answer = functions.Decode(
                Handle,
                new NativeBatch
                {
                    Count = batch.Count,
                    Tokens = tokens,
                    Positions = positions,
                    SequenceCounts = room.Ones,
                    Sequences = room.SequencePointers,
                    Outputs = everyOutput ? room.All : (sbyte*)wanted,
                });

            // A GPU may still compute when the call comes back; the batch's memory must stay until it is done.
            functions.Synchronise(Handle);
            return answer;
        }
    }

    public void Dispose()
    {
        functions.ContextFree(Handle);
        threads?.Dispose();
    }

    private NativeContextParams Settings(ContextShape shape, bool offload)
    {
        var settings = functions.ContextDefaults();
        settings.Context = (uint)shape.Tokens;
        settings.Batch = (uint)shape.BatchTokens;
        settings.MicroBatch = (uint)shape.StepTokens;
        settings.Sequences = (uint)shape.Sequences;
        settings.Threads = shape.Threads;
        settings.BatchThreads = shape.Threads;
        settings.Embeddings = shape.Embeds ? (byte)1 : (byte)0;
        settings.OffloadKqv = offload ? (byte)1 : (byte)0;
        settings.OffloadOperations = settings.OffloadKqv;
        settings.NoPerf = 1;

        // One memory for all: only so can sequences share a part of it without a copy.
        settings.UnifiedMemory = 1;
        settings.AbortCallback = (nint)(delegate* unmanaged[Cdecl]<void*, byte>)&BatchMemory.Stops;
        settings.AbortData = room.StopFlag;
        return settings;
    }
}
