using System.Net.WebSockets;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>The rules of the gateway.</summary>
public sealed class SimulatorGatewayTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(4001, """{"op":99,"d":null}""")]
    [InlineData(4002, "no json")]
    [InlineData(4002, """{"op":2,"d":{"token":"x"}}""")]
    [InlineData(4003, """{"op":3,"d":{}}""")]
    [InlineData(4004, """{"op":2,"d":{"token":"wrong","intents":1,"properties":{}}}""")]
    [InlineData(4010, """{"op":2,"d":{"token":"TOKEN","intents":1,"properties":{},"shard":[1,1]}}""")]
    [InlineData(4013, """{"op":2,"d":{"token":"TOKEN","intents":536870912,"properties":{}}}""")]
    [InlineData(4014, """{"op":2,"d":{"token":"TOKEN","intents":32768,"properties":{}}}""")]
    public async Task A_wrong_frame_is_answered_with_its_close_code(int code, string frame)
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var gateway = await RawGateway.ConnectAsync(server.Discord);
        await gateway.SendAsync(frame.Replace("TOKEN", server.World.Bot.Token, StringComparison.Ordinal));
        Assert.Equal(code, await gateway.ClosedAsync());
    }

    [Fact]
    public async Task Too_long_a_frame_a_wrong_version_a_second_login_and_too_many_frames_close_the_socket()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using (var longFrame = await RawGateway.ConnectAsync(server.Discord))
        {
            await longFrame.SendAsync($$"""{"op":1,"d":"{{new string('x', 4096)}}"}""");
            Assert.Equal(4002, await longFrame.ClosedAsync());
        }

        await using (var old = await RawGateway.ConnectAsync(server.Discord, version: "9"))
        {
            Assert.Equal(4012, await old.ClosedAsync());
        }

        await using (var twice = await RawGateway.LogInAsync(server.Discord))
        {
            await twice.IdentifyAsync(server.World.Bot.Token);
            Assert.Equal(4005, await twice.ClosedAsync());
        }

        await using var fast = await RawGateway.ConnectAsync(server.Discord);
        for (var i = 0; i < 121; i++)
        {
            await fast.SendAsync(1, null);
        }

        Assert.Equal(4008, await fast.ClosedAsync());
    }

    [Fact]
    public async Task A_resume_brings_what_was_missed_in_order_and_an_impossible_one_is_refused()
    {
        await using var server = await SimulatedServer.StartAsync();
        JsonNode ready;
        await using (var first = await RawGateway.LogInAsync(server.Discord))
        {
            ready = await first.EventAsync("READY");
            await first.EventAsync("GUILD_CREATE");
        }

        await WaitAsync(() => !server.Discord.Gateway.BotIsOnline);
        server.Discord.Act.Say(server.Reader, server.Channel, "@PaperBot one");
        server.Discord.Act.Say(server.Reader, server.Channel, "@PaperBot two");
        Assert.EndsWith("/resume", (string?)ready["d"]!["resume_gateway_url"], StringComparison.Ordinal);
        await using var second = await RawGateway.ConnectAsync(server.Discord, "resume");
        await second.FrameAsync();
        await second.SendAsync(6, Resume(server, ready, 2));
        Assert.Equal("<@" + server.Bot.Id + "> one", (string?)(await second.FrameAsync())!["d"]!["content"]);
        var last = await second.FrameAsync();
        Assert.Equal("4", last!["s"]!.ToString());
        Assert.Equal("RESUMED", (string?)(await second.FrameAsync())!["t"]);

        await using var ahead = await RawGateway.ConnectAsync(server.Discord, "resume");
        await ahead.SendAsync(6, Resume(server, ready, 99));
        Assert.Equal(4007, await ahead.ClosedAsync());
        await using var gone = await RawGateway.ConnectAsync(server.Discord, "resume");
        await gone.FrameAsync();
        await gone.SendAsync(6, Resume(server, ready, 2));
        var invalid = await gone.FrameAsync();
        Assert.Equal(("9", "false"), (invalid!["op"]!.ToString(), invalid["d"]!.ToString()));
    }

    [Fact]
    public async Task A_goodbye_ends_the_session_and_a_session_waits_three_minutes_only()
    {
        var clock = new ManualTimeProvider(Start);
        await using var server = await SimulatedServer.StartAsync(clock);
        await using (var polite = await RawGateway.LogInAsync(server.Discord))
        {
            await polite.EventAsync("READY");
            await polite.CloseAsync(1000);
        }

        await WaitAsync(() => server.Discord.Gateway.Sessions == 0);
        clock.Advance(TimeSpan.FromSeconds(6));
        JsonNode ready;
        await using (var rude = await RawGateway.LogInAsync(server.Discord))
        {
            ready = await rude.EventAsync("READY");
        }

        await WaitAsync(() => !server.Discord.Gateway.BotIsOnline);
        clock.Advance(TimeSpan.FromMinutes(4));
        await using var late = await RawGateway.ConnectAsync(server.Discord, "resume");
        await late.FrameAsync();
        await late.SendAsync(6, Resume(server, ready, 1));
        Assert.Equal("9", (await late.FrameAsync())!["op"]!.ToString());
    }

    [Fact]
    public async Task Logins_keep_their_pace_and_the_last_one_too_many_resets_the_token()
    {
        var clock = new ManualTimeProvider(Start);
        await using var server = await SimulatedServer.StartAsync(clock);
        server.Discord.Gateway.Budget.Total = 2;
        var token = server.World.Bot.Token;
        await using var first = await RawGateway.LogInAsync(server.Discord);
        await first.EventAsync("READY");
        await using var quick = await RawGateway.LogInAsync(server.Discord);
        Assert.Equal("9", (await quick.FrameAsync())!["op"]!.ToString());
        Assert.Equal("0", server.Discord.Gateway.Information()["session_start_limit"]!["remaining"]!.ToString());
        clock.Advance(TimeSpan.FromSeconds(6));
        await using var oneTooMany = await RawGateway.LogInAsync(server.Discord);
        Assert.Equal(4004, await oneTooMany.ClosedAsync());
        Assert.NotEqual(token, server.World.Bot.Token);
        Assert.Equal(1, server.Discord.Gateway.Statistics.TokenResets);
    }

    [Fact]
    public async Task A_client_that_sends_no_heartbeats_is_cut_off()
    {
        var clock = new ManualTimeProvider(Start);
        await using var server = await SimulatedServer.StartAsync(clock);
        await using var silent = await RawGateway.LogInAsync(server.Discord);
        await silent.EventAsync("READY");
        clock.Advance(TimeSpan.FromSeconds(136));
        Assert.Equal(4009, await silent.ClosedAsync());
        Assert.Equal(0, server.Discord.Gateway.Sessions);
    }

    [Fact]
    public async Task What_people_write_is_open_only_where_the_bot_is_meant()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var gateway = await RawGateway.LogInAsync(server.Discord);
        await gateway.EventAsync("GUILD_CREATE");
        var act = server.Discord.Act;
        var own = server.World.Post(server.Channel, server.Bot, MessageKind.Default, new MessageBody("mine"));
        var slash = server.World.Post(
            server.Channel, server.Bot, MessageKind.SlashAnswer, new MessageBody("slash"),
                answers: new AnswerTo(1, 2, server.Reader, "ask", null));
        act.Say(server.Reader, server.Channel, "overheard");
        act.Say(server.Reader, server.Channel, "@PaperBot meant");
        act.Say(server.Reader, server.Channel, "pinged", replyTo: own);
        act.Say(server.Reader, server.Channel, "not pinged", replyTo: own, ping: false);
        act.Say(server.Reader, server.Channel, "to a slash answer", replyTo: slash);
        act.Say(server.Reader, act.Direct(server.Reader), "private");
        var seen = new List<string?>();
        for (var i = 0; i < 8; i++)
        {
            seen.Add((string?)(await gateway.EventAsync("MESSAGE_CREATE"))["d"]!["content"]);
        }

        Assert.Equal(["mine", "slash", "", $"<@{server.Bot.Id}> meant", "pinged", "", "", "private"], seen);
    }

    [Fact]
    public async Task Private_answers_come_without_a_server_and_leaving_and_outages_are_told_apart()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var gateway = await RawGateway.LogInAsync(server.Discord);
        await gateway.EventAsync("GUILD_CREATE");
        server.World.Post(server.Channel, server.Bot, MessageKind.SlashAnswer, new MessageBody("psst"), onlyFor: server.Reader);
        Assert.Null((await gateway.EventAsync("MESSAGE_CREATE"))["d"]!["guild_id"]);
        server.World.SetAvailable(server.Guild, false);
        Assert.Equal("true", (await gateway.EventAsync("GUILD_DELETE"))["d"]!["unavailable"]!.ToString());
        server.World.SetAvailable(server.Guild, true);
        await gateway.EventAsync("GUILD_CREATE");
        server.Discord.Act.DeleteChannel(server.Channel);
        await gateway.EventAsync("CHANNEL_DELETE");
        server.Discord.Act.Kick(server.Guild);
        Assert.Null((await gateway.EventAsync("GUILD_DELETE"))["d"]!["unavailable"]);
    }

    [Fact]
    public async Task Events_can_come_twice_late_cut_off_or_not_at_all()
    {
        await using var server = await SimulatedServer.StartAsync();
        var faults = server.Discord.Faults;
        await using var gateway = await RawGateway.LogInAsync(server.Discord);
        await gateway.EventAsync("GUILD_CREATE");
        faults.Next(new DuplicateDispatch(), "MESSAGE_CREATE");
        faults.Next(new ReorderDispatch(), "MESSAGE_CREATE");
        foreach (var word in (string[])["a", "b", "c"])
        {
            server.Discord.Act.Say(server.Reader, server.Channel, "@PaperBot " + word);
        }

        var seen = new List<string?>();
        for (var i = 0; i < 4; i++)
        {
            seen.Add(((string?)(await gateway.EventAsync("MESSAGE_CREATE"))["d"]!["content"])![^1..]);
        }

        Assert.Equal(["a", "a", "c", "b"], seen);
        faults.Next(new TruncateFrame(), "MESSAGE_CREATE");
        server.Discord.Act.Say(server.Reader, server.Channel, "@PaperBot d");
        await Assert.ThrowsAsync<WebSocketException>(gateway.FrameAsync);
        Assert.Equal(["DuplicateDispatch", "ReorderDispatch", "TruncateFrame"], faults.Counts.Keys);
        faults.Next(new RefuseConnection(), "socket");
        await Assert.ThrowsAsync<WebSocketException>(() => RawGateway.ConnectAsync(server.Discord));
    }

    private static JsonObject Resume(SimulatedServer server, JsonNode ready, int seq) => new()
    {
        ["token"] = server.World.Bot.Token, ["session_id"] = (string?)ready["d"]!["session_id"], ["seq"] = seq,
    };

    private static async Task WaitAsync(Func<bool> done)
    {
        for (var i = 0; i < 500 && !done(); i++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(done());
    }
}
