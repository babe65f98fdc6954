using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LLamaSharp;
using Xunit;

namespace PaperBot.Tests.Ecosystem.LLamaSharp;

/// <summary>
/// LLamaSharp with its own libraries of llama.cpp. In one process with the built-in runtime's they would mix, so these tests run in a
/// process of their own (<c>./test</c> starts it) and skip elsewhere.
/// </summary>
internal static class LLamaSharpForTests
{
    /// <summary>The trait of tests that load LLamaSharp's libraries, and its value.</summary>
    public const string Trait = "Runtime";

    public const string Value = "LLamaSharp";

    private const string Variable = "PAPERBOT_LLAMASHARP";

    /// <summary>A runtime over them; skips the test where they must not be loaded.</summary>
    public static LLamaSharpRuntime RuntimeOrSkip()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(Variable) is { Length: > 0 },
            $"It needs a process without the built-in runtime: set {Variable}=1 and pass --filter-trait {Trait}={Value}.");
        return LLamaSharpRuntime.Open(NullLogger.Instance);
    }
}
