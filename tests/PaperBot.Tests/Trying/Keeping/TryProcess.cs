using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.Tests.Processes;
using Xunit;

namespace PaperBot.Tests.Trying.Keeping;

/// <summary><c>try --keep</c> as a process of its own, and what its page gets.</summary>
internal sealed partial class TryProcess : IAsyncDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly HttpClient client = new();
    private readonly List<Process> started = [];

    public string Folder => Path.Combine(data.Path, "kept");

    public Uri Page { get; private set; } = null!;

    private Process Now => started[^1];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts it, and is done when the page is there.</summary>
    public async Task StartAsync()
    {
        started.Add(ChildProcess.Start(data, "try", "--no-open", "--keep", Folder));
        var line = await Now.StandardOutput.ReadLineAsync(Stop);
        var address = Address().Match(line ?? "");
        Assert.True(address.Success, line ?? await Now.StandardError.ReadToEndAsync(Stop));
        Page = new Uri(address.Value);
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        Now.Kill();
        await Now.WaitForExitAsync(Stop);
    }

    /// <summary>Ends it as Ctrl-C does.</summary>
    public async Task<(int Code, string Error)> EndAsync()
    {
        await ChildProcess.SignalAsync(Now, "TERM", Stop);
        var (code, _, error) = await ChildProcess.EndAsync(Now, Stop);
        return (code, error);
    }

    public async Task<JsonObject> StateAsync()
    {
        var text = await client.GetStringAsync(new Uri(Page, "state"), Stop);
        return (JsonObject)JsonNode.Parse(text)!;
    }

    /// <summary>The messages of the channel shown first, oldest first.</summary>
    public async Task<List<JsonNode>> MessagesAsync()
    {
        var state = await StateAsync();
        return [.. state.Part("messages").Items(state.Text("home")!)!.OfType<JsonNode>()];
    }

    /// <summary>Does something as the page does it, in the channel shown first.</summary>
    public async Task ActAsync(JsonObject what)
    {
        what["channel"] = (await StateAsync()).Text("home");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Page, "act")) { Content = JsonContent.Create(what) };
        request.Headers.Add("Origin", Page.GetLeftPart(UriPartial.Authority));
        using var answer = await client.SendAsync(request, Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Waits for a message that fits.</summary>
    public async Task<JsonNode> UntilAsync(Func<JsonNode, bool> fits, string what)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            var all = await MessagesAsync();
            if (all.FindLast(m => fits(m)) is { } found)
            {
                return found;
            }

            var texts = string.Join('\n', all.Select(m => m.Text("content")));
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60), $"waited in vain for {what}:\n{texts}");
            await Task.Delay(100, Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }

            process.Dispose();
        }

        client.Dispose();
        await RemoveAsync();
    }

    // A bot whose starter was killed writes until it has noticed.
    private async Task RemoveAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                data.Dispose();
                return;
            }
            catch (IOException) when (tries < 100)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/[0-9a-f]{32}/")]
    private static partial Regex Address();
}
