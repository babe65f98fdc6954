namespace PaperBot.LocalModels.Runtime;

/// <summary>
/// The memory of several sequences, and the computing over them. One thread at a time; disposed before its model.
/// </summary>
internal interface ILlamaContext : IDisposable
{
    /// <summary>As it was opened, which can be larger than asked for.</summary>
    ContextShape Shape { get; }

    /// <summary>Computes a batch; the memory then holds its tokens.</summary>
    /// <param name="batch">1 to <see cref="ContextShape.BatchTokens"/> tokens.</param>
    /// <param name="cancellationToken">Stops the computing itself, on the CPU within milliseconds.</param>
    /// <exception cref="LlamaException">It failed for good; the context is of no more use.</exception>
    DecodeOutcome Decode(TokenBatch batch, CancellationToken cancellationToken);

    /// <summary>Forgets a sequence from a position on.</summary>
    /// <param name="sequence">0 to <see cref="ContextShape.Sequences"/> less one.</param>
    /// <param name="from">First position forgotten; 0 for all of it.</param>
    /// <returns>False when the model's memory cannot be cut there; then nothing is forgotten.</returns>
    bool Forget(int sequence, int from);

    /// <summary>Gives one sequence the memory of another up to a position (exclusive), shared and not copied where it can be.</summary>
    void Share(int source, int target, int until);

    /// <summary>What a sequence has in memory, as bytes for <see cref="Restore"/>; empty when it has nothing.</summary>
    byte[] Save(int sequence);

    /// <summary>Gives a sequence what was saved, here or in another context of the same model, in place of what it has.</summary>
    /// <param name="sequence">0 to <see cref="ContextShape.Sequences"/> less one.</param>
    /// <param name="saved">Whole, as <see cref="Save"/> gave it.</param>
    /// <returns>False when there is no place for it or it is of another model; the sequence then has nothing.</returns>
    bool Restore(int sequence, ReadOnlySpan<byte> saved);

    /// <summary>The last position a sequence has in memory; -1 when it has none.</summary>
    int LastPosition(int sequence);

    /// <summary>Chooses the next token after one of the last batch and tells the sampler of it.</summary>
    /// <param name="sampler">Of the sequence.</param>
    /// <param name="index">Place of the token in the last batch; it must have asked for an output.</param>
    int Sample(ILlamaSampler sampler, int index);

    /// <summary>The scores of every token of the vocabulary after one of the last batch, valid until the next call.</summary>
    ReadOnlySpan<float> Logits(int index);

    /// <summary>The pooled vector of a sequence of the last batch; not normalised.</summary>
    /// <exception cref="LlamaException">The context does not embed, or the sequence was not in the batch.</exception>
    void Embedding(int sequence, Span<float> vector);
}

/// <summary>How large a context is.</summary>
internal sealed record ContextShape
{
    /// <summary>Tokens that all sequences have in memory together.</summary>
    public required int Tokens { get; init; }

    /// <summary>Most tokens in one call.</summary>
    public int BatchTokens { get; init; } = 512;

    /// <summary>Most tokens computed at once; equal to <see cref="BatchTokens"/> where texts are embedded.</summary>
    public int StepTokens { get; init; } = 512;

    /// <summary>Most sequences.</summary>
    public int Sequences { get; init; } = 1;

    /// <summary>Threads that compute, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>True to have vectors, false to have scores.</summary>
    public bool Embeds { get; init; }
}

/// <summary>What became of a batch.</summary>
internal enum DecodeOutcome
{
    Done,

    /// <summary>No place for it in memory; nothing was computed.</summary>
    NoPlace,

    /// <summary>It was stopped; its sequences may hold a part of it and must be cut back.</summary>
    Stopped,
}

/// <summary>Tokens to compute, of one or more sequences. Used again after <see cref="Clear"/>; not for concurrent use.</summary>
/// <param name="capacity">Most tokens.</param>
internal sealed class TokenBatch(int capacity)
{
    private readonly int[] tokens = new int[capacity];
    private readonly int[] positions = new int[capacity];
    private readonly int[] sequences = new int[capacity];
    private readonly bool[] outputs = new bool[capacity];

    public int Capacity => tokens.Length;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Tokens => tokens.AsSpan(0, Count);

    public ReadOnlySpan<int> Positions => positions.AsSpan(0, Count);

    public ReadOnlySpan<int> Sequences => sequences.AsSpan(0, Count);

    public ReadOnlySpan<bool> Outputs => outputs.AsSpan(0, Count);

    /// <summary>Adds a token and tells its place.</summary>
    /// <param name="token">Its id.</param>
    /// <param name="position">Its place in the sequence, from 0, next after what the sequence has.</param>
    /// <param name="sequence">Whose it is.</param>
    /// <param name="output">True to have scores (or vectors) after it.</param>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public int Add(int token, int position, int sequence, bool output)
    {
        if (Count == Capacity)
        {
            throw new InvalidOperationException($"The batch holds {Capacity} tokens and no more.");
        }

        tokens[Count] = token;
        positions[Count] = position;
        sequences[Count] = sequence;
        outputs[Count] = output;
        return Count++;
    }

    public void Clear() => Count = 0;
}
