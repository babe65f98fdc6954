using PaperBot.LocalModels.Runtime;

namespace PaperBot.Tests.LocalModels;

public sealed class LlamaCppRuntimeTests : LlamaRuntimeContract
{
    private protected override ILlamaRuntime MakeRuntimeOrSkip() => NativeLibrariesForTests.BuiltInOrSkip();
}
