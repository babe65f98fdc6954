using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// A model of llama.cpp, whoever loaded it. Once it is disposed everything is refused; its memory goes with the last context or sampler that
/// still lives, so the order of disposal can never leave one of these without its model.
/// </summary>
internal sealed unsafe class LlamaCppModel : ILlamaModel
{
    private readonly Lock gate = new();
    private readonly LlamaFunctions functions;
    private readonly INativeModel native;
    private readonly nint vocabulary;
    private readonly ModelLoad load;
    private readonly PlainText plainText;
    private int users;
    private bool disposed;

    /// <param name="functions">Of the libraries.</param>
    /// <param name="native">The model itself; owned from now on, unless this throws.</param>
    /// <param name="load">How it was loaded.</param>
    /// <exception cref="LlamaException">It is of a kind that cannot be worked with here.</exception>
    public LlamaCppModel(LlamaFunctions functions, INativeModel native, ModelLoad load)
    {
        this.functions = functions;
        this.native = native;
        this.load = load;
        var model = native.Handle;
        vocabulary = functions.ModelVocabulary(model);
        ModelCheck.Throw(functions, model, load.Path);
        Facts = ModelFactsReader.Read(functions, model, vocabulary);
        plainText = PlainText.Of(functions, vocabulary, Facts.Vocabulary);
    }

    public ModelFacts Facts { get; }

    public int[] Tokenise(string text, bool special)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return [];
        }

        using var use = Use();
        if (special || plainText.IsPlain(text))
        {
            return native.Tokenise(text, special);
        }

        List<int> tokens = [];
        foreach (var part in plainText.Parts(text))
        {
            tokens.AddRange(native.Tokenise(part, special: false));
        }

        return [.. tokens];
    }

    public byte[] Piece(int token)
    {
        Facts.CheckToken(token);
        using var use = Use();
        Span<byte> buffer = stackalloc byte[64];
        fixed (byte* start = buffer)
        {
            var length = functions.Piece(vocabulary, token, start, buffer.Length, 0, 0);
            if (length >= 0)
            {
                return buffer[..length].ToArray();
            }

            var piece = new byte[-length];
            fixed (byte* whole = piece)
            {
                return functions.Piece(vocabulary, token, whole, piece.Length, 0, 0) == piece.Length
                    ? piece
                    : throw new LlamaException($"Token {token} cannot be written as text.");
            }
        }
    }

    public bool EndsTurn(int token)
    {
        Facts.CheckToken(token);
        using var use = Use();
        return functions.TokenEndsTurn(vocabulary, token) != 0;
    }

    public ILlamaContext Open(ContextShape shape)
    {
        ContextCheck.Throw(shape, Facts, functions.MostSequences());
        if (load.VocabularyOnly)
        {
            throw new InvalidOperationException("Only the vocabulary of this model was loaded; it computes nothing.");
        }

        var use = Use();
        var room = new BatchMemory(shape.BatchTokens);
        try
        {
            return new LlamaCppContext(functions, native.Open(room, shape, offload: load.GpuLayers > 0), room, this, shape, use);
        }
        catch
        {
            room.Dispose();
            use.Dispose();
            throw;
        }
    }

    public ILlamaSampler Sampler(SamplingPlan plan)
    {
        SamplingCheck.Throw(plan);
        var use = Use();
        try
        {
            return new LlamaCppSampler(functions, native.Samplers(plan, this), plan, this, use);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (!disposed)
            {
                disposed = true;
                FreeWhenUnused();
            }
        }
    }

    /// <summary>Keeps the model in memory until the answer is disposed.</summary>
    private ModelUse Use()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            users++;
            return new ModelUse(this);
        }
    }

    private void Release()
    {
        lock (gate)
        {
            users--;
            FreeWhenUnused();
        }
    }

    private void FreeWhenUnused()
    {
        if (disposed && users == 0)
        {
            native.Dispose();
        }
    }

    /// <summary>One that needs the model to stay.</summary>
    internal sealed class ModelUse(LlamaCppModel model) : IDisposable
    {
        private int released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref released, 1) == 0)
            {
                model.Release();
            }
        }
    }
}
