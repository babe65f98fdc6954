using PaperBot.DiscordSurface;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>How the built-in transport keeps its connection: as every one does, and its beats by a clock that a test moves.</summary>
public sealed class GatewayTests : GatewayContract
{
    private protected override Task<GatewayRig> StartAsync(DiscordOptions? options = null, int status = 200) =>
        GatewayRig.StartAsync(options, status: status);

    [Fact]
    public async Task Beats_come_within_the_interval_and_carry_the_number_of_the_last_event()
    {
        var socket = await Rig.BeginAsync();
        await socket.SayAsync(2, "one");
        await Rig.NextTextAsync();
        Rig.Clock.Advance(TimeSpan.FromMilliseconds(41250));
        Assert.Equal(2, (await socket.ReceiveAsync(1))["d"]!.GetValue<int>());
        await socket.SendAsync("""{"op":11}""");
        await socket.SayAsync(3, "two");
        await Rig.NextTextAsync();
        Rig.Clock.Advance(TimeSpan.FromMilliseconds(41250));
        Assert.Equal(3, (await socket.ReceiveAsync(1))["d"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_beat_that_is_asked_for_comes_at_once()
    {
        var socket = await Rig.BeginAsync();
        await socket.SendAsync("""{"op":1,"d":null}""");
        Assert.Equal(1, (await socket.ReceiveAsync(1))["d"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_gateway_that_asks_for_beats_all_the_time_does_not_get_the_bot_over_its_limit()
    {
        var socket = await Rig.BeginAsync();
        for (var n = 0; n < 300; n++)
        {
            await socket.SendAsync("""{"op":1,"d":null}""");
        }

        await socket.SayAsync(2, "after");
        await Rig.NextTextAsync();
        await Rig.StopAsync();
        await socket.Closed;
        var beats = 0;
        while (socket.TryReceive(out _))
        {
            beats++;
        }

        Assert.InRange(beats, 50, 110);
    }

    [Fact]
    public async Task A_gateway_that_falls_silent_is_left_and_the_session_taken_up_elsewhere()
    {
        var socket = await Rig.BeginAsync();
        await socket.SayAsync(2, "one");
        await Rig.NextTextAsync();
        Rig.Clock.Advance(TimeSpan.FromMilliseconds(41250));
        await socket.ReceiveAsync(1);
        Rig.Clock.Advance(TimeSpan.FromMilliseconds(41250));
        var code = await socket.Closed;
        Assert.True(code is not (null or 1000 or 1001), $"closed with {code}");
        var (next, sequence) = await Rig.ResumeAsync();
        Assert.Equal(("/resume?v=10&encoding=json", 2), (next.Asked, sequence));
    }

    [Fact]
    public async Task A_gateway_without_a_greeting_is_given_up_after_half_a_minute()
    {
        var silent = await Rig.NextSocketAsync();
        await Rig.BeginAsync();
        Assert.NotEqual(1000, await silent.Closed);
    }
}
