using System.Diagnostics;
using System.Text;

namespace PaperBot.Tests.Processes;

/// <summary>The program as a process of its own.</summary>
internal static class ChildProcess
{
    public static Process Start(TemporaryFolder data, params string[] args) => Start(data, [], args);

    /// <summary>Starts it with settings in its environment, where alone a token may stand.</summary>
    /// <param name="data">Its data folder.</param>
    /// <param name="settings">By name, such as <c>Discord:Token</c>; given as the environment.</param>
    /// <param name="args">The command line without the data folder.</param>
    public static Process Start(TemporaryFolder data, IEnumerable<(string Key, string Value)> settings, params string[] args)
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
        foreach (var (key, value) in settings)
        {
            start.Environment["PAPERBOT__" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
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
