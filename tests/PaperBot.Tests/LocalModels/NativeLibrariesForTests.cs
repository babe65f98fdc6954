using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LocalModels.LlamaCpp;
using Xunit;

namespace PaperBot.Tests.LocalModels;

/// <summary>
/// llama.cpp's libraries where this machine has them: the folder named by PAPERBOT_NATIVES. Tests that need them skip without.
/// </summary>
internal static class NativeLibrariesForTests
{
    public const string FolderVariable = "PAPERBOT_NATIVES";

    /// <summary>The folder; skips the test when there is none.</summary>
    public static string FolderOrSkip()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder) || !Directory.Exists(folder),
            $"{FolderVariable} names no folder with llama.cpp's libraries.");
        return folder!;
    }

    /// <summary>A runtime over them; skips the test when there are none.</summary>
    public static LlamaCppRuntime RuntimeOrSkip() => LlamaCppRuntime.Open(FolderOrSkip(), NullLogger.Instance);
}
