using PaperBot.Commands;
using PaperBot.Digests;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.Commands;

public sealed class DigestPlanCommandTests : IAsyncLifetime
{
    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Channel_without_a_digest_says_how_to_get_one() => Assert.Equal(
        "No digest comes to this channel by itself; `/digest schedule` has one come.", (await SayAsync("/digest schedule")).Text);

    [Fact]
    public async Task Schedule_says_what_it_now_is_and_keeps_it()
    {
        var reply = await SayAsync("/digest schedule --days \"Mon, Thu\" --time 7:45 --zone Europe/Berlin --count 3 --quiet no");
        Assert.StartsWith(
            "The digest comes to this channel on Mon, Thu at 07:45 (Europe/Berlin).\n- at most 3 papers about anything\n"
            + "- a line also on a day without anything new\n- next: ",
            reply.Text,
            StringComparison.Ordinal);
        Assert.Equal(reply.Text, (await SayAsync("/digest schedule")).Text);
        Assert.Contains("at most 5 papers", (await SayAsync("/digest schedule --count 5")).Text, StringComparison.Ordinal);
        Assert.Contains("on Mon, Thu at 07:45", (await SayAsync("/digest schedule")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cron_expression_and_days_take_each_others_place()
    {
        Assert.Contains("by `0 9 * * 1`", (await SayAsync("/digest schedule --cron \"0 9 * * 1\"")).Text, StringComparison.Ordinal);
        Assert.Contains("on Fri at 08:30", (await SayAsync("/digest schedule --days Fri")).Text, StringComparison.Ordinal);
        Assert.Contains("not both", (await SayAsync("/digest schedule --days Fri --cron \"0 9 * * 1\"")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/digest schedule --time 25:00", "“25:00” is no time of day")]
    [InlineData("/digest schedule --cron 0 7 * * *", "several words as one value stand in quotation marks")]
    [InlineData("/digest schedule --days Blursday", "“Blursday” is no day")]
    [InlineData("/digest schedule --cron \"* * * * *\"", "more than once a day")]
    [InlineData("/digest schedule --count 40", "40 papers are not possible")]
    public async Task Impossible_schedule_is_refused_with_what_is_allowed_and_changes_nothing(string line, string why)
    {
        var reply = await SayAsync(line);
        Assert.True(reply.IsProblem);
        Assert.Contains(why, reply.Text, StringComparison.Ordinal);
        Assert.StartsWith("No digest comes", (await SayAsync("/digest schedule")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_of_another_channel_is_set_from_here()
    {
        Assert.StartsWith("The digest comes to `papers`", (await SayAsync("/digest channel papers")).Text, StringComparison.Ordinal);
        Assert.True((await room.Service<DigestPlans>().OfAsync("papers", Token)).Enabled);
        Assert.StartsWith("No digest comes to `papers`", (await SayAsync("/digest off papers")).Text, StringComparison.Ordinal);
        Assert.False((await room.Service<DigestPlans>().OfAsync("papers", Token)).Enabled);
        Assert.StartsWith("No digest comes to this channel", (await SayAsync("/digest off")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_are_kept_and_all_of_them_can_be_taken_back()
    {
        await SayAsync("/digest schedule --time 08:30");
        Assert.Contains("about `graph", (await SayAsync("/digest topics graph learning")).Text, StringComparison.Ordinal);
        Assert.Contains("about anything", (await SayAsync("/digest topics all")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/digest schedule --time 08:00")]
    [InlineData("/digest topics cats")]
    [InlineData("/digest channel")]
    [InlineData("/digest off")]
    [InlineData("/digest now")]
    public async Task Only_who_looks_after_the_place_sets_its_digest(string line)
    {
        var reply = await room.SayAsync(line, Token);
        Assert.True(reply.IsProblem);
        Assert.StartsWith("Only those who look after this place", reply.Text, StringComparison.Ordinal);
        Assert.Empty(await room.Service<IDigestPlanStore>().AllAsync(Token));
    }

    [Fact]
    public async Task Preview_shows_an_edition_and_keeps_none()
    {
        var preview = await SayAsync("/digest preview --count 1");
        Assert.StartsWith("*A preview: nothing is kept or posted.*\n# Paper digest", preview.Text, StringComparison.Ordinal);
        Assert.Single(preview.Papers);
        Assert.Empty(await room.Service<IDigestLedger>().DaysAsync("room", default, Token));
    }

    [Fact]
    public async Task Digest_posted_now_is_asked_of_the_clock_and_not_twice()
    {
        Assert.Equal("Today's digest is on its way.", (await SayAsync("/digest now")).Text);
        Assert.Equal(["room"], room.Service<DigestAgenda>().Take());

        // Whatever becomes of this process, the ledger knows that somebody waits for it.
        var edition = await room.Service<DigestService>().EditionAsync(new DigestRequest { Channel = "room" }, Token);
        Assert.True(edition.IsBegun);
        await room.Service<DigestPublisher>().MarkShownAsync(edition, Token);
        Assert.Contains("posted here already", (await SayAsync("/digest now")).Text, StringComparison.Ordinal);
        Assert.Empty(room.Service<DigestAgenda>().Take());
    }

    [Fact]
    public void Zones_are_completed_by_any_part_of_their_name()
    {
        var zone = room.Table.FindAny("digest schedule")!.Options.Single(o => o.Kind == OptionKind.Zone);
        Assert.Contains("Asia/Kolkata", room.Service<CommandCompletion>().Suggest(zone, "kolk").Select(s => s.Value));
        Assert.Equal("UTC", room.Service<CommandCompletion>().Suggest(zone, "")[0].Value);
    }

    private Task<Reply> SayAsync(string line) => room.Service<CommandDispatcher>().ReplyToAsync(
        new IncomingMessage("m1", "room", "ada", line) { IsAdministrator = true }, null, Token);
}
