using System.Runtime.InteropServices;

namespace PaperBot.Hosting;

/// <summary>
/// Turns Ctrl-C and a polite kill into a cancellation, so that work ends in order; a second one ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    public Interruption()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        if (source.IsCancellationRequested)
        {
            Environment.Exit(CommandLine.ExitCode.Interrupted);
        }

        signal.Cancel = true;
        source.Cancel();
    }
}
