using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>discord.js as a process of its own: a client that somebody else wrote, driven by a script of ours.</summary>
internal sealed class IndependentClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly NodePackages Packages = new("discordjs");

    private readonly Process process;
    private readonly Channel<JsonNode> lines = Channel.CreateUnbounded<JsonNode>();
    private readonly List<string> seen = [];

    private IndependentClient(Process process)
    {
        this.process = process;
        _ = PumpAsync();
    }

    /// <summary>Starts a script of the fixtures, or skips the test with the reason why it cannot.</summary>
    public static async Task<IndependentClient> StartAsync(string script, string api, string token,
        params (string Key, string Value)[] settings)
    {
        var (modules, reason) = await Packages.InstalledAsync();
        Assert.SkipWhen(modules is null, reason ?? "");
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(Packages.Folder, script));
        start.Environment["NODE_PATH"] = modules;
        start.Environment["PEER_API"] = api;
        start.Environment["PEER_TOKEN"] = token;
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        return new IndependentClient(Process.Start(start)!);
    }

    /// <summary>The next line that tells of this; those before it are passed over.</summary>
    public async Task<JsonNode> NextAsync(string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(limit.Token))
            {
                if ((string?)line["what"] == what)
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What did come is told below.
        }

        string told;
        lock (seen)
        {
            told = string.Join('\n', seen);
        }

        throw new InvalidOperationException($"discord.js did not tell of '{what}'. It told:\n{told}");
    }

    /// <summary>Tells the script to do something.</summary>
    public async Task TellAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }


    private async Task PumpAsync()
    {
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (seen)
            {
                seen.Add(line);
            }

            if (line.StartsWith('{') && JsonNode.Parse(line) is { } node)
            {
                lines.Writer.TryWrite(node);
            }
        }

        var text = await errors;
        lock (seen)
        {
            seen.Add(text);
        }

        lines.Writer.Complete();
    }
}
