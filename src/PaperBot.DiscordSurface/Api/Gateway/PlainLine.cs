using Microsoft.Extensions.Logging;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>The built-in line: one WebSocket of the platform, and nothing after its end.</summary>
internal sealed partial class PlainLine(TimeProvider time, ILogger log) : IGatewayLine
{
    public async Task<LineEnd> RunAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        var socket = await GatewaySocket.ConnectAsync(call.Address, time, cancellationToken).ConfigureAwait(false);
        LogConnected(call.Session.Id is not null);
        var connection = new GatewayConnection(socket, call.Session, Identify, call.Token, call.Hear, time, log);
        var end = await connection.RunAsync(cancellationToken).ConfigureAwait(false);
        return new LineEnd(end, connection.ReadyAt, connection.Events);

        byte[] Identify()
        {
            call.Identifying();
            return SentFrames.Identify(call.Token, call.Intents);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Connected to the gateway; a session is taken up again: {IsResume}.")]
    private partial void LogConnected(bool isResume);
}
