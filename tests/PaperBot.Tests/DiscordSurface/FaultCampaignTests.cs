using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>
/// The program itself, as a process, in a Discord where much goes wrong, killed now and then while people talk with it and digests
/// fall due.
/// </summary>
public sealed class FaultCampaignTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_day_of_trouble_leaves_no_question_unanswered_or_answered_twice_and_no_digest_lost_or_doubled() =>
        RunAsync(new FaultCampaign.Size(Conversations: 8, Digests: 2, Faults: 60, Kills: 1, AtOnce: 8));

    [Fact]
    [Trait("Length", "Long")]
    public Task A_year_of_trouble_leaves_no_question_unanswered_or_answered_twice_and_no_digest_lost_or_doubled() =>
        RunAsync(new FaultCampaign.Size(Conversations: 300, Digests: 60, Faults: 2000, Kills: 20, AtOnce: 12));

    private async Task RunAsync(FaultCampaign.Size size)
    {
        await using var campaign = await FaultCampaign.StartAsync(size, TestContext.Current.CancellationToken);
        await campaign.RunAsync();
        output.WriteLine(campaign.Report());
        Assert.All(campaign.Asked, a => Assert.True(a.Answers.Count == 1, $"{a.What}: {a.Answers.Count} answers\n{a.Seen}"));
        Assert.All(campaign.Asked, a => Assert.True(a.Drafts.Count == 0, $"{a.What} left a draft\n{a.Seen}"));
        Assert.All(campaign.Editions, e => Assert.True(campaign.DigestsIn(e) == 1, $"{e}: {campaign.DigestsIn(e)} digests\n{campaign.Log}"));
        Assert.True(campaign.Faults >= size.Faults, campaign.Report());
        Assert.Equal(size.Kills, campaign.Kills);
        Assert.Equal(0, campaign.LastExit);
        Assert.DoesNotContain("Unhandled exception", campaign.Log, StringComparison.Ordinal);
        var (log, unsent) = (campaign.Log, campaign.Log.IndexOf("could not be sent", StringComparison.Ordinal));
        Assert.True(unsent < 0, unsent < 0 ? "" : log[unsent..Math.Min(log.Length, unsent + 3000)]);
        Assert.Empty(campaign.Findings);
    }
}
