using LLama.Native;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LLamaSharp;

/// <summary>A context opened and computed with through LLamaSharp's handle.</summary>
internal sealed unsafe class LLamaSharpContext : INativeContext
{
    // LLamaSharp pins every place of a batch for each call, used or not: single tokens go in a small one.
    private const int SmallBatch = 64;

    private readonly SafeLLamaContextHandle handle;
    private readonly LLamaBatch small = new();
    private readonly LLamaBatch large = new();

    /// <param name="model">Whose it is.</param>
    /// <param name="room">With the flag that stops it; outlives this.</param>
    /// <param name="shape">Checked before.</param>
    /// <param name="offload">True when a GPU takes part.</param>
    /// <exception cref="LlamaException">The memory cannot be had.</exception>
    public LLamaSharpContext(SafeLlamaModelHandle model, BatchMemory room, ContextShape shape, bool offload)
    {
        LlamaLog.Forget();
        handle = model.CreateContext(Settings(room, shape, offload));
        if (handle.IsInvalid)
        {
            // LLamaSharp takes the model for such a context too, and never gives it back.
            model.DangerousRelease();
            throw ContextCheck.NotOpened(shape);
        }
    }

    public nint Handle => handle.DangerousGetHandle();

    public int Compute(TokenBatch batch, bool everyOutput)
    {
        var native = batch.Count <= SmallBatch ? small : large;
        native.Clear();
        for (var place = 0; place < batch.Count; place++)
        {
            native.Add(
                batch.Tokens[place], batch.Positions[place], (LLamaSeqId)batch.Sequences[place], everyOutput || batch.Outputs[place]);
        }

        var answer = handle.Decode(native);

        // A GPU may still compute when the call comes back.
        handle.Synchronize();
        return (int)answer;
    }

    public void Dispose() => handle.Dispose();

    private static LLamaContextParams Settings(BatchMemory room, ContextShape shape, bool offload)
    {
        var settings = LLamaContextParams.Default();
        settings.n_ctx = (uint)shape.Tokens;
        settings.n_batch = (uint)shape.BatchTokens;
        settings.n_ubatch = (uint)shape.StepTokens;
        settings.n_seq_max = (uint)shape.Sequences;
        settings.n_threads = shape.Threads;
        settings.n_threads_batch = shape.Threads;
        settings.embeddings = shape.Embeds;
        settings.offload_kqv = offload;
        settings.op_offload = offload;
        settings.no_perf = true;

        // One memory for all: only so can sequences share a part of it without a copy.
        settings.kv_unified = true;
        settings.abort_callback = (nint)(delegate* unmanaged[Cdecl]<void*, byte>)&BatchMemory.Stops;
        settings.abort_callback_user_data = room.StopFlag;
        return settings;
    }
}
