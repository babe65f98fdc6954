using System.Diagnostics;
using System.IO.Pipes;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace PaperBot.LocalModels.ModelHost;

/// <summary>How the process of a host is made: given the name of the pipe to connect to.</summary>
internal delegate ProcessStartInfo HostProgram(string pipe);

/// <summary>One host as a process, and the pipe to it that only this user can open.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private const int MostLines = 12;
    private const int SignalBase = 128;
    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly NamedPipeServerStream pipe;
    private readonly ILogger logger;
    private readonly Queue<string> last = new();
    private string? reason;

    private HostProcess(Process process, NamedPipeServerStream pipe, ILogger logger)
    {
        (this.process, this.pipe, this.logger) = (process, pipe, logger);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The pipe, connected.</summary>
    public Stream Pipe => pipe;

    /// <summary>The process's number.</summary>
    public int Id => process.Id;

    /// <summary>Starts a host and waits until it has connected.</summary>
    /// <exception cref="HostEndedException">It ended, or did not connect within half a minute.</exception>
    public static async Task<HostProcess> StartAsync(HostProgram program, ILogger logger, CancellationToken cancellationToken)
    {
        var name = "paperbot-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var pipe = new NamedPipeServerStream(
            name, PipeDirection.InOut, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        Process process;
        try
        {
            process = Process.Start(HostLaunch.Bare(program(name)))
                ?? throw new HostEndedException("The process of the model host could not be started.");
        }
        catch (Exception refused)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw refused is HostEndedException ? refused
                : new HostEndedException($"The process of the model host could not be started: {refused.Message}", refused);
        }

        process.StandardInput.Close();
        var host = new HostProcess(process, pipe, logger);
        try
        {
            await host.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends it at once; what is waiting for it is told the reason.</summary>
    public void Kill(string why)
    {
        reason ??= why;
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Waits for its end and tells why it ended, as a sentence for the log and the person who set the bot up.</summary>
    public async Task<string> EndAsync()
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(ToEnd).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Kill("It closed its connection and went on.");
            await process.WaitForExitAsync().ConfigureAwait(false);
        }

        return reason ?? Describe(process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        // The host ends when its pipe does; one that hangs within llama.cpp's code is ended.
        await pipe.DisposeAsync().ConfigureAwait(false);
        try
        {
            await process.WaitForExitAsync().WaitAsync(ToEnd).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Kill("It did not end with its connection.");
            await process.WaitForExitAsync().ConfigureAwait(false);
        }

        process.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connecting = pipe.WaitForConnectionAsync(stop.Token);
        var first = await Task.WhenAny(connecting, process.WaitForExitAsync(stop.Token), Task.Delay(ToConnect, stop.Token))
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (first == connecting && connecting.IsCompletedSuccessfully)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            return;
        }

        var why = process.HasExited
            ? Describe(process.ExitCode)
            : $"It did not connect within {ToConnect.TotalSeconds:F0} seconds.";
        await stop.CancelAsync().ConfigureAwait(false);
        await connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new HostEndedException(why);
    }

    private string Describe(int exitCode)
    {
        var how = (exitCode - SignalBase) switch
        {
            4 => "It met an instruction that this processor does not have (SIGILL).",
            6 => "llama.cpp gave up (SIGABRT).",
            7 => "It read a part of a file that is not there any more (SIGBUS).",
            8 => "It divided by zero (SIGFPE).",
            9 => "It was killed (SIGKILL), most likely because memory ran out; a smaller model or a lower Model:ContextTokens helps.",
            11 => "It broke down within llama.cpp (SIGSEGV).",
            15 => "It was told to end (SIGTERM).",
            _ => $"It ended with exit code {exitCode}.",
        };
        lock (last)
        {
            return last.Count == 0 ? how : $"{how} Its last words: {string.Join(" | ", last)}";
        }
    }

    private void Note(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        LogSaid(process.Id, line);
        lock (last)
        {
            last.Enqueue(line.Trim());
            if (last.Count > MostLines)
            {
                last.Dequeue();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Model host {Process}: {Line}")]
    private partial void LogSaid(int process, string line);
}

/// <summary>A host ended, or could not be started; the message says why.</summary>
internal sealed class HostEndedException(string message, Exception? inner = null) : Exception(message, inner);
