using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.World;
using PaperBot.Tests.DiscordSimulator;
using PaperBot.Tests.Trying.Keeping;
using Xunit;

namespace PaperBot.Tests.Trying;

/// <summary>The page in a real browser: the system's Chromium, driven by Playwright from a process of its own.</summary>
public sealed class BrowserTests(OpenTryRoom open) : IClassFixture<OpenTryRoom>
{
    private static readonly NodePackages Packages = new("browser");
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    [Theory]
    [InlineData("guide")]
    [InlineData("ask")]
    [InlineData("command")]
    [InlineData("modal")]
    [InlineData("thread")]
    [InlineData("permissions")]
    [InlineData("drop")]
    [InlineData("digest")]
    [InlineData("hostile")]
    [InlineData("reload")]
    [InlineData("restart")]
    [InlineData("keyboard")]
    [InlineData("phone")]
    [InlineData("accessible")]
    public async Task The_page_shows_what_the_bot_does(string scenario) => await RunAsync(scenario, null);

    [Fact]
    public async Task Edits_show_as_they_come_and_move_nobody()
    {
        var world = open.Room.Discord.World;
        var message = world.Post(open.Room.Channel, world.Bot.User, MessageKind.Default, new MessageBody("draft 1\n" + Lines(3)));
        await RunAsync("stream", async said =>
        {
            for (var i = 2; i <= 6; i++)
            {
                await (i switch { 2 => said("watching"), 5 => said("scrolled"), _ => Task.Delay(1500) });
                world.Edit(message, new MessageBody($"draft {i}\n" + Lines(3 * i)));
            }
        });
    }

    [Fact]
    public async Task A_picture_from_elsewhere_shows_its_place_and_is_not_fetched()
    {
        var world = open.Room.Discord.World;
        world.Post(open.Room.Channel, world.Bot.User, MessageKind.Default, new MessageBody("pictures")
        {
            Embeds = JsonNode.Parse(
                """
                [{"title":"Figure 2","description":"How it grows.","image":{"url":"https://pictures.example/a.png",
                "description":"A curve that rises"},"thumbnail":{"url":"javascript:alert(1)"}}]
                """)!.AsArray(),
        });
        await RunAsync("pictureless", null);
    }

    [Fact]
    [Trait("Length", "Long")]
    public async Task A_page_comes_back_by_itself_when_the_whole_program_was_killed_and_started_anew()
    {
        await using var tried = new TryProcess();
        await tried.StartAsync();
        await RunAsync("comeback", async said =>
        {
            await said("gone");
            await tried.KillAsync();
            await said("missed");
            await tried.StartAsync();
        }, tried.Page);
    }

    private static string Lines(int count) => string.Join('\n', Enumerable.Range(1, count).Select(i => $"line {i}"));

    private async Task RunAsync(string scenario, Func<Func<string, Task>, Task>? meanwhile, Uri? page = null)
    {
        var browser = Environment.GetEnvironmentVariable("PAPERBOT_TEST_BROWSER") ?? Places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(
            browser is null, "No Chromium is here; Debian's package `chromium` brings one, or PAPERBOT_TEST_BROWSER names one.");
        var (modules, reason) = await Packages.InstalledAsync();
        Assert.SkipWhen(modules is null, reason ?? "");
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, Environment = { ["NODE_PATH"] = modules } };
        string[] arguments = [Path.Combine(Packages.Folder, "page.js"), scenario, (page ?? open.Room.Page).AbsoluteUri, browser!];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var said = new ConcurrentDictionary<string, TaskCompletionSource>();
        var other = meanwhile?.Invoke(line => Said(line).Task) ?? Task.CompletedTask;
        var told = "";
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            told += line + "\n";
            Said(line).TrySetResult();
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, told);
        await other;

        TaskCompletionSource Said(string line) =>
            said.GetOrAdd(line, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
