using System.Diagnostics;

namespace PaperBot.CommandLine;

/// <summary>This program as a process of its own, for what has to be killed or to outlive something.</summary>
internal static class OwnProgram
{
    /// <summary>How to start it with these arguments, with its standard output redirected.</summary>
    public static ProcessStartInfo With(params IEnumerable<string> arguments)
    {
        var dotnet = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";
        var start = new ProcessStartInfo(dotnet) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "paperbot.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
