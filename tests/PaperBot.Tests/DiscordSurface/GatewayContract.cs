using System.Text;
using PaperBot.DiscordSurface;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>How every way to Discord keeps its connection, against a gateway that is told what to do.</summary>
public abstract class GatewayContract : IAsyncLifetime
{
    private GatewayRig rig = null!;

    private protected GatewayRig Rig => rig;

    /// <summary>A new rig with the transport.</summary>
    private protected abstract Task<GatewayRig> StartAsync(DiscordOptions? options = null, int status = 200);

    public async ValueTask InitializeAsync() => rig = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_session_starts_with_intents_that_need_no_permission()
    {
        var socket = await rig.NextSocketAsync();
        await socket.HelloAsync();
        var identify = await socket.ReceiveAsync(2);
        Assert.Equal("/gateway?v=10&encoding=json", socket.Asked);
        Assert.Equal(4609, identify["d"]!["intents"]!.GetValue<int>());
        Assert.Equal(DiscordRig.Token, identify["d"]!["token"]!.GetValue<string>());
    }

    [Fact]
    public async Task Message_content_is_asked_for_only_by_the_setting()
    {
        await using var reading = await StartAsync(new DiscordOptions { MessageContentIntent = true });
        var socket = await reading.NextSocketAsync();
        await socket.HelloAsync();
        Assert.Equal(4609 + 32768, (await socket.ReceiveAsync(2))["d"]!["intents"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_session_taken_up_again_tells_what_was_missed_and_nothing_twice()
    {
        var socket = await rig.BeginAsync();
        await socket.SayAsync(2, "one");
        await rig.NextTextAsync();
        socket.Break();
        var (next, _) = await rig.ResumeAsync();
        await next.SayAsync(2, "one");
        await next.SayAsync(3, "two");
        await next.DispatchAsync(4, "RESUMED", "{}");
        Assert.Equal("two", await rig.NextTextAsync());
        await rig.NextAsync<DiscordEvent.Resumed>();
    }

    [Fact]
    public async Task Events_out_of_order_are_all_told_and_a_missing_one_is_asked_for_again()
    {
        var socket = await rig.BeginAsync();
        await socket.SayAsync(3, "three");
        await socket.SayAsync(2, "two");
        await socket.SayAsync(5, "five");
        await socket.SayAsync(5, "five again");
        Assert.Equal("three", await rig.NextTextAsync());
        Assert.Equal("two", await rig.NextTextAsync());
        Assert.Equal("five", await rig.NextTextAsync());
        socket.Break();
        var (next, sequence) = await rig.ResumeAsync();
        Assert.Equal(3, sequence);
        await next.SayAsync(4, "four");
        await next.SayAsync(5, "five");
        await next.SayAsync(6, "six");
        Assert.Equal("four", await rig.NextTextAsync());
        Assert.Equal("six", await rig.NextTextAsync());
    }

    [Theory]
    [InlineData("""{"op":7,"d":null}""")]
    [InlineData("""{"op":9,"d":true}""")]
    [InlineData("""{"op":0,"d":{"id":"1","chan""")]
    [InlineData("not JSON at all")]
    [InlineData("[]")]
    public async Task A_call_to_reconnect_or_a_garbled_frame_leads_to_a_resume(string frame)
    {
        var socket = await rig.BeginAsync();
        await socket.SendAsync(frame);
        var code = await socket.Closed;
        Assert.True(code is not (null or 1000 or 1001), $"closed with {code}");
        Assert.Equal(1, (await rig.ResumeAsync()).Sequence);
    }

    [Fact]
    public async Task A_frame_cut_off_in_the_middle_leads_to_a_resume()
    {
        var socket = await rig.BeginAsync();
        await socket.SendBytesAsync("""{"op":0,"s":2,"t":"MESSAGE_CREATE","d":{"content":"hal"""u8.ToArray(), whole: false);
        socket.Break();
        Assert.Equal(1, (await rig.ResumeAsync()).Sequence);
    }

    [Fact]
    public async Task A_frame_that_spoils_every_resume_leads_to_a_new_session()
    {
        var socket = await rig.BeginAsync();
        await socket.SendAsync("{");
        for (var n = 0; n < 2; n++)
        {
            var (again, _) = await rig.ResumeAsync();
            await again.SendAsync("{");
        }

        await rig.BeginAsync();
    }

    [Fact]
    public async Task A_session_that_is_gone_is_followed_by_a_new_one()
    {
        var socket = await rig.BeginAsync();
        await socket.SendAsync("""{"op":9,"d":false}""");
        var next = await rig.BeginAsync();
        Assert.StartsWith("/gateway?", next.Asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reconnect_before_the_greeting_starts_over()
    {
        var socket = await rig.NextSocketAsync();
        await socket.SendAsync("""{"op":7,"d":null}""");
        await rig.BeginAsync();
    }

    [Fact]
    public async Task A_resume_address_that_is_gone_leads_back_to_the_general_one()
    {
        rig.Peer.Refused.Add("dead");
        var socket = await rig.BeginAsync(resumePath: "dead");
        socket.Break();
        var (next, _) = await rig.ResumeAsync();
        Assert.StartsWith("/gateway?", next.Asked, StringComparison.Ordinal);
        Assert.Equal(1, rig.GatewayCalls);
    }

    [Fact]
    public async Task An_address_that_would_show_the_token_to_the_network_is_not_used()
    {
        var socket = await rig.NextSocketAsync();
        await socket.HelloAsync();
        await socket.ReceiveAsync(2);
        await socket.DispatchAsync(1, "READY", """
            {"user":{"id":"1","username":"b"},"guilds":[],"private_channels":[],"session_id":"s",
             "resume_gateway_url":"ws://evil.example/x"}
            """);
        await rig.NextAsync<DiscordEvent.Ready>();
        socket.Break();
        Assert.StartsWith("/gateway?", (await rig.ResumeAsync()).Socket.Asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_left_out_and_the_next_is_told()
    {
        var socket = await rig.BeginAsync();
        await socket.DispatchAsync(2, "MESSAGE_CREATE", """{"id":"x","content":"private words"}""");
        await socket.DispatchAsync(3, "GUILD_ROLE_UPDATE", "[]");
        await socket.DispatchAsync(4, "NEWS_OF_THE_FUTURE", "7");
        await socket.SayAsync(5, "fine");
        Assert.Equal("fine", await rig.NextTextAsync());
        Assert.DoesNotContain(rig.Log.Lines, l => l.Contains("private words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_very_large_event_in_many_pieces_is_told()
    {
        var socket = await rig.BeginAsync();
        var channels = string.Join(
            ',', Enumerable.Range(100, 20_000).Select(n => $$"""{"id":"{{n}}","type":0,"name":"channel-{{n}}"}"""));
        var frame = $$"""{"op":0,"s":2,"t":"GUILD_CREATE","d":{"id":"8","name":"Lab","channels":[{{channels}}]} }""";
        await socket.SendBytesAsync(Encoding.UTF8.GetBytes(frame), whole: true, piece: 4000);
        var guild = await rig.NextAsync<DiscordEvent.GuildAvailable>();
        Assert.Equal((20_000, false), (guild.Guild.Channels.Count, guild.HasJoined));
    }

    [Fact]
    public async Task Stopping_says_goodbye_for_good()
    {
        var socket = await rig.BeginAsync();
        await rig.StopAsync();
        Assert.Equal(1000, await socket.Closed);
    }

    [Fact]
    public async Task Losing_the_connection_is_told_once_until_it_is_back()
    {
        var socket = await rig.BeginAsync();
        socket.Break();
        Assert.Null((await rig.NextAsync<DiscordEvent.Disconnected>()).Until);
        var (next, _) = await rig.ResumeAsync();
        next.Break();
        var (last, _) = await rig.ResumeAsync();
        await last.DispatchAsync(2, "RESUMED", "{}");
        await rig.NextAsync<DiscordEvent.Resumed>();
        Assert.Single(rig.Told.OfType<DiscordEvent.Disconnected>());
    }

    [Fact]
    public async Task A_gateway_that_cannot_be_found_out_is_asked_for_again()
    {
        await using var late = await StartAsync(status: 503);
        await late.UntilAsync(() => late.GatewayCalls > 6);
        late.Status = 200;
        await late.BeginAsync();
    }

    [Fact]
    public async Task Stopping_while_Discord_is_down_ends_at_once()
    {
        await using var late = await StartAsync(status: 503);
        await late.UntilAsync(() => late.GatewayCalls > 2);
        await late.StopAsync();
        Assert.False(late.Peer.TryNext(out _));
    }
}
