using System.Diagnostics;
using System.Text.Json;
using PaperBot.CommandLine.Model;
using PaperBot.LocalModels.Downloads;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.Processes;
using Xunit;

namespace PaperBot.Tests.Models;

public sealed class ModelCommandTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly ModelRig rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(data.Path, "models", "tiny.gguf");

    public void Dispose()
    {
        data.Dispose();
        rig.Dispose();
    }

    [Fact]
    public async Task A_model_is_pulled_listed_verified_found_damaged_and_removed()
    {
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream));
        var pulled = await ProgramRun.Of(data, "model", "pull", new Uri(server.Address, "tiny.gguf").ToString(), "--json");
        Assert.Equal((0, rig.Hash), (pulled.Code, pulled.Json.GetProperty("sha256").GetString()));
        Assert.True(pulled.Json.GetProperty("learnt").GetBoolean());

        var listed = await ProgramRun.Of(data, "model", "list", "--json");
        var own = listed.Json.GetProperty("models").EnumerateArray().Single(m => m.GetProperty("installed").GetBoolean());
        Assert.Equal(("tiny.gguf", "verified"), (own.GetProperty("name").GetString(), own.GetProperty("state").GetString()));
        Assert.Equal(0, (await ProgramRun.Of(data, "model", "verify")).Code);

        rig.Content[500] ^= 1;
        await File.WriteAllBytesAsync(Target, rig.Content, Token);
        var wrong = await ProgramRun.Of(data, "model", "verify", "--json");
        Assert.Equal(1, wrong.Code);
        Assert.Contains(Target, wrong.Json.GetProperty("models")[0].GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Contains("tiny.gguf WRONG", (await ProgramRun.Of(data, "model", "verify")).Out, StringComparison.Ordinal);

        Assert.Equal(0, (await ProgramRun.Of(data, "model", "remove", "tiny.gguf")).Code);
        Assert.False(File.Exists(Target));
        Assert.Equal(1, (await ProgramRun.Of(data, "model", "remove", "tiny.gguf")).Code);
    }

    [Fact]
    public async Task A_bar_shows_on_a_terminal_how_far_it_is_and_is_gone_afterwards()
    {
        await using var server = new RawHttpServer((request, stream, _) => rig.ServeAsync(request, stream));
        using var output = new StringWriter();
        var terminal = new Streams(() => Stream.Null, output, TextWriter.Null) { OutputIsTerminal = true, OutputIsRich = true, Width = () => 100 };
        var address = new Uri(server.Address, "tiny.gguf").ToString();
        Assert.Equal(0, await Program.RunAsync(["model", "pull", address, "--data", data.Path], terminal, Token));
        Assert.Contains("100 % 300 kB of 300 kB", output.ToString(), StringComparison.Ordinal);
        Assert.True(output.ToString().LastIndexOf("\r\e[K", StringComparison.Ordinal) > output.ToString().LastIndexOf('%'));
        Assert.Contains(
            "is kept and checked from now on", string.Join(' ', output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Speed_is_told_once_it_is_known_and_follows_the_last_seconds()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var speed = new DownloadSpeed(clock);
        Assert.Equal("", speed.After(new DownloadProgress(0, 1_000_000_000, Checking: false)));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(", 10 MB/s, 2 min left", speed.After(new DownloadProgress(40_000_000, 1_000_000_000, Checking: false)));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(", 100 MB/s", speed.After(new DownloadProgress(440_000_000, null, Checking: false)));
        Assert.Equal("", speed.After(new DownloadProgress(1, 2, Checking: true)));
    }

    [Fact]
    public async Task A_list_says_what_does_not_fit_and_why()
    {
        await File.WriteAllTextAsync(
            Path.Combine(data.Path, "models.json"),
            """
            {"models":[{"name":"giant","title":"Giant","kind":"chat","licence":"MIT","parameters":4000000000000,"contextTokens":512,
            "file":"giant.gguf","address":"https://own.test/giant.gguf","sizeBytes":2000000000000000}]}
            """,
            Token);
        var run = await ProgramRun.Of(data, "model", "list");
        Assert.Equal(0, run.Code);
        var line = run.Lines.Single(l => l.Contains("giant", StringComparison.Ordinal));
        Assert.Contains("does not fit", line, StringComparison.Ordinal);
        Assert.Contains("of memory, and the machine has", line, StringComparison.Ordinal);
        Assert.Contains("of disk, and", line, StringComparison.Ordinal);
        Assert.Contains(run.Lines, l => l.Contains("qwen2.5-0.5b-instruct not installed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("model", "pull", "no-such-model")]
    [InlineData("model", "pull", "ftp://hub.test/x.gguf")]
    [InlineData("model", "pull", "https://hub.test/x.bin")]
    [InlineData("ask", "--engine", "local", "why?")]
    [InlineData("ask", "--engine", "openai", "why?")]
    public async Task What_cannot_be_had_fails_with_one_sentence(params string[] args)
    {
        var run = await ProgramRun.Of(data, args);
        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("""{"Model":{"GpuLayers":"many"}}""", "Model:GpuLayers", "auto, or a number")]
    [InlineData("""{"Model":{"Engine":"gpt"}}""", "Model:Engine", "Extractive")]
    [InlineData("""{"Model":{"ContextTokens":100}}""", "Model:ContextTokens", "512")]
    [InlineData("""{"Model":{"Mirror":"hub"}}""", "Model:Mirror", "https://")]
    [InlineData("""{"Model":{"Proxy":"ada:secret@proxy"}}""", "Model:Proxy", "http://")]
    [InlineData("""{"Model":{"Natives":"/no/such/folder"}}""", "Model:Natives", "exists")]
    [InlineData("""{"Endpoint":{"Address":"localhost:8080","Model":"m"}}""", "Endpoint:Address", "http or https")]
    [InlineData("""{"Endpoint":{"Address":"http://127.0.0.1:1/v1"}}""", "Endpoint:Model", "/models")]
    [InlineData("""{"Endpoint":{"Model":"m"}}""", "Endpoint:Address", "is empty")]
    [InlineData("""{"Endpoint":{"ApiKey":"sk-secret"}}""", "Endpoint:ApiKey", "PAPERBOT__Endpoint__ApiKey")]
    public async Task A_wrong_setting_is_named_with_what_is_allowed(string settings, string key, string allowed)
    {
        var file = data.File("settings.json", settings);
        var run = await ProgramRun.Of(data, "papers", "--config", file);
        Assert.Equal(1, run.Code);
        Assert.Contains(key, run.Error, StringComparison.Ordinal);
        Assert.Contains(allowed, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_keeps_what_came_and_goes_on_there_through_the_proxy_of_the_environment()
    {
        var half = new TaskCompletionSource();
        var calls = 0;
        await using var proxy = new RawHttpServer(async (request, stream, token) =>
        {
            if (calls++ > 0)
            {
                await rig.ServeAsync(request, stream);
                return;
            }

            await rig.ServeAsync(request, stream, cutAfter: 150_000);
            half.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        });
        string[] command = ["model", "pull", "http://models.test/tiny.gguf", "--sha256", rig.Hash];
        using var child = Start(command, proxy.Port);
        await half.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        while (!(new FileInfo(Target + ".part") is { Exists: true, Length: 150_000 }))
        {
            await Task.Delay(20, Token);
        }

        await ChildProcess.SignalAsync(child, "INT", Token);
        var (code, output, error) = await ChildProcess.EndAsync(child, Token);
        Assert.Equal((130, ""), (code, output));
        Assert.Contains("150 kB are kept in", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));

        using var again = Start([.. command, "--json"], proxy.Port);
        var ended = await ChildProcess.EndAsync(again, Token);
        Assert.Equal(0, ended.Code);
        Assert.Equal(rig.Hash, JsonDocument.Parse(ended.Out).RootElement.GetProperty("sha256").GetString());
        Assert.Equal(150_000, proxy.Requests[1].From);
        Assert.All(proxy.Requests, r => Assert.Equal("http://models.test/tiny.gguf", r.Target));
    }

    private Process Start(string[] command, int proxy)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all = [Path.Combine(AppContext.BaseDirectory, "paperbot.dll"), .. command, "--data", data.Path];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["http_proxy"] = $"http://127.0.0.1:{proxy}";
        start.Environment.Remove("no_proxy");
        start.Environment.Remove("NO_PROXY");
        return Process.Start(start)!;
    }
}
