using Microsoft.Extensions.Logging.Abstractions;
#if ECOSYSTEM
using PaperBot.LLamaSharp;
#endif
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Natives;
using PaperBot.LocalModels.Runtime;
using PaperBot.Settings;
using Xunit;

namespace PaperBot.Tests.LocalModels;

/// <summary>
/// llama.cpp's libraries where this machine has them: the folder named by PAPERBOT_NATIVES (<c>./test</c> fetches one), or what
/// <c>paperbot model natives</c> fetched for the CPU. Tests that need them skip without.
/// </summary>
internal static class NativeLibrariesForTests
{
    public const string FolderVariable = "PAPERBOT_NATIVES";

    /// <summary>Set for a process whose libraries are LLamaSharp's.</summary>
    public const string LLamaSharpVariable = "PAPERBOT_LLAMASHARP";

    /// <summary>The folder; skips the test when there is none.</summary>
    public static string FolderOrSkip()
    {
        var named = Environment.GetEnvironmentVariable(FolderVariable);
        var folder = string.IsNullOrEmpty(named)
            ? NativeFolders.In(DataFolder.Default()).Of(NativePins.For(NativeKind.Cpu))
            : named;
        Assert.SkipUnless(
            Directory.Exists(folder),
            $"{FolderVariable} names no folder with llama.cpp's libraries, and `paperbot model natives` was not run here.");
        return folder;
    }

    /// <summary>
    /// What computes in this process, over libraries of its own; skips the test when there are none. Two runtimes in one process would
    /// mix, so the tests that run over LLamaSharp too are marked with a trait, and <c>./test</c> runs them once more in a process for it.
    /// </summary>
    public static ILlamaRuntime RuntimeOrSkip() => IsForLLamaSharp
#if ECOSYSTEM
        ? LLamaSharpRuntime.Open(NullLogger.Instance)
#else
        ? throw new InvalidOperationException($"{LLamaSharpVariable} is set, and LLamaSharp was not built in.")
#endif
        : BuiltInOrSkip();

    /// <summary>The built-in runtime; skips the test when there are no libraries of it, or LLamaSharp's are in this process.</summary>
    public static LlamaCppRuntime BuiltInOrSkip()
    {
        Assert.SkipWhen(IsForLLamaSharp, "This process has LLamaSharp's libraries.");
        return LlamaCppRuntime.Open(FolderOrSkip(), NullLogger.Instance);
    }

    public static bool IsForLLamaSharp => Environment.GetEnvironmentVariable(LLamaSharpVariable) is { Length: > 0 };
}
