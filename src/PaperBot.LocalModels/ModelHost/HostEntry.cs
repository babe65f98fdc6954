using System.Diagnostics;
using System.IO.Pipes;

namespace PaperBot.LocalModels.ModelHost;

/// <summary>The beginning and the end of a host's process.</summary>
internal static class HostEntry
{
    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(20);

    /// <summary>Connects to the program, serves it, and ends this process the moment the program is gone.</summary>
    /// <param name="pipe">Name of the pipe.</param>
    /// <param name="open">Opens the model.</param>
    /// <exception cref="TimeoutException">Nobody listens at this pipe.</exception>
    /// <exception cref="InvalidDataException">What came was no message of the program.</exception>
    public static async Task RunAsync(string pipe, HostedModelOpener open)
    {
        var connection = new NamedPipeClientStream(
            ".", pipe, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await connection.ConnectAsync((int)ToConnect.TotalMilliseconds).ConfigureAwait(false);
        var server = new ModelHostServer(connection, open);
        await using (server.ConfigureAwait(false))
        {
            await server.RunAsync().ConfigureAwait(false);
        }

        // An orderly end would wait for llama.cpp's threads, or run its destructors below them.
        using var own = Process.GetCurrentProcess();
        own.Kill();
    }
}
