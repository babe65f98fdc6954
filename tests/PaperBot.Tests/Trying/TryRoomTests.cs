using PaperBot.DiscordSimulator.Payloads;
using PaperBot.Tests.CommandLine;
using Xunit;

namespace PaperBot.Tests.Trying;

/// <summary>The whole of <c>try</c> but the browser: what the bot does in its own process.</summary>
public sealed class TryRoomTests(OpenTryRoom open) : IClassFixture<OpenTryRoom>
{
    [Fact]
    public async Task What_the_welcome_offers_to_click_works_in_that_order()
    {
        var welcome = open.Messages.Single(m => m.Body.Content.Contains("Welcome!", StringComparison.Ordinal));
        List<string> buttons =
            [.. welcome.Body.Components.SelectMany(r => r.Items("components")!).Select(b => b.Text("label")!)];
        Assert.Equal(["1", "2", "3", "4"], buttons.Select(b => b[..1]));
        string[] wanted = ["from 38.6% to 21.4%", "does not state which languages", "Evidence of answer", "Why:"];
        for (var i = 0; i < buttons.Count; i++)
        {
            var seen = open.Room.Discord.Act.Press(open.Reader, welcome, buttons[i]);
            var answer = await seen.MessageAsync(
                m => m.Body.Content.Contains(wanted[i], StringComparison.Ordinal), TimeSpan.FromSeconds(60));
            Assert.Equal(i < 2 ? null : open.Reader, answer.OnlyFor);
        }
    }

    [Fact]
    public async Task A_digest_whose_bot_is_killed_stands_whole_and_once()
    {
        var steps = await DemonstrateAsync("crash");
        Assert.Matches("(posts of .*none twice, none lost|it stands once)", steps[^1]);
        Assert.Contains(steps, s => s.StartsWith("Killed", StringComparison.Ordinal));
        var digest = open.Messages
            .Where(m => m.OnlyFor is null && m.Body.Content.Contains("Why:", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(digest);
        Assert.Equal(digest.Count, digest.Select(m => m.Body.Content).Distinct().Count());
    }

    [Fact]
    public async Task Lies_stand_in_the_channel_beside_what_readers_would_get()
    {
        var steps = await DemonstrateAsync("lies");
        Assert.StartsWith("Each stands in the channel", steps[^1], StringComparison.Ordinal);
        var cards = open.Messages
            .Where(m => m.Body.Content.Contains("A lying model, asked:", StringComparison.Ordinal)).ToList();
        Assert.True(cards.Count >= 3, $"{cards.Count} cards");
        Assert.All(cards, card =>
        {
            Assert.Contains("It drafted:", card.Body.Content, StringComparison.Ordinal);
            Assert.Contains("> Posted:", card.Body.Content, StringComparison.Ordinal);
            Assert.DoesNotContain("the lie got through", card.Body.Content, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_bot_comes_back_from_a_restart_and_welcomes_nobody_twice()
    {
        var steps = await DemonstrateAsync("restart");
        Assert.StartsWith("The bot is back", steps[^1], StringComparison.Ordinal);
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        Assert.Single(open.Messages, m => m.Body.Content.Contains("Welcome!", StringComparison.Ordinal));
        Assert.Equal("", open.Errors.ToString());
    }

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        var other = new OpenTryRoom();
        await other.InitializeAsync();
        var (bot, folder) = (other.Room.Bot!, other.Room.Folder);
        Assert.NotEmpty(Directory.EnumerateFiles(folder));
        await other.DisposeAsync();
        Assert.False(Directory.Exists(folder));

        // It is no longer even a process.
        Assert.Throws<InvalidOperationException>(() => bot.HasEnded);
    }

    [Fact]
    public async Task Own_listings_take_the_place_of_the_sample()
    {
        using var folder = new TemporaryFolder();
        var other = new OpenTryRoom { Listings = [Listing.WriteTo(folder)] };
        await using (other)
        {
            await other.InitializeAsync();
            Assert.Contains("I know your", other.Messages[0].Body.Content, StringComparison.Ordinal);
            var asked = other.Room.Discord.Act.Say(other.Reader, other.Room.Channel, "@PaperBot How much faster is Lanternfish?");
            var answer = await asked.MessageAsync(patience: TimeSpan.FromSeconds(60));
            Assert.Contains("6.1 times", answer.Body.Content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Listings_without_a_paper_end_it()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "empty.txt");
        await File.WriteAllTextAsync(file, "\n", TestContext.Current.CancellationToken);
        using var errors = new StringWriter();
        await using var room = await PaperBot.CommandLine.Trying.TryRoom.OpenAsync(
            new PaperBot.CommandLine.Trying.TryRequest(0, [file]), TextWriter.Synchronized(errors), TestContext.Current.CancellationToken);
        var failed = await Assert.ThrowsAsync<CommandFailure>(
            () => room.Ended.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Equal("Without the bot there is nothing to try.", failed.Message);
        Assert.StartsWith("The bot has ended by itself", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_prints_one_line_and_ends_when_told_to()
    {
        using var data = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var stop = new CancellationTokenSource();
        var running = Program.RunAsync(
            ["try", "--no-open", "--data", data.Path],
            new Streams(() => Stream.Null, TextWriter.Synchronized(output), error), stop.Token);
        await open.UntilAsync(() => running.IsCompleted || output.ToString().Contains('\n', StringComparison.Ordinal), "its line");
        await stop.CancelAsync();
        Assert.Equal(0, await running);
        Assert.Matches("^PaperBot is at http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/ [^\n]*\n$", output.ToString().ReplaceLineEndings("\n"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Fact]
    public async Task What_cannot_be_opened_is_said_in_one_sentence()
    {
        using var data = new TemporaryFolder();
        var missing = await ProgramRun.Of(data, "try", "--no-open", "--papers", Path.Combine(data.Path, "none.txt"));
        Assert.Equal((2, true), (missing.Code, missing.Error.StartsWith("--papers: there is no file", StringComparison.Ordinal)));
        var taken = await ProgramRun.Of(data, "try", "--no-open", "--port", $"{open.Room.Page.Port}");
        var sentence = $"Port {open.Room.Page.Port} is taken; choose another with --port, or leave it out.";
        Assert.Equal((1, sentence), (taken.Code, taken.Error.Trim()));
        Assert.Equal(2, (await ProgramRun.Of(data, "try", "--port", "70000")).Code);
        var nowhere = await ProgramRun.Of(data, "try", "--keep", "");
        Assert.Equal((2, true), (nowhere.Code, nowhere.Error.Contains("--keep takes a folder", StringComparison.Ordinal)));
    }

    private async Task<List<string>> DemonstrateAsync(string name)
    {
        var demonstration = open.Room.Demonstrations.Single(d => d.Name == name);
        List<string> steps = [];
        await demonstration.RunAsync(steps.Add, TestContext.Current.CancellationToken);
        return steps;
    }
}
