using System.Runtime.InteropServices;
using LLama.Native;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LLamaSharp;

/// <summary>A context behind LLamaSharp's handle, all sequences in one memory. Calls from several threads wait for each other.</summary>
internal sealed unsafe class LLamaSharpContext : ILlamaContext
{
    // LLamaSharp pins every place of a batch for each call, used or not: single tokens go in a small one.
    private const int SmallBatch = 64;

    private readonly Lock gate = new();
    private readonly LLamaSharpModel model;
    private readonly SafeLLamaContextHandle handle;
    private readonly nint memory;
    private readonly BatchMemory room = new(1);
    private readonly LLamaBatch small = new();
    private readonly LLamaBatch large = new();
    private readonly bool[] outputs;
    private readonly bool[] embedded;
    private readonly int[] next;
    private readonly bool pools;
    private int computed;
    private string? failure;
    private bool disposed;

    /// <param name="functions">Of the same libraries.</param>
    /// <param name="native">The model.</param>
    /// <param name="model">The same, for its facts.</param>
    /// <param name="shape">Checked before.</param>
    /// <param name="offload">True when a GPU takes part.</param>
    /// <exception cref="LlamaException">The memory cannot be had.</exception>
    public LLamaSharpContext(LlamaFunctions functions, SafeLlamaModelHandle native, LLamaSharpModel model, ContextShape shape, bool offload)
    {
        this.model = model;
        LlamaLog.Forget();
        handle = native.CreateContext(Settings(shape, offload));
        if (handle.IsInvalid)
        {
            // LLamaSharp takes the model for such a context too, and never gives it back.
            native.DangerousRelease();
            room.Dispose();
            throw new LlamaException(
                $"A context of {shape.Tokens} tokens for {shape.Sequences} sequences cannot be opened.{LlamaLog.Because()}");
        }

        memory = functions.Memory(handle.DangerousGetHandle());
        pools = shape.Embeds && handle.PoolingType is LLamaPoolingType.Mean or LLamaPoolingType.CLS or LLamaPoolingType.Last;
        Shape = shape with
        {
            Tokens = (int)handle.ContextSize,
            BatchTokens = Math.Min(shape.BatchTokens, (int)handle.BatchSize),
            StepTokens = Math.Min(shape.StepTokens, (int)handle.UBatchSize),
        };
        outputs = new bool[Shape.BatchTokens];
        embedded = new bool[Shape.Sequences];
        next = new int[Shape.Sequences];
    }

    public ContextShape Shape { get; }

    public DecodeOutcome Decode(TokenBatch batch, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ThrowIfUnusable();
            ContextCheck.Throw(batch, Shape, model.Facts, Last, next);
            if (cancellationToken.IsCancellationRequested)
            {
                return DecodeOutcome.Stopped;
            }

            computed = 0;
            Array.Clear(embedded);
            room.Stop = false;
            using (cancellationToken.UnsafeRegister(static state => ((BatchMemory)state!).Stop = true, room))
            {
                return Outcome(Run(batch), batch);
            }
        }
    }

    public bool Forget(int sequence, int from)
    {
        lock (gate)
        {
            ThrowIfUnusable();
            CheckSequence(sequence);
            ArgumentOutOfRangeException.ThrowIfNegative(from);

            // LLamaSharp's own MemorySequenceRemove keeps the answer to itself.
            return memory == 0 || NativeApi.llama_memory_seq_rm(memory, (LLamaSeqId)sequence, from, -1);
        }
    }

    public void Share(int source, int target, int until)
    {
        lock (gate)
        {
            ThrowIfUnusable();
            CheckSequence(source);
            CheckSequence(target);
            if (source == target)
            {
                throw new ArgumentException("A sequence does not share with itself.", nameof(target));
            }

            var length = Last(source) + 1;
            if (until < 1 || until > length)
            {
                throw new ArgumentOutOfRangeException(nameof(until), until, $"Sequence {source} has {length} tokens to share.");
            }

            // A memory that cannot be cut is copied as a whole, whatever is asked for.
            if (model.Facts.Recurrent && until != length)
            {
                throw new LlamaException("The memory of this model cannot be cut; it is shared whole or not at all.");
            }

            if (!NativeApi.llama_memory_seq_rm(memory, (LLamaSeqId)target, 0, -1))
            {
                throw new LlamaException($"Sequence {target} cannot be emptied.");
            }

            handle.MemorySequenceCopy((LLamaSeqId)source, (LLamaSeqId)target, 0, until);
        }
    }

    public int LastPosition(int sequence)
    {
        lock (gate)
        {
            ThrowIfUnusable();
            CheckSequence(sequence);
            return Last(sequence);
        }
    }

    public int Sample(ILlamaSampler sampler, int index)
    {
        lock (gate)
        {
            var scores = Scores(index);
            return sampler is LLamaSharpSampler own && own.Model == model
                ? own.Choose(scores)
                : throw new ArgumentException("The sampler is of another model.", nameof(sampler));
        }
    }

    public ReadOnlySpan<float> Logits(int index)
    {
        lock (gate)
        {
            return Scores(index);
        }
    }

    public void Embedding(int sequence, Span<float> vector)
    {
        lock (gate)
        {
            ThrowIfUnusable();
            CheckSequence(sequence);
            var length = model.Facts.EmbeddingLength;
            if (vector.Length != length)
            {
                throw new ArgumentException($"A vector of this model has {length} numbers, not {vector.Length}.", nameof(vector));
            }

            if (!pools)
            {
                throw new LlamaException(
                    Shape.Embeds
                        ? "The model's file does not say how one vector is made of a text's, so it embeds no texts."
                        : "The context was not opened to embed.");
            }

            // LLamaSharp looks at no null pointer here, and takes the length of the model's inside.
            if (!embedded[sequence])
            {
                throw new LlamaException($"Sequence {sequence} was not in the last batch.");
            }

            handle.Synchronize();
            ref var first = ref MemoryMarshal.GetReference(handle.GetEmbeddingsSeq((LLamaSeqId)sequence));
            MemoryMarshal.CreateReadOnlySpan(ref first, length).CopyTo(vector);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (!disposed)
            {
                disposed = true;
                handle.Dispose();
                room.Dispose();
            }
        }
    }

    private LLamaContextParams Settings(ContextShape shape, bool offload)
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

    private int Run(TokenBatch batch)
    {
        var native = batch.Count <= SmallBatch ? small : large;
        native.Clear();
        for (var place = 0; place < batch.Count; place++)
        {
            native.Add(
                batch.Tokens[place], batch.Positions[place], (LLamaSeqId)batch.Sequences[place], Shape.Embeds || batch.Outputs[place]);
        }

        LlamaLog.Forget();
        var answer = (int)handle.Decode(native);

        // A GPU may still compute when the call comes back; the batch's memory must stay until it is done.
        handle.Synchronize();
        return answer;
    }

    private DecodeOutcome Outcome(int answer, TokenBatch batch)
    {
        switch (answer)
        {
            case (int)DecodeResult.Ok:
                computed = batch.Count;
                batch.Outputs.CopyTo(outputs);
                foreach (var sequence in batch.Sequences)
                {
                    embedded[sequence] = true;
                }

                return DecodeOutcome.Done;
            case (int)DecodeResult.NoKvSlot:
                return DecodeOutcome.NoPlace;
            case (int)DecodeResult.ComputeAborted:
                return DecodeOutcome.Stopped;
            default:
                failure = $"llama.cpp could not compute {batch.Count} tokens (its answer was {answer}).{LlamaLog.Because()}";
                throw new LlamaException(failure);
        }
    }

    private ReadOnlySpan<float> Scores(int index)
    {
        ThrowIfUnusable();
        if (Shape.Embeds)
        {
            throw new InvalidOperationException("The context was opened to embed; it scores no tokens.");
        }

        return (uint)index < (uint)computed && outputs[index]
            ? handle.GetLogitsIth(index)
            : throw new ArgumentOutOfRangeException(
                nameof(index), index, $"The last batch, of {computed} tokens, has no output there.");
    }

    private int Last(int sequence) => memory == 0 ? -1 : (int)handle.MemorySequenceMaxPosition((LLamaSeqId)sequence);

    private void CheckSequence(int sequence)
    {
        if ((uint)sequence >= (uint)Shape.Sequences)
        {
            throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"Sequences go from 0 to {Shape.Sequences - 1}.");
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (failure is not null)
        {
            throw new LlamaException($"The context is of no more use: {failure}");
        }
    }
}
