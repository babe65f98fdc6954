using System.Globalization;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Load;

/// <summary>
/// Two hundred people ask at once while others type. How long it takes depends on the machine and is only reported; that nobody
/// is left without a word, nothing is said twice and the connection holds must be so on any.
/// </summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private const int People = 200;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Length", "Long")]
    [InlineData(10_000, 10, 2)]
    [InlineData(10_000, 1, 4)]
    public async Task Two_hundred_people_who_ask_at_once_are_each_answered_once_or_told_why_not(
        int papers, int servers, int channels)
    {
        using var data = new TemporaryFolder();
        await NamedPapers.ImportAsync(data, papers);
        await using var server = await SimulatedServer.StartAsync(isChecked: false);
        server.Discord.Gateway.HeartbeatInterval = Beat;
        using var crowd = new Crowd(server, servers, channels, People);
        await using var bot = await BotProcess.StartAsync(server, data);
        output.WriteLine($"{papers} papers, {People} people in {servers} servers of {channels} channels");
        using var typing = new CancellationTokenSource();
        var typed = crowd.TypeAsync(papers, typing.Token);
        await Task.Delay(TimeSpan.FromSeconds(5), Token);
        var (before, busy, beats) = (crowd.Completions.Count, bot.Busy, server.Discord.Gateway.Statistics.BetweenBeats.Count);
        output.WriteLine($"before: completions {Crowd.Spread(crowd.Completions)}, memory {bot.Memory} MB");
        for (var round = 0; round < 2; round++)
        {
            before = crowd.Completions.Count;
            var asked = crowd.All.Count;
            crowd.Ask(round);
            await bot.UntilAsync(() => crowd.All.All(a => a.Last is not null || a.Failed), Patience, "a word for everybody");
            output.WriteLine($"round {round + 1}:");
            Report(crowd.All.Skip(asked).ToList(), crowd.Completions.Skip(before));
            await Task.Delay(TimeSpan.FromSeconds(61), Token);
        }

        await typing.CancelAsync();
        await typed;
        await bot.UntilAsync(() => crowd.Completions.Count == crowd.Typed, TimeSpan.FromSeconds(5), "every completion");
        Finish(server, bot, crowd, beats);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"the bot took {(bot.Busy - busy).TotalSeconds:0.0} s of processor time, memory {bot.Memory} MB"));
        foreach (var line in bot.Said)
        {
            output.WriteLine($"bot: {line}");
        }

        Assert.All(crowd.All, a => Assert.False(a.Failed, "The client showed that the application did not respond."));
        Assert.All(crowd.All, a => Assert.Equal(a.IsRefused ? 0 : 1, a.Answers.Count));
        Assert.Equal(0, server.Discord.Interactions.Statistics.Failed);
        Assert.Empty(server.Discord.Gateway.Statistics.Closes);
        Assert.Empty(server.Discord.Gateway.Statistics.ClientCloses);
        Assert.Equal(1, server.Discord.Gateway.Statistics.Identifies);
    }

    private void Report(IReadOnlyList<Asked> asked, IEnumerable<TimeSpan> completions)
    {
        foreach (var byCommand in new[] { false, true })
        {
            var those = asked.Where(a => a.ByCommand == byCommand).ToList();
            output.WriteLine($"  {(byCommand ? "/ask" : "mention")}: {those.Count(a => a.Answers.Count > 0)} answered, "
                + $"{those.Count(a => a.IsRefused)} refused, {those.Count(a => a.ShowedPlace)} saw their place");
            output.WriteLine($"    first text {Crowd.Spread(those.Select(a => a.FirstText).OfType<TimeSpan>())}");
            output.WriteLine($"    answer {Crowd.Spread(those.Where(a => !a.IsRefused).Select(a => a.Last).OfType<TimeSpan>())}");
        }

        output.WriteLine($"  all: first text {Crowd.Spread(asked.Select(a => a.FirstText).OfType<TimeSpan>())}");
        output.WriteLine($"  completions meanwhile {Crowd.Spread(completions)}");
    }

    private void Finish(SimulatedServer server, BotProcess bot, Crowd crowd, int beats)
    {
        var gateway = server.Discord.Gateway.Statistics;
        var late = gateway.BetweenBeats.Skip(beats).Select(b => b - Beat).ToList();
        output.WriteLine($"heartbeats {gateway.Heartbeats}, late by {Crowd.Spread(late)}; "
            + $"closes {gateway.Closes.Count}, by the bot {gateway.ClientCloses.Count}");
        output.WriteLine($"completions asked for {crowd.Typed}, empty {crowd.EmptyCompletions}");
        var requests = server.Discord.Requests.All;
        foreach (var route in requests.GroupBy(r => $"{r.Method} {r.Template}").OrderByDescending(g => g.Count()))
        {
            output.WriteLine($"  {route.Key}: {route.Count()}, of them 429: {route.Count(r => r.Status == 429)}");
        }
    }
}
