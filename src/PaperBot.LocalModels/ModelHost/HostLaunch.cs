using System.Diagnostics;

namespace PaperBot.LocalModels.ModelHost;

/// <summary>How a model host is started.</summary>
internal static class HostLaunch
{
    // What a process needs of its surroundings to run and to find a GPU. Tokens and keys come through the environment too, and
    // nothing that reads a model's file has any business with them.
    private static readonly string[] Passed =
    [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "TMP", "TEMP", "LD_LIBRARY_PATH", "SystemRoot", "USERPROFILE",
        "LOCALAPPDATA", "APPDATA",
    ];

    private static readonly string[] PassedPrefixes = ["LC_", "DOTNET_", "CUDA_", "NVIDIA_", "GGML_"];

    /// <summary>Takes from a start everything of the environment that a host has no business with, and its standard streams.</summary>
    public static ProcessStartInfo Bare(ProcessStartInfo start)
    {
        var foreign = start.Environment.Keys.Where(k =>
            !Passed.Contains(k, StringComparer.OrdinalIgnoreCase)
            && !PassedPrefixes.Any(p => k.StartsWith(p, StringComparison.OrdinalIgnoreCase)));
        foreach (var name in foreign.ToList())
        {
            start.Environment.Remove(name);
        }

        // llama.cpp writes to both by itself, and at its end says there why.
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;

        // Before it gives up, ggml has a debugger look at the process, which takes seconds and needs rights.
        start.Environment["GGML_NO_BACKTRACE"] = "1";

        // The libraries look in the current folder too; that one is the program's own.
        start.WorkingDirectory = AppContext.BaseDirectory;
        return start;
    }
}
