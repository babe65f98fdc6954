using PaperBot.Digests;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestPlansTests
{
    private readonly ManualTimeProvider clock = new(Some.Moment);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_give_their_own_channel_a_digest_and_no_other()
    {
        var plans = InMemoryDigestPlanStore.Plans(new DigestSettings { Time = "07:15", Zone = "Europe/Berlin" }, clock);
        Assert.Equal(["console"], (await plans.AllAsync(Token)).Where(p => p.Enabled).Select(p => p.Channel));
        var lab = await plans.OfAsync("lab", Token);
        Assert.Equal(("lab", false, "07:15", "Europe/Berlin"), (lab.Channel, lab.Enabled, lab.Time, lab.Zone));
    }

    [Fact]
    public async Task Channel_keeps_what_it_wished_for_and_follows_the_settings_in_the_rest()
    {
        var store = new InMemoryDigestPlanStore();
        await InMemoryDigestPlanStore.Plans(new DigestSettings(), clock, store)
            .ChangeAsync("lab", w => w with { Enabled = true, Time = "18:00" }, Token);

        var plan = await InMemoryDigestPlanStore.Plans(new DigestSettings { Count = 3, Time = "09:00" }, clock, store).OfAsync("lab", Token);
        Assert.Equal((true, "18:00", 3), (plan.Enabled, plan.Time, plan.Count));
    }

    [Fact]
    public async Task Settings_own_channel_can_be_turned_off()
    {
        var plans = InMemoryDigestPlanStore.Plans(clock: clock);
        await plans.ChangeAsync("console", w => w with { Enabled = false }, Token);
        Assert.All(await plans.AllAsync(Token), p => Assert.False(p.Enabled));
    }

    public static TheoryData<DigestOverrides, string> Impossible { get; } = new()
    {
        { new("lab") { Time = "25:00" }, "“25:00” is no time of day" },
        { new("lab") { Zone = "Mars/Olympus" }, "“Mars/Olympus” is no time zone known here" },
        { new("lab") { Days = "Blursday" }, "“Blursday” is no day" },
        { new("lab") { Cron = "* * * * *" }, "more than once a day" },
        { new("lab") { Count = 26 }, "26 papers are not possible" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task Plan_that_could_not_be_kept_to_is_not_kept(DigestOverrides wishes, string why)
    {
        var plans = InMemoryDigestPlanStore.Plans(clock: clock);
        await plans.ChangeAsync("lab", w => w with { Count = 5 }, Token);
        var wrong = await Assert.ThrowsAsync<FormatException>(() => plans.ChangeAsync("lab", _ => wishes, Token));
        Assert.Contains(why, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(5, (await plans.OfAsync("lab", Token)).Count);
    }

    [Fact]
    public async Task Only_a_change_of_when_it_comes_forgets_what_was_due_before()
    {
        var plans = InMemoryDigestPlanStore.Plans(clock: clock);
        Assert.Null((await plans.ChangeAsync("console", w => w with { Count = 5 }, Token)).Since);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(clock.GetUtcNow(), (await plans.ChangeAsync("console", w => w with { Time = "10:00" }, Token)).Since);
        var set = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(set, (await plans.ChangeAsync("console", w => w with { Quiet = false }, Token)).Since);
    }

    [Theory]
    [InlineData("daily", "08:30", "", "every day at 08:30 (UTC)", "Tue 6 Jan 2026, 08:30")]
    [InlineData("weekdays", "23:59", "", "from Monday to Friday at 23:59 (UTC)", "Mon 5 Jan 2026, 23:59")]
    [InlineData("Mon, Thu", "08:30", "", "on Mon, Thu at 08:30 (UTC)", "Thu 8 Jan 2026, 08:30")]
    [InlineData("daily", "08:30", "0 9 1 * *", "by `0 9 1 * *` (UTC)", "Sun 1 Feb 2026, 09:00")]
    public async Task Plan_in_words_says_when_and_when_next(string days, string time, string cron, string when, string next)
    {
        clock.Advance(TimeSpan.FromHours(3));
        var plan = await InMemoryDigestPlanStore.Plans(new DigestSettings { Days = days, Time = time, Cron = cron }, clock).OfAsync(null, Token);
        var text = DigestPlanText.Of(plan, "this channel", clock.GetUtcNow());
        Assert.StartsWith($"The digest comes to this channel {when}.\n", text, StringComparison.Ordinal);
        Assert.EndsWith($"- next: {next}", text, StringComparison.Ordinal);
    }
}
