using System.Diagnostics;
using Xunit;

namespace PaperBot.Tests.Processes;

/// <summary>Several real processes post the digest of one database into one channel at the same time.</summary>
public sealed class RacingProcessTests : IDisposable
{
    private const int Bots = 3;

    private readonly TemporaryFolder data = new();
    private readonly TemporaryFolder channel = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        data.Dispose();
        channel.Dispose();
    }

    [Fact]
    public async Task Processes_that_race_post_each_part_once_also_when_the_winner_is_killed_and_all_start_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be moved there as the channel moves it");
        await ChildProcess.RunAsync(data, "", Token, "import", Path.Combine(AppContext.BaseDirectory, "sample"));
        var first = Start(stallAt: 2);
        try
        {
            // The one that stands still has posted part 2 and not noted it; the others have gone away.
            await WaitForPostAsync(2);
            var winner = await StandingStillAsync(first);
            winner.Kill();
            await Task.WhenAll(first.Select(p => p.WaitForExitAsync(Token)));
        }
        finally
        {
            End(first);
        }

        var second = Start(stallAt: 0);
        try
        {
            await Task.WhenAll(second.Select(p => ChildProcess.EndAsync(p, Token)));
        }
        finally
        {
            End(second);
        }

        var keys = Directory.EnumerateFiles(channel.Path, "*.post").Order(StringComparer.Ordinal)
            .Select(f => File.ReadLines(f).First()).ToList();
        Assert.True(keys.Count > 2, string.Join(' ', keys));
        Assert.Equal(keys.Select((_, i) => $"{keys[0][..^1]}{i + 1}"), keys);
        var kept = await ChildProcess.RunAsync(data, "", Token, "digest", "--json");
        Assert.Equal(keys.Count, System.Text.Json.JsonDocument.Parse(kept.Out).RootElement.GetProperty("posts").GetArrayLength());
    }

    private List<Process> Start(int stallAt) =>
    [
        .. Enumerable.Range(0, Bots).Select(_ => ChildProcess.Start(
            data, "demo", "crash", "--as-bot", channel.Path, "--stall-at",
            stallAt.ToString(System.Globalization.CultureInfo.InvariantCulture))),
    ];

    private async Task WaitForPostAsync(int number)
    {
        var watch = Stopwatch.StartNew();
        while (Directory.EnumerateFiles(channel.Path, "*.post").Count() < number)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), "no post came");
            await Task.Delay(50, Token);
        }
    }

    private static async Task<Process> StandingStillAsync(List<Process> bots)
    {
        var watch = Stopwatch.StartNew();
        while (bots.Count(b => !b.HasExited) > 1)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), "more than one process delivers");
            await Task.Delay(50, Token);
        }

        return bots.Single(b => !b.HasExited);
    }

    private static void End(List<Process> bots)
    {
        foreach (var bot in bots)
        {
            if (!bot.HasExited)
            {
                bot.Kill();
            }

            bot.Dispose();
        }
    }
}
