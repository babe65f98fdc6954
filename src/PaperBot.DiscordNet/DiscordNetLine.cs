using Discord;
using Discord.Net.WebSockets;
using Discord.WebSocket;
using Microsoft.Extensions.Logging;
using PaperBot.DiscordSurface.Api.Gateway;

namespace PaperBot.DiscordNet;

/// <summary>
/// Speaks with the gateway through a <see cref="DiscordSocketClient"/>, one for each session: it begins the session, keeps the
/// beat, and takes the session up again after each break. Once that helps no more, this ends, and whoever keeps the account of
/// sessions says when the next may begin.
/// </summary>
internal sealed partial class DiscordNetLine(TimeProvider time, ILogger log) : IGatewayLine
{
    // Stopping takes Discord.Net moments, by its own clock; a client that does not come to its end is let go.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    public async Task<LineEnd> RunAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        call.Session.Forget();
        using var tap = new GatewayTap(NewSocket(), call, time, log);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var client = new DiscordSocketClient(Settings(call, () => tap));
        await using (client.ConfigureAwait(false))
        {
            client.Log += Note;
            using var stop = cancellationToken.Register(() => tap.End(new ConnectionEnd(NextStep.Done, "The bot stops.")));
            await client.LoginAsync(TokenType.Bot, call.Token.Reveal(), validateToken: false).ConfigureAwait(false);
            await client.StartAsync().ConfigureAwait(false);
            var end = await tap.Ended.ConfigureAwait(false);
            client.Disconnected += _ =>
            {
                stopped.TrySetResult();
                return Task.CompletedTask;
            };
            await tap.DisconnectAsync().ConfigureAwait(false);
            await client.StopAsync().ConfigureAwait(false);
            if (client.ConnectionState != ConnectionState.Disconnected)
            {
                await Task.WhenAny(stopped.Task, Task.Delay(StopPatience, CancellationToken.None)).ConfigureAwait(false);
            }

            return new LineEnd(end, tap.ReadyAt, tap.Events);
        }
    }

    /// <summary>How Discord.Net is set up: it keeps nothing for us and waits for nobody.</summary>
    internal static DiscordSocketConfig Settings(GatewayCall call, WebSocketProvider socket) => new()
    {
        GatewayHost = call.Address.AbsoluteUri,
        GatewayIntents = (GatewayIntents)call.Intents,
        WebSocketProvider = socket,
        MessageCacheSize = 0,
        LogLevel = LogSeverity.Debug,
        LogGatewayIntentWarnings = false,
    };

    /// <summary>Discord.Net's own WebSocket, which by itself would pass by the proxy of this machine.</summary>
    internal static IWebSocketClient NewSocket() => DefaultWebSocketProvider.Create(HttpClient.DefaultProxy)();

    // Its words may hold names of servers and what could not be read, so they are for tracing only.
    private Task Note(LogMessage said)
    {
        var text = said.Message ?? said.Exception?.GetType().Name;
        LogSaid(said.Severity, said.Source, text);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Trace, Message = "Discord.Net ({Severity}, {Source}): {Message}")]
    private partial void LogSaid(LogSeverity severity, string source, string? message);
}
