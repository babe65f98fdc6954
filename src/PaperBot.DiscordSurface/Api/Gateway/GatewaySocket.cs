using System.Buffers;
using System.Net.WebSockets;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>A WebSocket that gives whole messages. One receives, any may send.</summary>
internal sealed class GatewaySocket : IDisposable
{
    // A large server's first event takes a few MiB; nothing sensible is larger than this.
    private const int Largest = 64 * 1024 * 1024;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(10);

    // Being polite at the end is not worth more, and the network keeps its own time.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly CancellationTokenSource receiving = new();
    private readonly TimeProvider time;

    private GatewaySocket(TimeProvider time) => this.time = time;

    /// <summary>Connects.</summary>
    /// <exception cref="WebSocketException">Nobody there, or no WebSocket, or not within 20 seconds.</exception>
    public static async Task<GatewaySocket> ConnectAsync(Uri address, TimeProvider time, CancellationToken cancellationToken)
    {
        var made = new GatewaySocket(time);
        try
        {
            using var late = new CancellationTokenSource(ConnectPatience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
            await made.socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
            return made;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            made.Dispose();
            throw new WebSocketException("No connection within 20 seconds.");
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>The next message, or null with the close code when there are no more.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">The message is not text, or is beyond all measure.</exception>
    public async Task<(ReadOnlyMemory<byte>? Text, int? CloseCode)> ReceiveAsync()
    {
        var text = new ArrayBufferWriter<byte>(16 * 1024);
        while (true)
        {
            ValueWebSocketReceiveResult piece;
            try
            {
                piece = await socket.ReceiveAsync(text.GetMemory(16 * 1024), receiving.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException gone)
            {
                throw new WebSocketException("The connection was given up.", gone);
            }

            if (piece.MessageType == WebSocketMessageType.Close)
            {
                return (null, (int?)socket.CloseStatus);
            }

            text.Advance(piece.Count);
            if (piece.MessageType == WebSocketMessageType.Binary || text.WrittenCount > Largest)
            {
                throw new InvalidDataException("A message of the gateway is not what it sends.");
            }

            if (piece.EndOfMessage)
            {
                return (text.WrittenMemory, null);
            }
        }
    }

    /// <summary>Sends a message whole.</summary>
    /// <returns>False when the connection does not take it; the receiver hears of that as well.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> text)
    {
        using var late = new CancellationTokenSource(SendPatience, time);
        try
        {
            await sending.WaitAsync(late.Token).ConfigureAwait(false);
            try
            {
                await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, late.Token).ConfigureAwait(false);
                return true;
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception broken) when (IsBreak(broken))
        {
            GiveUp();
            return false;
        }
    }

    /// <summary>Says goodbye with a code; soon after, the receiver hears that there is no more.</summary>
    public async Task CloseAsync(int code)
    {
        try
        {
            receiving.CancelAfter(Farewell);
            using var late = new CancellationTokenSource(Farewell);
            await sending.WaitAsync(late.Token).ConfigureAwait(false);
            try
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, late.Token).ConfigureAwait(false);
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception broken) when (IsBreak(broken))
        {
            GiveUp();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        receiving.Dispose();
        sending.Dispose();
    }

    /// <summary>Whether an exception says no more than that the connection is gone.</summary>
    public static bool IsBreak(Exception thrown) =>
        thrown is WebSocketException or IOException or OperationCanceledException or InvalidOperationException;

    private void GiveUp()
    {
        try
        {
            receiving.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Over already.
        }
    }
}
