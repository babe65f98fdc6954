using System.Runtime.InteropServices;
using System.Text;
using LLama.Native;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LLamaSharp;

/// <summary>
/// A model behind LLamaSharp's handle. The handle counts who needs it, so the memory goes with the last context or sampler;
/// once this is disposed everything is refused.
/// </summary>
internal sealed unsafe class LLamaSharpModel : ILlamaModel
{
    private readonly Lock gate = new();
    private readonly LlamaFunctions functions;
    private readonly SafeLlamaModelHandle handle;
    private readonly ModelLoad load;
    private readonly PlainText plainText;
    private bool disposed;

    /// <param name="functions">Of the same libraries.</param>
    /// <param name="handle">Owned from now on, unless this throws.</param>
    /// <param name="load">How it was loaded.</param>
    public LLamaSharpModel(LlamaFunctions functions, SafeLlamaModelHandle handle, ModelLoad load)
    {
        this.functions = functions;
        this.handle = handle;
        this.load = load;
        var model = handle.DangerousGetHandle();
        var vocabulary = functions.ModelVocabulary(model);
        Facts = ModelFactsReader.Read(functions, model, vocabulary);
        plainText = PlainText.Of(functions, vocabulary, Facts.Vocabulary);
    }

    public ModelFacts Facts { get; }

    public int[] Tokenise(string text, bool special)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var use = Use();
        return special || plainText.IsPlain(text)
            ? Tokens(text, special)
            : [.. plainText.Parts(text).SelectMany(part => Tokens(part, special: false))];
    }

    public byte[] Piece(int token)
    {
        Facts.CheckToken(token);
        using var use = Use();
        Span<byte> buffer = stackalloc byte[64];
        var length = (int)handle.TokenToSpan(token, buffer);
        if (length <= buffer.Length)
        {
            return buffer[..length].ToArray();
        }

        var piece = new byte[length];
        handle.TokenToSpan(token, piece);
        return piece;
    }

    public bool EndsTurn(int token)
    {
        Facts.CheckToken(token);
        using var use = Use();
        return ((LLamaToken)token).IsEndOfGeneration(handle);
    }

    public ILlamaContext Open(ContextShape shape)
    {
        ContextCheck.Throw(shape, Facts, (nuint)NativeApi.llama_max_parallel_sequences());
        if (load.VocabularyOnly)
        {
            throw new InvalidOperationException("Only the vocabulary of this model was loaded; it computes nothing.");
        }

        var use = Use();
        var room = new BatchMemory(1);
        try
        {
            var native = new LLamaSharpContext(handle, room, shape, offload: load.GpuLayers > 0);
            return new LlamaCppContext(functions, native, room, this, shape, use);
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
            return new LlamaCppSampler(functions, new LLamaSharpSamplers(functions, handle, plan, this), plan, this, use);
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
            disposed = true;
            handle.Dispose();
        }
    }

    // Half a surrogate pair has no UTF-8; it becomes U+FFFD here, as everywhere in .NET.
    private int[] Tokens(string text, bool special) =>
        MemoryMarshal.Cast<LLamaToken, int>(handle.Tokenize(text, addBos: false, special, Encoding.UTF8)).ToArray();

    /// <summary>Keeps the model in memory until the answer is disposed.</summary>
    private Needed Use()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return new Needed(handle);
        }
    }

    private sealed class Needed : IDisposable
    {
        private SafeLlamaModelHandle? handle;

        public Needed(SafeLlamaModelHandle handle)
        {
            var taken = false;
            handle.DangerousAddRef(ref taken);
            this.handle = handle;
        }

        public void Dispose() => Interlocked.Exchange(ref handle, null)?.DangerousRelease();
    }
}
