using PaperBot.DiscordSurface.Api.Gateway;

namespace PaperBot.DiscordSurface.Api;

/// <summary>What carries calls and events in place of the platform's own HTTP and WebSocket: a library, say.</summary>
/// <param name="Calls">Makes what sends calls. What it cannot carry, it hands to what it is given; it disposes of that.</param>
/// <param name="Line">What speaks with the gateway.</param>
internal sealed record Carriers(Func<HttpMessageHandler, HttpMessageHandler> Calls, IGatewayLine Line);
