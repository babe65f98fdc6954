using PaperBot.DiscordSimulator.Faults;
using PaperBot.Digests;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>Digests in the channels of a Discord on this machine, and what becomes of them when a place changes.</summary>
public sealed class DiscordDigestTests
{
    private const string Send = "POST /channels/{channel_id}/messages";

    [Fact]
    public async Task A_digest_is_posted_once_also_when_the_bot_dies_while_it_posts()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        await CommandLine.ProgramRun.Of(data, "import", CommandLine.Listing.WriteTo(data));
        (string, string)[] settings = [("Digest:Channel", $"{server.Channel.Id}"), ("Discord:TimeoutSeconds", "1")];

        // It stands, and the bot never hears of it: each repetition breaks as well.
        server.Discord.Faults.Next(new ConnectionReset(AfterEffect: true), Send, times: 10);
        await using (var first = await DiscordRoom.OpenAsync(server, ownsServer: false, data, null, WithTime(settings)))
        {
            await first.UntilAsync(() => server.Channel.Messages.Count > 0, "the post");
        }

        server.Discord.Faults.Clear();
        for (var i = 0; i < 150; i++)
        {
            server.Discord.Act.Say(server.Reader, server.Channel, $"talk {i}");
        }

        await using var second = await DiscordRoom.OpenAsync(server, ownsServer: false, data, null, WithTime(settings));
        await second.UntilAsync(() => server.Discord.Requests.Of("GET /channels/{channel_id}/messages").Count >= 3, "the search");
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        Assert.Single(server.Channel.Messages, m => m.Author == server.Bot);
        Assert.Empty(server.Discord.Check.Findings);
    }

    [Fact]
    public async Task Below_a_posted_digest_stand_buttons_for_everybody_and_an_edit_leaves_them()
    {
        await using var room = await DiscordRoom.OpenAsync(WithTime([]));
        var (server, act) = (room.Server, room.Discord.Act);
        await room.Service<DigestPlans>().ChangeAsync(
            $"{server.Channel.Id}", w => w with { Enabled = true, Time = "00:00" }, TestContext.Current.CancellationToken);
        room.Service<DigestAgenda>().PostNow($"{server.Channel.Id}");
        await room.UntilAsync(() => server.Channel.Messages.Count > 0, "the digest");
        var post = server.Channel.Messages[^1];

        var opened = act.Press(server.Reader, post, "Open a paper");
        Assert.Contains("Its number in this digest", (await opened.ModalAsync()).ToJsonString(), StringComparison.Ordinal);
        var card = await act.SubmitModal(server.Reader, opened, ("value", "2")).SettledAsync();
        Assert.Equal(server.Reader, card.OnlyFor);
        Assert.Contains("**", card.Body.Content, StringComparison.Ordinal);

        var asked = act.Press(server.Reader, post, "Follow-up");
        await asked.ModalAsync();
        var answer = await act.SubmitModal(server.Reader, asked, ("value", "What is paper 1 about?")).SettledAsync();
        Assert.Null(answer.OnlyFor);

        var refused = await act.Press(server.Reader, post, "Topics").MessageAsync();
        Assert.Equal(server.Reader, refused.OnlyFor);
        Assert.Equal("Only those who look after this place can use `/digest topics`.", refused.Body.Content);

        var changed = room.Data.File(
            "corrected.txt", CommandLine.Listing.Text.Replace("12 years", "21 years", StringComparison.Ordinal));
        await CommandLine.ProgramRun.Of(room.Data, "import", changed);
        room.Service<DigestAgenda>().LookAgain();
        await room.UntilAsync(() => post.Earlier.Count > 0, "the edit");
        Assert.Contains("21 years", post.Body.Content, StringComparison.Ordinal);
        Assert.Equal(3, ((System.Text.Json.Nodes.JsonArray)post.Body.Components[0]!["components"]!).Count);
    }

    [Fact]
    public async Task The_terminal_s_channel_is_no_channel_of_discord()
    {
        await using var room = await DiscordRoom.OpenAsync(WithTime([]));
        await room.UntilAsync(
            () => room.Log.Any(l => l.Contains("`/digest channel` in the channel where it is wanted", StringComparison.Ordinal)), "the line in the log");
        Assert.Empty(room.Discord.Requests.Of(Send));
    }

    [Fact]
    public async Task Deleting_the_channel_of_a_digest_switches_it_off_and_its_owner_is_told()
    {
        await using var room = await DiscordRoom.OpenAsync();
        await WantDigestAsync(room);
        room.Discord.Act.DeleteChannel(room.Server.Channel);
        var owner = room.Discord.Act.Direct(room.Server.Owner);
        await room.UntilAsync(() => owner.Messages.Count == 1, "a message to the owner");
        Assert.False((await PlanAsync(room)).Enabled);
        DiscordRoom.IsGolden("channel-gone", room.Discord.Act.TranscriptFor(room.Server.Owner, owner));
    }

    [Fact]
    public async Task Leaving_a_server_switches_its_digest_off()
    {
        await using var room = await DiscordRoom.OpenAsync();
        await WantDigestAsync(room);
        room.Discord.Act.Kick(room.Server.Guild);
        await room.UntilAsync(() => room.Log.Any(l => l.Contains("I was removed from the server", StringComparison.Ordinal)), "the line in the log");
        Assert.False((await PlanAsync(room)).Enabled);
    }

    [Fact]
    public async Task A_stop_closes_the_gateway_with_1000_and_a_wrong_token_ends_the_service_with_what_to_do()
    {
        await using var room = await DiscordRoom.OpenAsync();
        await room.StopAsync();
        await room.UntilAsync(() => room.Discord.Gateway.Statistics.ClientCloses.Count > 0, "the close");
        Assert.Equal([1000], room.Discord.Gateway.Statistics.ClientCloses);

        room.Server.World.Bot.Token = "another.bot.token";
        var failure = await Assert.ThrowsAsync<CommandFailure>(async () => await DiscordRoom.OpenAsync(
            room.Server, ownsServer: false, room.Data, null, ("Discord:Token", "wrong.bot.token")));
        Assert.Contains("token", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("wrong.bot.token", failure.ToString(), StringComparison.Ordinal);
    }

    private static (string, string)[] WithTime((string, string)[] settings) =>
        [.. settings, ("Digest:Time", "00:00"), ("Digest:SettleMinutes", "0")];

    private static Task<DigestPlan> WantDigestAsync(DiscordRoom room) => room.Service<DigestPlans>().ChangeAsync(
        $"{room.Server.Channel.Id}", w => w with { Enabled = true }, TestContext.Current.CancellationToken);

    private static Task<DigestPlan> PlanAsync(DiscordRoom room) =>
        room.Service<DigestPlans>().OfAsync($"{room.Server.Channel.Id}", TestContext.Current.CancellationToken);
}
