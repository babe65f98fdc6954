using PaperBot.DiscordSurface;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>What each of Discord's close codes leads to, whatever transport it is.</summary>
public abstract class CloseCodeContract : IAsyncLifetime
{
    private GatewayRig rig = null!;

    /// <summary>A new rig with the transport.</summary>
    private protected abstract Task<GatewayRig> StartAsync(int status = 200);

    public async ValueTask InitializeAsync() => rig = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(4006)]
    [InlineData(4009)]
    [InlineData(4900)]
    [InlineData(1001)]
    [InlineData(1011)]
    public async Task After_these_the_session_is_taken_up_again(int code)
    {
        var socket = await rig.BeginAsync();
        await socket.CloseAsync(code);
        await rig.ResumeAsync();
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(4003)]
    [InlineData(4005)]
    [InlineData(4007)]
    [InlineData(4008)]
    public async Task After_these_a_new_session_is_started(int code)
    {
        var socket = await rig.BeginAsync();
        await socket.CloseAsync(code);
        await rig.BeginAsync();
    }

    [Theory]
    [InlineData(4004, "PAPERBOT__Discord__Token")]
    [InlineData(4010, "Discord:ApiAddress")]
    [InlineData(4011, "too many servers")]
    [InlineData(4012, "newer version")]
    [InlineData(4013, "newer version")]
    [InlineData(4014, "Message Content Intent")]
    public async Task After_these_nothing_is_tried_and_a_person_learns_what_to_do(int code, string remedy)
    {
        var socket = await rig.NextSocketAsync();
        await socket.HelloAsync();
        await socket.ReceiveAsync(2);
        await socket.CloseAsync(code);
        var end = Assert.IsType<DiscordGatewayException>(await rig.EndAsync());
        Assert.Equal(code, end.CloseCode);
        Assert.Contains(remedy, end.Message, StringComparison.Ordinal);
        Assert.False(rig.Peer.TryNext(out _));
    }

    [Fact]
    public async Task A_token_that_is_refused_before_the_gateway_ends_it_as_well()
    {
        await using var wrong = await StartAsync(status: 401);
        var end = Assert.IsType<DiscordGatewayException>(await wrong.EndAsync());
        Assert.Contains("PAPERBOT__Discord__Token", end.Message, StringComparison.Ordinal);
        Assert.Equal(1, wrong.GatewayCalls);
    }
}
