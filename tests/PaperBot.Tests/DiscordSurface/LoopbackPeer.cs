using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>A small server on this machine: a gateway whose frames a test writes itself, and whatever HTTP it wants.</summary>
internal sealed class LoopbackPeer : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly Channel<PeerSocket> sockets = Channel.CreateUnbounded<PeerSocket>();

    private LoopbackPeer(WebApplication server) => this.server = server;

    public string ApiAddress => $"{server.Urls.First()}/api/v10";

    /// <summary>Address of the gateway; each path is the same gateway under another name.</summary>
    public string Gateway(string path = "gateway") =>
        $"{server.Urls.First().Replace("http", "ws", StringComparison.Ordinal)}/{path}";

    /// <summary>Answers HTTP.</summary>
    public Func<HttpContext, Task> OnCall { get; set; } = context =>
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    };

    /// <summary>Paths whose connections are refused.</summary>
    public HashSet<string> Refused { get; } = [];

    public static async Task<LoopbackPeer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var peer = new LoopbackPeer(builder.Build());
        peer.server.UseWebSockets();
        peer.server.Run(peer.HandleAsync);
        await peer.server.StartAsync();
        return peer;
    }

    /// <summary>The next connection that came, once it does.</summary>
    public async Task<PeerSocket> NextAsync(CancellationToken token) => await sockets.Reader.ReadAsync(token);

    public bool TryNext(out PeerSocket? socket) => sockets.Reader.TryRead(out socket);

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await server.StopAsync(soon.Token);
        await server.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await OnCall(context);
            return;
        }

        if (Refused.Contains(context.Request.Path.Value!.TrimStart('/')))
        {
            context.Abort();
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var peer = new PeerSocket(socket, context);
        sockets.Writer.TryWrite(peer);
        await peer.ReceiveAllAsync();
    }
}

/// <summary>One connection, seen from the server.</summary>
internal sealed class PeerSocket(WebSocket socket, HttpContext context)
{
    private readonly Channel<JsonObject> frames = Channel.CreateUnbounded<JsonObject>();
    private readonly TaskCompletionSource<int?> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Path and query the client asked for.</summary>
    public string Asked { get; } = $"{context.Request.Path}{context.Request.QueryString}";

    /// <summary>The code the client closed with; null when it just went.</summary>
    public Task<int?> Closed => closed.Task;

    public Task SendAsync(string json) => SendBytesAsync(Encoding.UTF8.GetBytes(json), whole: true);

    public async Task SendBytesAsync(byte[] bytes, bool whole, int piece = int.MaxValue)
    {
        for (var at = 0; at < bytes.Length; at += Math.Min(piece, bytes.Length - at))
        {
            var count = Math.Min(piece, bytes.Length - at);
            var isLast = at + count == bytes.Length;
            await socket.SendAsync(
                bytes.AsMemory(at, count), WebSocketMessageType.Text, isLast && whole, TestContext.Current.CancellationToken);
        }
    }

    public Task HelloAsync(int interval = 41250) =>
        SendAsync($$"""{"op":10,"d":{"heartbeat_interval":{{interval}}},"s":null,"t":null}""");

    public Task DispatchAsync(int sequence, string name, string data) =>
        SendAsync($$"""{"op":0,"d":{{data}},"s":{{sequence}},"t":"{{name}}"}""");

    public Task SayAsync(int sequence, string text) => DispatchAsync(sequence, "MESSAGE_CREATE", $$"""
        {"id":"{{1000 + sequence}}","channel_id":"5","author":{"id":"3","username":"ada"},"content":"{{text}}",
         "timestamp":"2026-03-31T08:00:00Z","type":0,"mentions":[]}
        """);

    /// <summary>The client's next frame of this kind; heartbeats are left out unless asked for.</summary>
    public async Task<JsonObject> ReceiveAsync(int op)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var frame = await frames.Reader.ReadAsync(late.Token);
            if (frame["op"]!.GetValue<int>() == op)
            {
                return frame;
            }

            Assert.Equal(1, frame["op"]!.GetValue<int>());
        }
    }

    public bool TryReceive(out JsonObject? frame) => frames.Reader.TryRead(out frame);

    public Task CloseAsync(int code) =>
        socket.CloseOutputAsync((WebSocketCloseStatus)code, "", TestContext.Current.CancellationToken);

    /// <summary>The connection breaks without a word.</summary>
    public void Break() => context.Abort();

    public async Task ReceiveAllAsync()
    {
        var bytes = new byte[8192];
        try
        {
            while (true)
            {
                var piece = await socket.ReceiveAsync(bytes, CancellationToken.None);
                if (piece.MessageType == WebSocketMessageType.Close)
                {
                    closed.TrySetResult((int?)socket.CloseStatus);
                    if (socket.State == WebSocketState.CloseReceived)
                    {
                        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
                    }

                    break;
                }

                frames.Writer.TryWrite(JsonNode.Parse(bytes.AsSpan(0, piece.Count))!.AsObject());
            }
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException)
        {
            // The client or the test broke it off.
        }

        closed.TrySetResult(null);
        frames.Writer.TryComplete();
    }
}
