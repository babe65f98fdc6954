using System.Runtime.InteropServices;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.Tests.LocalModels.Scheduling;

/// <summary>
/// A runtime without a model: a letter follows from all letters before it, so that a memory with one wrong token shows in the
/// text. Tokens are characters; 256 begins a turn and 257 ends one. It checks its use as llama.cpp would.
/// </summary>
internal sealed class FakeLlama : ILlamaRuntime, ILlamaModel
{
    public const int TurnBegins = 256;
    public const int TurnEnds = 257;

    private int samplers;

    /// <summary>Tokens it has room for, all sequences together; null for what the context asks for.</summary>
    public int? Cells { get; init; }

    public bool Recurrent { get; init; }

    /// <summary>Is called with each batch before it is computed; what it throws, the decoding throws.</summary>
    public Action<TokenBatch, CancellationToken>? Decoding { get; set; }

    /// <summary>Is called before a context is opened.</summary>
    public Action? Opening { get; set; }

    /// <summary>Layers above which loading fails.</summary>
    public int MostLayers { get; init; } = int.MaxValue;

    /// <summary>Layers above which opening a context fails.</summary>
    public int MostOpenLayers { get; init; } = int.MaxValue;

    public List<DeviceFacts> DeviceList { get; } = [];

    public List<int> Tried { get; } = [];

    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>Tokens that samplers were told of, the last sampler's.</summary>
    public List<int> Accepted { get; private set; } = [];

    public int Live { get; private set; }

    public int Samplers => Volatile.Read(ref samplers);

    /// <summary>True to read a text as if a space stood before it, as vocabularies of the SentencePiece kind do.</summary>
    public bool PutsSpaceBefore { get; init; }

    /// <summary>Tokens computed so far.</summary>
    public int Computed { get; set; }

    public int Contexts { get; set; }

    RuntimeFacts ILlamaRuntime.Facts => new("fake", "1", DeviceList.Any(d => d.IsGpu));

    public ModelFacts Facts => new()
    {
        Description = "fake 1 B",
        Architecture = "fake",
        Parameters = 1,
        Bytes = 1,
        TrainedContext = 8192,
        EmbeddingLength = 4,
        Layers = 2,
        Vocabulary = 258,
        End = TurnEnds,
        Recurrent = Recurrent,
        ChatTemplate = TinyGguf.Template,
        Metadata = Metadata,
    };

    public IReadOnlyList<DeviceFacts> Devices() => DeviceList;

    public ILlamaModel Load(ModelLoad load, IProgress<float>? progress, CancellationToken cancellationToken)
    {
        if (!load.VocabularyOnly)
        {
            Tried.Add(load.GpuLayers);
        }

        if (!load.VocabularyOnly && load.GpuLayers > MostLayers)
        {
            throw new LlamaException("No memory for the weights.");
        }

        Live++;
        return this;
    }

    public int[] Tokenise(string text, bool special)
    {
        List<int> tokens = PutsSpaceBefore ? [' '] : [];
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            if (special && rest.StartsWith("<|im_start|>"))
            {
                tokens.Add(TurnBegins);
                i += "<|im_start|>".Length - 1;
            }
            else if (special && rest.StartsWith("<|im_end|>"))
            {
                tokens.Add(TurnEnds);
                i += "<|im_end|>".Length - 1;
            }
            else
            {
                tokens.Add(text[i] & 0xFF);
            }
        }

        return [.. tokens];
    }

    public byte[] Piece(int token) => token < 256 ? [(byte)token] : [];

    public bool EndsTurn(int token) => token == TurnEnds;

    public ILlamaContext Open(ContextShape shape)
    {
        Opening?.Invoke();
        if (Tried.Count > 0 && Tried[^1] > MostOpenLayers)
        {
            throw new LlamaException("No memory for the context.");
        }

        Contexts++;
        return new FakeContext(this, shape with { Tokens = Cells ?? shape.Tokens });
    }

    public ILlamaSampler Sampler(SamplingPlan plan)
    {
        if (plan.Grammar == "bad")
        {
            throw new LlamaException("The grammar cannot be read.");
        }

        Interlocked.Increment(ref samplers);
        Accepted = [];
        return new FakeSampler(this, plan);
    }

    public void Dispose() => Live--;

    /// <summary>The text that follows a prompt.</summary>
    public static string Expected(IReadOnlyList<int> prompt, int count)
    {
        List<int> tokens = [.. prompt];
        for (var i = 0; i < count; i++)
        {
            tokens.Add(After(tokens));
        }

        return string.Concat(tokens.Skip(prompt.Count).Select(t => (char)t));
    }

    public static int After(IEnumerable<int> tokens)
    {
        var hash = 17u;
        foreach (var token in tokens)
        {
            hash = (hash * 31) + (uint)token;
        }

        return 'a' + (int)((hash >> 7) % 26);
    }

    private sealed class FakeSampler(FakeLlama owner, SamplingPlan plan) : ILlamaSampler
    {
        private bool disposed;

        public SamplingPlan Plan => plan;

        public void Accept(int token)
        {
            Use();
            owner.Accepted.Add(token);
        }

        public void Use() => ObjectDisposedException.ThrowIf(disposed, this);

        public void Dispose()
        {
            if (!disposed)
            {
                disposed = true;
                Interlocked.Decrement(ref owner.samplers);
            }
        }
    }

    private sealed class FakeContext(FakeLlama owner, ContextShape shape) : ILlamaContext
    {
        private readonly List<Cell>[] sequences = [.. Enumerable.Range(0, shape.Sequences).Select(_ => new List<Cell>())];
        private readonly List<int?> outputs = [];
        private int thread;

        public ContextShape Shape => shape;

        public DecodeOutcome Decode(TokenBatch batch, CancellationToken cancellationToken)
        {
            Check();
            owner.Decoding?.Invoke(batch, cancellationToken);
            if (owner.Cells is not null && sequences.SelectMany(s => s).Distinct().Count() + batch.Count > shape.Tokens)
            {
                return DecodeOutcome.NoPlace;
            }

            outputs.Clear();
            for (var i = 0; i < batch.Count; i++)
            {
                // A stopped step leaves half of what it was to compute.
                if (cancellationToken.IsCancellationRequested && i >= batch.Count / 2)
                {
                    return DecodeOutcome.Stopped;
                }

                var sequence = sequences[batch.Sequences[i]];
                if (batch.Positions[i] != sequence.Count)
                {
                    throw new InvalidOperationException($"Position {batch.Positions[i]} after {sequence.Count} tokens.");
                }

                sequence.Add(new Cell(batch.Tokens[i]));
                outputs.Add(batch.Outputs[i] ? After(sequence.Select(c => c.Token)) : null);
                owner.Computed++;
            }

            return cancellationToken.IsCancellationRequested ? DecodeOutcome.Stopped : DecodeOutcome.Done;
        }

        public bool Forget(int sequence, int from)
        {
            Check();
            if (owner.Recurrent && from > 0 && from < sequences[sequence].Count)
            {
                return false;
            }

            sequences[sequence].RemoveRange(from, sequences[sequence].Count - from);
            return true;
        }

        public void Share(int source, int target, int until)
        {
            Check();
            if (owner.Recurrent || until > sequences[source].Count || sequences[target].Count > 0)
            {
                throw new InvalidOperationException("That cannot be shared.");
            }

            sequences[target].AddRange(sequences[source].Take(until));
        }

        public byte[] Save(int sequence)
        {
            Check();
            return [.. sequences[sequence].SelectMany(c => BitConverter.GetBytes(c.Token))];
        }

        public bool Restore(int sequence, ReadOnlySpan<byte> saved)
        {
            Check();
            sequences[sequence].Clear();
            if (owner.Cells is not null && sequences.SelectMany(s => s).Distinct().Count() + (saved.Length / 4) > shape.Tokens)
            {
                return false;
            }

            foreach (var token in MemoryMarshal.Cast<byte, int>(saved))
            {
                sequences[sequence].Add(new Cell(token));
            }

            return true;
        }

        public int LastPosition(int sequence) => sequences[sequence].Count - 1;

        public int Sample(ILlamaSampler sampler, int index)
        {
            Check();
            ((FakeSampler)sampler).Use();
            return outputs[index] ?? throw new InvalidOperationException("No output there.");
        }

        public ReadOnlySpan<float> Logits(int index) => throw new NotSupportedException();

        public void Embedding(int sequence, Span<float> vector) => throw new LlamaException("It does not embed.");

        public void Dispose() => owner.Contexts--;

        // The first context is opened by who loads the model, and from the first computing on one thread has it.
        private void Check()
        {
            var current = Environment.CurrentManagedThreadId;
            if (Interlocked.CompareExchange(ref thread, current, 0) is var before && before != 0 && before != current)
            {
                throw new InvalidOperationException("Two threads use one context.");
            }
        }

        private sealed class Cell(int token)
        {
            public int Token => token;
        }
    }
}
