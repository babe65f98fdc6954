using System.Diagnostics;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Load;

/// <summary>
/// People type from the first moment on, over a corpus that takes a while to be ready, and while papers are added to it. How long
/// an offer takes is reported; that each comes within Discord's three seconds must be so on any machine with ten thousand papers,
/// and is reported too with ten times as many, of which a busy machine with two cores cannot index and search enough in that time.
/// </summary>
public sealed class TypingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Length", "Long")]
    [InlineData(10_000, true)]
    [InlineData(100_000, false)]
    public async Task Completions_come_in_time_from_the_start_on_and_while_papers_are_imported(int papers, bool mustCome)
    {
        using var data = new TemporaryFolder();
        var watch = Stopwatch.StartNew();
        await NamedPapers.ImportAsync(data, papers);
        output.WriteLine($"{papers} papers, imported in {watch.Elapsed.TotalSeconds:0} s, {Environment.ProcessorCount} cores");
        await using var server = await SimulatedServer.StartAsync(isChecked: false);
        server.Discord.Gateway.HeartbeatInterval = Beat;
        using var crowd = new Crowd(server, 2, 2, 20);
        watch.Restart();
        await using var bot = await BotProcess.StartAsync(server, data, ("Watch:PollSeconds", "1"), ("Watch:QuietSeconds", "1"));
        output.WriteLine($"ready {watch.Elapsed.TotalSeconds:0.0} s after its start");
        using var typing = new CancellationTokenSource();
        var typed = crowd.TypeAsync(papers, typing.Token);
        await Task.Delay(TimeSpan.FromSeconds(20), Token);
        Report("the first 20 seconds", 0, 0);
        var (completions, beats) = (crowd.Completions.Count, Beats());
        Directory.CreateDirectory(Path.Combine(data.Path, "inbox"));
        await File.WriteAllTextAsync(Path.Combine(data.Path, "inbox", "more.txt"), Listing.Text, Token);
        await Task.Delay(TimeSpan.FromSeconds(20), Token);
        Report("20 seconds with an import", completions, beats);
        (completions, beats) = (crowd.Completions.Count, Beats());
        await Task.Delay(TimeSpan.FromSeconds(10), Token);
        Report("10 quiet seconds", completions, beats);
        await typing.CancelAsync();
        await typed;
        await Task.Delay(TimeSpan.FromSeconds(5), Token);
        output.WriteLine($"of {crowd.Typed} completions {crowd.Completions.Count} came in time; "
            + $"closes {server.Discord.Gateway.Statistics.Closes.Count}");
        Assert.NotEmpty(crowd.Completions);
        if (!mustCome)
        {
            return;
        }

        Assert.Equal(crowd.Typed, crowd.Completions.Count);
        Assert.Equal(0, server.Discord.Interactions.Statistics.Failed);
        Assert.Empty(server.Discord.Gateway.Statistics.Closes);
        Assert.Empty(server.Discord.Gateway.Statistics.ClientCloses);

        int Beats() => server.Discord.Gateway.Statistics.BetweenBeats.Count;

        void Report(string when, int sinceCompletion, int sinceBeat)
        {
            var late = server.Discord.Gateway.Statistics.BetweenBeats.Skip(sinceBeat).Select(b => b - Beat);
            output.WriteLine($"{when}: completions {Crowd.Spread(crowd.Completions.Skip(sinceCompletion))}, "
                + $"empty so far {crowd.EmptyCompletions}, first {Crowd.Spread(crowd.Completions.Take(1))}; "
                + $"heartbeats late by {Crowd.Spread(late)}; memory {bot.Memory} MB, processor {bot.Busy.TotalSeconds:0.0} s");
        }
    }
}
