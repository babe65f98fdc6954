using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>A transport, the built-in one unless told, connected to a gateway here, with a clock that a test moves.</summary>
internal sealed class GatewayRig : IAsyncDisposable
{
    private CancellationTokenSource stopping = new();
    private readonly Channel<DiscordEvent> events = Channel.CreateUnbounded<DiscordEvent>();
    private readonly LoopbackPeer peer;
    private readonly IDiscordTransport api;
    private Task reading = Task.CompletedTask;

    private GatewayRig(LoopbackPeer peer, DiscordOptions options, string? dataFolder, Opening open)
    {
        this.peer = peer;
        options.ApiAddress = peer.ApiAddress;
        options.Token = new Secret(DiscordRig.Token);
        api = open(options, dataFolder, Clock, Log);
        peer.OnCall = context =>
        {
            GatewayCalls++;
            context.Response.StatusCode = Status;
            return context.Response.WriteAsync($$"""
                {"url":"{{peer.Gateway()}}","shards":1,
                 "session_start_limit":{"total":1000,"remaining":{{Remaining}},"reset_after":7200000,"max_concurrency":1} }
                """);
        };
    }

    /// <summary>Makes a transport.</summary>
    public delegate IDiscordTransport Opening(DiscordOptions options, string? dataFolder, TimeProvider time, ILoggerFactory logs);

    public ManualTimeProvider Clock { get; } = new(Some.Moment);

    public RecordingLog Log { get; } = new();

    public LoopbackPeer Peer => peer;

    /// <summary>Everything that was told so far.</summary>
    public ConcurrentQueue<DiscordEvent> Told { get; } = new();

    /// <summary>What Discord says is left of the day's sessions.</summary>
    public int Remaining { get; set; } = 900;

    public int Status { get; set; } = 200;

    public int GatewayCalls { get; private set; }

    public static async Task<GatewayRig> StartAsync(
        DiscordOptions? options = null, string? dataFolder = null, int remaining = 900, int status = 200, Opening? open = null)
    {
        open ??= (given, folder, time, logs) => new DiscordApi(given, folder, time, logs);
        var rig = new GatewayRig(await LoopbackPeer.StartAsync(), options ?? new DiscordOptions(), dataFolder, open)
        {
            Remaining = remaining,
            Status = status,
        };
        rig.reading = rig.ReadAsync();
        return rig;
    }

    /// <summary>The next connection. The clock is moved on meanwhile, for the bot may be pausing.</summary>
    public async Task<PeerSocket> NextSocketAsync()
    {
        PeerSocket? socket = null;
        await UntilAsync(() => peer.TryNext(out socket));
        return socket!;
    }

    /// <summary>Moves the clock on until something is so.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        for (var turn = 0; !isSo(); turn++)
        {
            Assert.True(turn < 4000, "it did not become so");
            await Task.Delay(5, TestContext.Current.CancellationToken);
            Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Greets a new connection and begins the session.</summary>
    public async Task<PeerSocket> BeginAsync(string resumePath = "resume")
    {
        var socket = await NextSocketAsync();
        await socket.HelloAsync();
        await socket.ReceiveAsync(2);
        await socket.DispatchAsync(1, "READY", $$"""
            {"v":10,"user":{"id":"1","username":"paperbot","bot":true},"guilds":[{"id":"8","unavailable":true}],
             "private_channels":[],"session_id":"s-{{Guid.NewGuid():N}}","resume_gateway_url":"{{peer.Gateway(resumePath)}}",
             "application":{"id":"2","flags":0} }
            """);
        await NextAsync<DiscordEvent.Ready>();
        return socket;
    }

    /// <summary>Greets a connection that takes the session up again.</summary>
    /// <returns>The connection and the number of the last event the bot has.</returns>
    public async Task<(PeerSocket Socket, int Sequence)> ResumeAsync()
    {
        var socket = await NextSocketAsync();
        await socket.HelloAsync();
        var resume = await socket.ReceiveAsync(6);
        Assert.Equal(DiscordRig.Token, resume["d"]!["token"]!.GetValue<string>());
        return (socket, resume["d"]!["seq"]!.GetValue<int>());
    }

    /// <summary>The next event of this kind; others are passed over.</summary>
    public async Task<T> NextAsync<T>()
        where T : DiscordEvent
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (await events.Reader.ReadAsync(late.Token) is T found)
            {
                return found;
            }
        }
    }

    public async Task<string> NextTextAsync() => (await NextAsync<DiscordEvent.MessageCreated>()).Message.Content;

    /// <summary>Stops as a service does.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await reading;
    }

    /// <summary>Stops, and then reads the events anew.</summary>
    public async Task ReadAgainAsync()
    {
        await StopAsync();
        stopping.Dispose();
        stopping = new CancellationTokenSource();
        reading = ReadAsync();
    }

    /// <summary>How the events ended by themselves.</summary>
    public async Task<Exception> EndAsync()
    {
        await UntilAsync(() => reading.IsCompleted);
        return await Assert.ThrowsAnyAsync<Exception>(() => reading);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAny(reading);
        await api.DisposeAsync();
        await peer.DisposeAsync();
        stopping.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (var happened in api.EventsAsync(stopping.Token))
        {
            Told.Enqueue(happened);
            events.Writer.TryWrite(happened);
        }
    }
}
