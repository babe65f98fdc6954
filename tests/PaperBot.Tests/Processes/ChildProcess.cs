using System.Diagnostics;
using System.Text;

namespace PaperBot.Tests.Processes;

/// <summary>The program as a process of its own.</summary>
internal static class ChildProcess
{
    public static Process Start(TemporaryFolder data, params string[] args) => Start(data, [], args);

    /// <summary>Starts it with further variables in its environment.</summary>
    public static Process Start(
        TemporaryFolder data, IEnumerable<(string Name, string Value)> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = data.Path,
        };
        string[] all = [Path.Combine(AppContext.BaseDirectory, "paperbot.dll"), .. args, "--data", data.Path];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        // The locale of whoever runs the tests must not matter: not even one that knows no letters beyond ASCII.
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Writes the input, closes it, and waits for the end.</summary>
    public static async Task<(int Code, string Out, string Error)> RunAsync(
        TemporaryFolder data, string input, CancellationToken cancellationToken, params string[] args)
    {
        using var process = Start(data, args);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        return await EndAsync(process, cancellationToken);
    }

    public static async Task<(int Code, string Out, string Error)> EndAsync(Process process, CancellationToken cancellationToken)
    {
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        return (process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal, as Ctrl-C does.</summary>
    public static async Task SignalAsync(Process process, string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
