using PaperBot.Digests;
using Xunit;

namespace PaperBot.Tests.Digests;

/// <summary>What every <see cref="IDigestPlanStore"/> promises.</summary>
public abstract class DigestPlanStoreContract
{
    private static readonly DigestOverrides Everything = new("lab")
    {
        Enabled = true, Days = "Mon, Thu", Time = "07:45", Cron = "", Zone = "Asia/Kolkata", Count = 12, Quiet = false,
        Topics = "“graphs”, -survey", Scheduled = Some.Moment.AddTicks(1),
    };

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IDigestPlanStore Store { get; }

    [Fact]
    public async Task Wishes_are_read_back_as_they_were_kept_in_the_order_of_the_first()
    {
        await Store.ChangeAsync("lab", _ => Everything, Token);
        await Store.ChangeAsync("reading group", w => w with { Enabled = false }, Token);
        await Store.ChangeAsync("lab", w => w with { Count = 3 }, Token);

        Assert.Equal(
            [Everything with { Count = 3 }, new DigestOverrides("reading group") { Enabled = false }], await Store.AllAsync(Token));
    }

    [Fact]
    public async Task Change_that_throws_keeps_nothing()
    {
        await Assert.ThrowsAsync<FormatException>(() => Store.ChangeAsync("lab", _ => throw new FormatException(), Token));
        Assert.Empty(await Store.AllAsync(Token));
    }

    [Fact]
    public async Task Changes_at_the_same_time_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            () => Store.ChangeAsync("lab", w => w with { Count = (w.Count ?? 0) + 1 }, Token), Token)));
        Assert.Equal(20, Assert.Single(await Store.AllAsync(Token)).Count);
    }

    [Fact]
    public async Task Removed_wishes_are_gone_and_said_to_be_there_no_more()
    {
        await Store.ChangeAsync("lab", _ => Everything, Token);
        Assert.True(await Store.RemoveAsync("lab", Token));
        Assert.False(await Store.RemoveAsync("lab", Token));
        Assert.Empty(await Store.AllAsync(Token));
    }
}
