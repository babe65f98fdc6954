using System.Diagnostics;
using System.Globalization;

namespace PaperBot.CommandLine.Trying;

/// <summary>
/// The bot as a process of its own, so that a kill is a kill. It is told things by lines on its standard input and ends when that
/// does; what it has to say comes as lines of its standard output.
/// </summary>
internal sealed class BotProcess : IAsyncDisposable
{
    /// <summary>Begins a line that tells a step of a demonstration.</summary>
    public const string Step = "step ";

    /// <summary>The line that ends a demonstration.</summary>
    public const string Done = "done";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(8);

    private readonly Process process;
    private readonly Task reading;
    private Action<string>? listener;

    private BotProcess(Process process)
    {
        this.process = process;
        reading = ReadAsync();
    }

    /// <summary>Ends when the process has ended, for whatever reason.</summary>
    public Task Ended => process.WaitForExitAsync();

    public bool HasEnded => process.HasExited;

    /// <summary>Starts the bot.</summary>
    /// <param name="data">Its data folder.</param>
    /// <param name="settings">Its settings by key; nothing of the environment's own settings reaches it.</param>
    /// <param name="ahead">How far its clock is ahead of the machine's.</param>
    /// <param name="listings">Files to import first; the sample when there are none.</param>
    public static BotProcess Start(
        string data, IReadOnlyDictionary<string, string> settings, TimeSpan ahead, IReadOnlyList<string> listings)
    {
        List<string> arguments =
        [
            "try", "--as-bot", "--data", data, "--ahead", ahead.TotalSeconds.ToString("R", CultureInfo.InvariantCulture),
            .. listings.SelectMany<string, string>(l => ["--papers", l]),
        ];
        var start = OwnProgram.With(arguments);
        start.RedirectStandardInput = true;
        var foreign = start.Environment.Keys.Where(k => k.StartsWith("PAPERBOT_", StringComparison.OrdinalIgnoreCase));
        foreach (var name in foreign.ToList())
        {
            // Whoever tries it may have a real bot set up, whose token and papers have no business here.
            start.Environment.Remove(name);
        }

        foreach (var (key, value) in settings)
        {
            start.Environment["PAPERBOT__" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new BotProcess(Process.Start(start) ?? throw new CommandFailure("A process for the bot could not be started."));
    }

    /// <summary>Sets its clock.</summary>
    public void SetAhead(TimeSpan ahead) =>
        Tell(string.Create(CultureInfo.InvariantCulture, $"{TriedBot.Ahead} {ahead.TotalSeconds:R}"));

    /// <summary>Has it do something that it tells in steps.</summary>
    /// <exception cref="CommandFailure">It ended before it was done.</exception>
    public async Task PerformAsync(string name, Action<string> tell, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        listener = line =>
        {
            if (line == Done)
            {
                done.TrySetResult();
            }
            else if (line.StartsWith(Step, StringComparison.Ordinal))
            {
                tell(line[Step.Length..]);
            }
        };
        try
        {
            Tell(name);
            await Task.WhenAny(done.Task, reading).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            listener = null;
        }

        if (!done.Task.IsCompleted)
        {
            throw new CommandFailure("The bot ended before it was done.");
        }
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            try
            {
                await process.WaitForExitAsync().WaitAsync(Farewell).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
    }

    private void Tell(string line)
    {
        try
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It ended; a new one is told at its start.
        }
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            listener?.Invoke(line);
        }
    }
}
