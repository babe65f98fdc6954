using PaperBot.LocalModels.Runtime;
using PaperBot.Tests.LocalModels;
using Xunit;

namespace PaperBot.Tests.Ecosystem.LLamaSharp;

[Trait(LLamaSharpForTests.Trait, LLamaSharpForTests.Value)]
public sealed class LLamaSharpRuntimeTests : LlamaRuntimeContract
{
    private protected override ILlamaRuntime MakeRuntimeOrSkip() => LLamaSharpForTests.RuntimeOrSkip();
}
