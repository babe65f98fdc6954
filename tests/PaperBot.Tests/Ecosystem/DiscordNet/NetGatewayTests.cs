using PaperBot.DiscordSurface;
using PaperBot.Tests.DiscordSurface;
using Xunit;

namespace PaperBot.Tests.Ecosystem.DiscordNet;

/// <summary>How the connection is kept: what every transport does, and what Discord.Net by itself would do otherwise.</summary>
public sealed class NetGatewayTests : GatewayContract
{
    private protected override Task<GatewayRig> StartAsync(DiscordOptions? options = null, int status = 200) =>
        GatewayRig.StartAsync(options, status: status, open: NetTransport.Open);

    [Fact]
    public async Task A_gateway_that_falls_silent_is_left_and_the_session_taken_up_again()
    {
        var socket = await Rig.NextSocketAsync();
        await socket.HelloAsync(interval: 300);
        await socket.ReceiveAsync(2);
        await socket.DispatchAsync(1, "READY", $$"""
            {"user":{"id":"1","username":"paperbot","bot":true},"guilds":[],"private_channels":[],"session_id":"s",
             "resume_gateway_url":"{{Rig.Peer.Gateway("resume")}}","application":{"id":"2","flags":0} }
            """);
        await Rig.NextAsync<DiscordEvent.Ready>();
        var code = await socket.Closed.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.True(code is not (null or 1000 or 1001), $"closed with {code}");
        Assert.Equal(1, (await Rig.ResumeAsync()).Sequence);
    }

    [Fact]
    public async Task A_library_that_stops_at_what_it_cannot_read_is_started_anew()
    {
        var socket = await Rig.NextSocketAsync();
        await socket.HelloAsync();
        await socket.ReceiveAsync(2);
        await socket.DispatchAsync(1, "READY", $$"""
            {"user":{"id":"1","username":"paperbot","bot":true},"session_id":"s",
             "resume_gateway_url":"{{Rig.Peer.Gateway("resume")}}","application":{"id":"2","flags":0} }
            """);
        await Rig.NextAsync<DiscordEvent.Ready>();
        await Rig.BeginAsync();
    }

    [Fact]
    public async Task The_token_is_in_no_line_of_the_log()
    {
        var socket = await Rig.BeginAsync();
        await socket.SayAsync(2, "private words");
        await Rig.NextTextAsync();
        await socket.CloseAsync(4000);
        await Rig.ResumeAsync();
        Assert.Contains(Rig.Log.Lines, l => l.Contains("Discord.Net (", StringComparison.Ordinal));
        Assert.DoesNotContain(Rig.Log.Lines, l => l.Contains(DiscordRig.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(Rig.Log.Lines, l => l.Contains("private words", StringComparison.Ordinal));
    }
}
