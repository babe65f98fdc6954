using System.Runtime.InteropServices;
using System.Text;
using LLama.Native;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LLamaSharp;

/// <summary>A model loaded and read through LLamaSharp's handle.</summary>
/// <param name="functions">Of the same libraries.</param>
/// <param name="handle">Disposed with this.</param>
internal sealed class LLamaSharpModel(LlamaFunctions functions, SafeLlamaModelHandle handle) : INativeModel
{
    public nint Handle => handle.DangerousGetHandle();

    // Half a surrogate pair has no UTF-8; it becomes U+FFFD here, as everywhere in .NET.
    public int[] Tokenise(string text, bool special) =>
        MemoryMarshal.Cast<LLamaToken, int>(handle.Tokenize(text, addBos: false, special, Encoding.UTF8)).ToArray();

    public INativeContext Open(BatchMemory room, ContextShape shape, bool offload) => new LLamaSharpContext(handle, room, shape, offload);

    public INativeSamplers Samplers(SamplingPlan plan, ILlamaModel reader) => new LLamaSharpSamplers(functions, handle, plan, reader);

    public void Dispose() => handle.Dispose();
}
