using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>discord.js as a process of its own: a client that somebody else wrote, driven by a script of ours.</summary>
internal sealed class IndependentClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Lazy<Task<(string? Modules, string? Reason)>> Installed = new(InstallAsync);

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
        var (modules, reason) = await Installed.Value;
        Assert.SkipWhen(modules is null, reason ?? "");
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(Fixtures, script));
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

    private static string Fixtures => Path.Combine(AppContext.BaseDirectory, "Fixtures", "discordjs");

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

    /// <summary>
    /// Installs the pinned version once per machine, into the user's folder for such data; a moved folder is a whole one.
    /// </summary>
    private static async Task<(string? Modules, string? Reason)> InstallAsync()
    {
        var lockFile = Path.Combine(Fixtures, "package-lock.json");
        var version = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(lockFile)))[..12];
        var cache = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
                "paperbot-tests");
        var home = Path.Combine(cache, "discordjs-" + version);
        var modules = Path.Combine(home, "node_modules");
        try
        {
            if (!Directory.Exists(home))
            {
                var temporary = Path.Combine(cache, "installing-" + Guid.NewGuid().ToString("N"));
                Directory.CreateDirectory(temporary);
                File.Copy(lockFile, Path.Combine(temporary, "package-lock.json"));
                File.Copy(Path.Combine(Fixtures, "package.json"), Path.Combine(temporary, "package.json"));
                var (code, told) = await RunAsync("npm", temporary, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
                if (code != 0)
                {
                    Directory.Delete(temporary, recursive: true);
                    return (null, "npm could not install discord.js: " + told.Trim().Split('\n').LastOrDefault());
                }

                Keep(temporary, home);
            }

            var (node, version20) = await RunAsync("node", cache, "--version");
            return node == 0 ? (modules, null) : (null, "node does not run: " + version20);
        }
        catch (Exception e) when (
            e is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException or TimeoutException)
        {
            return (null, "The independent client needs node, npm and its registry: " + e.Message);
        }
    }

    private static void Keep(string temporary, string home)
    {
        try
        {
            Directory.Move(temporary, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            // Another run of the tests was faster.
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static async Task<(int Code, string Told)> RunAsync(string program, string folder, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var told = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await told + await errors);
    }
}
