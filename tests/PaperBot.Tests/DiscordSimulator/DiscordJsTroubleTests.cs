using PaperBot.DiscordSimulator.Faults;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>
/// What the independent client makes of trouble. The recoveries are its own; that they work is what is looked at.
/// </summary>
public sealed class DiscordJsTroubleTests
{
    [Fact]
    public async Task A_dropped_socket_and_op_7_are_resumed_and_nothing_is_lost_or_doubled()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var client = await StartAsync(server);
        await client.NextAsync("ready");
        server.Discord.Faults.Next(new DropSocket(), "MESSAGE_CREATE");
        server.Discord.Act.Say(server.Reader, server.Channel, "@PaperBot one");
        await client.NextAsync("answered");
        server.Discord.Faults.Next(new AskToReconnect(), "MESSAGE_CREATE");
        server.Discord.Act.Say(server.Reader, server.Channel, "@PaperBot two");
        await client.NextAsync("answered");
        Assert.Equal(2, server.Channel.Messages.Count(m => m.Author == server.Bot));
        Assert.Equal((2, 0, 1), (
            server.Discord.Gateway.Statistics.Resumes, server.Discord.Gateway.Statistics.ResumesElsewhere,
            server.Discord.Gateway.Statistics.Identifies));
    }

    [Fact]
    public async Task An_invalid_session_is_given_up_for_a_new_one()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var client = await StartAsync(server);
        await client.NextAsync("ready");
        server.Discord.Gateway.Each(c => server.Discord.Gateway.Invalidate(c, resumable: false));
        await client.NextAsync("logged in");
        server.Discord.Act.Say(server.Reader, server.Channel, "@PaperBot still there?");
        await client.NextAsync("answered");
        Assert.Equal((0, 2), (server.Discord.Gateway.Statistics.Resumes, server.Discord.Gateway.Statistics.Identifies));
    }

    [Fact]
    public async Task A_zombie_connection_is_noticed_closed_with_a_code_of_the_clients_and_resumed()
    {
        await using var server = await SimulatedServer.StartAsync();
        server.Discord.Gateway.HeartbeatInterval = TimeSpan.FromMilliseconds(400);
        await using var client = await StartAsync(server);
        await client.NextAsync("ready");
        server.Discord.Gateway.Each(c => c.Stall());
        await client.NextAsync("resumed");
        server.Discord.Act.Say(server.Reader, server.Channel, "@PaperBot alive?");
        await client.NextAsync("answered");
        Assert.Contains(4200, server.Discord.Gateway.Statistics.ClientCloses);
    }

    [Fact]
    public async Task A_429_is_waited_out_and_a_5xx_tried_again()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var client = await StartAsync(server);
        await client.NextAsync("ready");
        const string Send = "POST /channels/{channel_id}/messages";
        server.Discord.Faults.Next(new TooManyRequests(TimeSpan.FromMilliseconds(300)), Send);
        server.Discord.Faults.Next(new ServerError(502), Send);
        await client.TellAsync($"send {server.Channel.Id} hello");
        await client.NextAsync("sent");
        Assert.Equal([429, 502, 200], server.Discord.Requests.Of(Send).Select(r => r.Status));
        Assert.Single(server.Channel.Messages);
    }

    [Fact]
    public async Task A_wrong_token_and_a_privileged_intent_that_is_switched_off_end_the_client()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var wrong =
            await IndependentClient.StartAsync("messages.js", server.Discord.Address + "api", "wrong.token.here");
        Assert.Equal("TokenInvalid", (string?)(await wrong.NextAsync("login failed"))["code"]);
        await using var greedy = await IndependentClient.StartAsync(
            "messages.js", server.Discord.Address + "api", server.World.Bot.Token, ("PEER_INTENTS", "33281"));
        Assert.Contains("disallowed intents", (string?)(await greedy.NextAsync("login failed"))["text"],
            StringComparison.Ordinal);
        Assert.Equal([4014], server.Discord.Gateway.Statistics.Closes);
    }

    private static Task<IndependentClient> StartAsync(SimulatedServer server) => IndependentClient.StartAsync(
        "messages.js", server.Discord.Address + "api", server.World.Bot.Token);
}
