using System.Text;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>A native model: who loads it opens and frees in its own way, and all else is the same for everybody.</summary>
internal interface INativeModel : IDisposable
{
    /// <summary>Pointer to the <c>llama_model</c>.</summary>
    nint Handle { get; }

    /// <summary>The tokens of a text that is not empty, without those at its beginning and end.</summary>
    /// <exception cref="LlamaException">It is too long.</exception>
    int[] Tokenise(string text, bool special);

    /// <summary>Opens a context.</summary>
    /// <param name="room">Read while it computes; outlives it.</param>
    /// <param name="shape">Checked before.</param>
    /// <param name="offload">True when a GPU takes part.</param>
    /// <exception cref="LlamaException">The memory cannot be had.</exception>
    INativeContext Open(BatchMemory room, ContextShape shape, bool offload);

    /// <summary>Makes samplers.</summary>
    /// <param name="plan">Checked before.</param>
    /// <param name="reader">Reads the tokens that a grammar speaks of.</param>
    /// <exception cref="LlamaException">The grammar cannot be read.</exception>
    INativeSamplers Samplers(SamplingPlan plan, ILlamaModel reader);
}

/// <summary>A model loaded through llama.cpp's C API.</summary>
/// <param name="functions">Of the libraries.</param>
/// <param name="model">Freed with this.</param>
internal sealed unsafe class NativeModel(LlamaFunctions functions, nint model) : INativeModel
{
    private readonly nint vocabulary = functions.ModelVocabulary(model);

    public nint Handle => model;

    public int[] Tokenise(string text, bool special)
    {
        // Half a surrogate pair has no UTF-8; it becomes U+FFFD here, as everywhere in .NET.
        var bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new int[bytes.Length + 8];
        fixed (byte* start = bytes)
        {
            while (true)
            {
                int count;
                fixed (int* first = tokens)
                {
                    count = functions.Tokenise(
                        vocabulary, start, bytes.Length, first, tokens.Length, 0, special ? (byte)1 : (byte)0);
                }

                if (count >= 0)
                {
                    return tokens[..count];
                }

                tokens = count == int.MinValue
                    ? throw new LlamaException("The text is too long to be read as tokens.")
                    : new int[-count];
            }
        }
    }

    public INativeContext Open(BatchMemory room, ContextShape shape, bool offload) =>
        new NativeContext(functions, model, room, shape, offload);

    public INativeSamplers Samplers(SamplingPlan plan, ILlamaModel reader) => new NativeSamplers(functions, vocabulary, plan, reader);

    public void Dispose() => functions.ModelFree(model);
}
