using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using PaperBot.DiscordSimulator.Faults;

namespace PaperBot.DiscordSimulator.Gateway;

/// <summary>One socket: frames out in order, frames in with their limits, and faults on the way.</summary>
internal sealed class GatewayConnection(WebSocket socket, GatewayHub hub, bool onResumeAddress)
{
    /// <summary>Bytes of one frame from the client.</summary>
    private const int LargestFrame = 4096;

    /// <summary>Frames from the client in 60 seconds.</summary>
    private const int MostFrames = 120;

    private readonly Channel<Outgoing> outgoing =
        Channel.CreateUnbounded<Outgoing>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Queue<DateTimeOffset> frames = [];
    private string? held;
    private bool stalled;
    private bool closing;
    private bool hasBeaten;

    /// <summary>The session it carries; null before login and after an invalid session.</summary>
    public GatewaySession? Session { get; set; }

    public bool OnResumeAddress { get; } = onResumeAddress;

    /// <summary>Timestamp of the clock: whoever sets the time of day does not make a connection look dead.</summary>
    public long LastHeartbeat { get; private set; }

    private sealed record Outgoing(byte[]? Bytes, bool End, int Close, string Reason)
    {
        public static Outgoing Break { get; } = new(null, true, 0, "");
    }

    /// <summary>Serves the socket until it is gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        LastHeartbeat = hub.Timestamp;
        Send(Payload(10, new JsonObject { ["heartbeat_interval"] = (int)hub.HeartbeatInterval.TotalMilliseconds }));
        using var watch = hub.Watch(this);
        var writing = WriteAsync(ended.Token);
        try
        {
            await ReadAsync(ended.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            hub.Statistics.ClientClosed(1006);
        }
        finally
        {
            hub.Lost(this, socket.CloseStatus is { } code ? (int)code : null);
            outgoing.Writer.TryComplete();
            await ended.CancelAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public static string Payload(int op, JsonNode? d) =>
        new JsonObject { ["op"] = op, ["d"] = d, ["s"] = null, ["t"] = null }.ToJsonString();

    /// <summary>Sends a frame that is no event.</summary>
    public void Send(string frame)
    {
        if (!stalled)
        {
            Put(new Outgoing(Encoding.UTF8.GetBytes(frame), true, 0, ""));
        }
    }

    /// <summary>Closes with a code and its reason.</summary>
    public void Close(int code, string reason)
    {
        if (!closing)
        {
            closing = true;
            hub.Statistics.Closed(code);
            Put(new Outgoing(null, true, code, reason));
        }
    }

    /// <summary>Breaks the connection without a word.</summary>
    public void Break()
    {
        closing = true;
        Put(Outgoing.Break);
    }

    /// <summary>From now on nothing is sent.</summary>
    public void Stall() => stalled = true;

    /// <summary>Sends an event, unless something goes wrong with it.</summary>
    public void SendDispatch(string name, string frame)
    {
        if (closing || stalled)
        {
            return;
        }

        switch (hub.Faults.Take<GatewayFault>(name))
        {
            case DropSocket: Break(); return;
            case CloseSocket close: hub.CloseFor(this, close.Code, "A fault was asked for."); return;
            case AskToReconnect: hub.AskToReconnect(this); return;
            case InvalidateSession invalid: hub.Invalidate(this, invalid.Resumable); return;
            case StallSocket: Stall(); return;
            case DuplicateDispatch: Send(frame); break;
            case TruncateFrame:
                var bytes = Encoding.UTF8.GetBytes(frame);
                Put(new Outgoing(bytes[..(bytes.Length / 2)], false, 0, ""));
                Break();
                return;
            case ReorderDispatch when held is null:
                held = frame;
                hub.After(TimeSpan.FromMilliseconds(250), SendHeld);
                return;
        }

        Send(frame);
        SendHeld();
    }

    private void SendHeld()
    {
        if (held is { } late)
        {
            held = null;
            Send(late);
        }
    }

    private void Put(Outgoing frame) => outgoing.Writer.TryWrite(frame);

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in outgoing.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (frame.Bytes is { } bytes)
                {
                    await socket.SendAsync(bytes, WebSocketMessageType.Text, frame.End, cancellationToken).ConfigureAwait(false);
                }
                else if (frame.Close > 0)
                {
                    await socket.CloseOutputAsync((WebSocketCloseStatus)frame.Close, frame.Reason,
                        cancellationToken).ConfigureAwait(false);
                    await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken).ConfigureAwait(false);
                    break;
                }
                else
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client is gone; the session waits for its resume.
        }

        socket.Abort();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestFrame + 1];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    hub.Statistics.ClientClosed((int?)socket.CloseStatus ?? 1005);
                    if (socket.State == WebSocketState.CloseReceived)
                    {
                        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "",
                            cancellationToken).ConfigureAwait(false);
                    }

                    return;
                }

                length += part.Count;
            }
            while (!part.EndOfMessage && length <= LargestFrame);

            if (!hub.Do(() => Receive(buffer.AsSpan(0, length))))
            {
                await DrainAsync(buffer, cancellationToken).ConfigureAwait(false);
                return;
            }
        }
    }

    /// <summary>After a close of ours, waits for the client's, so that it reads ours before the connection breaks.</summary>
    private async Task DrainAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return;
            }
        }
    }

    /// <returns>False when the connection is to end.</returns>
    private bool Receive(ReadOnlySpan<byte> bytes)
    {
        if (closing)
        {
            return false;
        }

        var now = hub.Now;
        frames.Enqueue(now);
        while (frames.Peek() + TimeSpan.FromSeconds(60) <= now)
        {
            frames.Dequeue();
        }

        hub.Statistics.BusiestMinute = Math.Max(hub.Statistics.BusiestMinute, frames.Count);
        if (frames.Count > MostFrames)
        {
            hub.CloseFor(this, 4008, "You are being rate limited.");
        }
        else if (bytes.Length > LargestFrame || Parse(bytes) is not { } frame)
        {
            hub.CloseFor(this, 4002, "Error while decoding payload.");
        }
        else
        {
            hub.Receive(this, frame);
        }

        return !closing;
    }

    public void Beat()
    {
        var now = hub.Timestamp;
        hub.Statistics.Beat(hasBeaten ? hub.Between(LastHeartbeat, now) : null);
        (LastHeartbeat, hasBeaten) = (now, true);
        Send(Payload(11, null));
    }

    private static JsonObject? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
