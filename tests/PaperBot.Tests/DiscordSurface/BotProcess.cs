using System.Collections.Concurrent;
using System.Diagnostics;
using PaperBot.Tests.DiscordSimulator;
using PaperBot.Tests.Processes;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>
/// The bot as a process of its own, as it runs for an operator, so that what it takes can be told from what the test takes.
/// </summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private BotProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    /// <summary>What it wrote, in order.</summary>
    public IReadOnlyCollection<string> Said => said;

    /// <summary>Processor time it has taken so far, over all cores.</summary>
    public TimeSpan Busy => Fresh().TotalProcessorTime;

    /// <summary>Memory it holds, in MB.</summary>
    public long Memory => Fresh().WorkingSet64 / 1_000_000;

    /// <summary>Starts it on a folder with papers and waits until it is connected.</summary>
    /// <param name="server">The Discord it connects to.</param>
    /// <param name="data">Its data folder.</param>
    /// <param name="settings">Keys with colons.</param>
    public static async Task<BotProcess> StartAsync(
        SimulatedServer server, TemporaryFolder data, params (string Key, string Value)[] settings)
    {
        var discord = server.Discord;
        (string Key, string Value)[] own =
            [("Discord:Token", server.World.Bot.Token), ("Discord:ApiAddress", discord.ApiAddress), ("Digest:Files", "off")];
        var bot = new BotProcess(ChildProcess.Start(data, own.Concat(settings), "serve"));
        await bot.UntilAsync(
            () => discord.Gateway.BotIsOnline && discord.Commands.All.Any(), Patience, "the bot online with its commands");
        return bot;
    }

    /// <summary>Waits for something that must come while the bot lives.</summary>
    public async Task UntilAsync(Func<bool> holds, TimeSpan patience, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!holds())
        {
            var lately = string.Join('\n', said.TakeLast(20));
            Assert.False(process.HasExited, $"The bot ended:\n{lately}");
            Assert.True(Stopwatch.GetElapsedTime(began) < patience, $"waited in vain for {what}:\n{lately}");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends it as Ctrl-C does, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await ChildProcess.SignalAsync(process, "INT", TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Kills it where it stands, unless it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            said.Enqueue(line);
        }
    }

    private Process Fresh()
    {
        process.Refresh();
        return process;
    }
}
