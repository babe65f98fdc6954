using PaperBot.LLamaSharp;
using PaperBot.LocalModels.Runtime;
using PaperBot.Tests.LocalModels;
using Xunit;

namespace PaperBot.Tests.Ecosystem.LLamaSharp;

[Trait("Runtime", "LLamaSharp")]
public sealed class LLamaSharpRuntimeTests : LlamaRuntimeContract
{
    private protected override ILlamaRuntime MakeRuntimeOrSkip() => LLamaSharpOrSkip();

    /// <summary>LLamaSharp; skips the test where its libraries would meet those of the built-in runtime.</summary>
    internal static LLamaSharpRuntime LLamaSharpOrSkip()
    {
        Assert.SkipUnless(
            NativeLibrariesForTests.IsForLLamaSharp,
            $"It needs a process of its own: {NativeLibrariesForTests.LLamaSharpVariable}=1 with --filter-trait Runtime=LLamaSharp.");
        return (LLamaSharpRuntime)NativeLibrariesForTests.RuntimeOrSkip();
    }
}
