using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>A context of llama.cpp, whoever opened it, all sequences in one memory. Calls from several threads wait for each other.</summary>
internal sealed unsafe class LlamaCppContext : ILlamaContext
{
    private readonly Lock gate = new();
    private readonly LlamaFunctions functions;
    private readonly ILlamaModel model;
    private readonly IDisposable use;
    private readonly INativeContext native;
    private readonly nint context;
    private readonly ContextMemory memory;
    private readonly BatchMemory room;
    private readonly bool[] outputs;
    private readonly bool[] embedded;
    private readonly int[] next;
    private readonly bool pools;
    private int computed;
    private string? failure;
    private bool disposed;

    /// <param name="functions">Of the libraries.</param>
    /// <param name="native">The context itself; disposed with this.</param>
    /// <param name="room">With the flag that stops it; disposed with this.</param>
    /// <param name="model">Whose it is.</param>
    /// <param name="shape">As asked for.</param>
    /// <param name="use">Disposed with this.</param>
    public LlamaCppContext(
        LlamaFunctions functions, INativeContext native, BatchMemory room, ILlamaModel model, ContextShape shape, IDisposable use)
    {
        this.functions = functions;
        this.native = native;
        this.room = room;
        this.model = model;
        this.use = use;
        context = native.Handle;
        memory = new ContextMemory(functions, context, model.Facts.Recurrent);
        pools = shape.Embeds && functions.ContextPooling(context) is PoolingTypes.Mean or PoolingTypes.First or PoolingTypes.Last;

        // llama.cpp rounds the memory up and, where a model writes, a batch down to the memory.
        Shape = shape with
        {
            Tokens = (int)functions.ContextTokens(context),
            BatchTokens = Math.Min(shape.BatchTokens, (int)functions.ContextBatch(context)),
            StepTokens = Math.Min(shape.StepTokens, (int)functions.ContextMicroBatch(context)),
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
            ContextCheck.Throw(batch, Shape, model.Facts, memory.Last, next);
            if (cancellationToken.IsCancellationRequested)
            {
                return DecodeOutcome.Stopped;
            }

            computed = 0;
            Array.Clear(embedded);
            int answer;
            room.Stop = false;
            using (cancellationToken.UnsafeRegister(static state => ((BatchMemory)state!).Stop = true, room))
            {
                LlamaLog.Forget();
                answer = native.Compute(batch, everyOutput: Shape.Embeds);
            }

            return Outcome(answer, batch);
        }
    }

    public bool Forget(int sequence, int from)
    {
        lock (gate)
        {
            ThrowIfUnusable();
            CheckSequence(sequence);
            ArgumentOutOfRangeException.ThrowIfNegative(from);
            return memory.Forget(sequence, from);
        }
    }

    public void Share(int source, int target, int until)
    {
        lock (gate)
        {
            ThrowIfUnusable();
            CheckSequence(source);
            CheckSequence(target);
            memory.Share(source, target, until);
        }
    }

    public byte[] Save(int sequence)
    {
        lock (gate)
        {
            ThrowIfUnusable();
            CheckSequence(sequence);
            return memory.Save(sequence);
        }
    }

    public bool Restore(int sequence, ReadOnlySpan<byte> saved)
    {
        lock (gate)
        {
            ThrowIfUnusable();
            CheckSequence(sequence);
            return memory.Restore(sequence, saved);
        }
    }

    public int LastPosition(int sequence)
    {
        lock (gate)
        {
            ThrowIfUnusable();
            CheckSequence(sequence);
            return memory.Last(sequence);
        }
    }

    public int Sample(ILlamaSampler sampler, int index)
    {
        lock (gate)
        {
            var scores = new ReadOnlySpan<float>(Scores(index), model.Facts.Vocabulary);
            return sampler is LlamaCppSampler own && ReferenceEquals(own.Model, model)
                ? own.Choose(scores)
                : throw new ArgumentException("The sampler is of another model.", nameof(sampler));
        }
    }

    public ReadOnlySpan<float> Logits(int index)
    {
        lock (gate)
        {
            return new ReadOnlySpan<float>(Scores(index), model.Facts.Vocabulary);
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

            var numbers = embedded[sequence] ? functions.Embedding(context, sequence) : null;
            if (numbers is null)
            {
                throw new LlamaException($"Sequence {sequence} was not in the last batch.");
            }

            functions.Synchronise(context);
            new ReadOnlySpan<float>(numbers, length).CopyTo(vector);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            native.Dispose();
            room.Dispose();
            use.Dispose();
        }
    }

    private DecodeOutcome Outcome(int answer, TokenBatch batch)
    {
        switch (answer)
        {
            case 0:
                computed = batch.Count;
                batch.Outputs.CopyTo(outputs);
                foreach (var sequence in batch.Sequences)
                {
                    embedded[sequence] = true;
                }

                return DecodeOutcome.Done;
            case 1:
                return DecodeOutcome.NoPlace;
            case 2:
                return DecodeOutcome.Stopped;
            default:
                failure = $"llama.cpp could not compute {batch.Count} tokens (its answer was {answer}).{LlamaLog.Because()}";
                throw new LlamaException(failure);
        }
    }

    private float* Scores(int index)
    {
        ThrowIfUnusable();
        if (Shape.Embeds)
        {
            throw new InvalidOperationException("The context was opened to embed; it scores no tokens.");
        }

        if ((uint)index >= (uint)computed || !outputs[index])
        {
            throw new ArgumentOutOfRangeException(
                nameof(index), index, $"The last batch, of {computed} tokens, has no output there.");
        }

        var scores = functions.Logits(context, index);
        return scores is not null ? scores : throw new LlamaException($"There are no scores at {index}.");
    }

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

    /// <summary><c>llama_pooling_type</c>.</summary>
    private static class PoolingTypes
    {
        public const int Mean = 1;
        public const int First = 2;
        public const int Last = 3;
    }
}
