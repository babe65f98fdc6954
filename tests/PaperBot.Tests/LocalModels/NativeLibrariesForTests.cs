using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Natives;
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

    /// <summary>A runtime over them; skips the test when there are none.</summary>
    public static LlamaCppRuntime RuntimeOrSkip() => LlamaCppRuntime.Open(FolderOrSkip(), NullLogger.Instance);
}
