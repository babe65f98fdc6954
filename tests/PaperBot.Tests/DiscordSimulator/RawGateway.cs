using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>A socket to the gateway that does what a test says and nothing by itself.</summary>
internal sealed class RawGateway : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();

    public static async Task<RawGateway> ConnectAsync(SimulatedDiscord discord, string path = "gateway", string version = "10")
    {
        var gateway = new RawGateway();
        await gateway.socket.ConnectAsync(new Uri(discord.Gateway.Address(path) + $"?v={version}&encoding=json"), Limit());
        return gateway;
    }

    /// <summary>Connects and logs in; READY and the servers are still to be read, Hello is not.</summary>
    public static async Task<RawGateway> LogInAsync(SimulatedDiscord discord, int intents = 4609)
    {
        var gateway = await ConnectAsync(discord);
        await gateway.FrameAsync();
        await gateway.IdentifyAsync(discord.World.Bot.Token, intents);
        return gateway;
    }

    public Task IdentifyAsync(string token, int intents = 4609) => SendAsync(2, new JsonObject
    {
        ["token"] = token, ["intents"] = intents, ["properties"] = new JsonObject { ["os"] = "linux" },
    });

    public Task SendAsync(int op, JsonNode? d) => SendAsync(new JsonObject { ["op"] = op, ["d"] = d }.ToJsonString());

    public async Task SendAsync(string text) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Limit());

    /// <summary>The next frame; null when the server closed.</summary>
    public async Task<JsonNode?> FrameAsync()
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), Limit());
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            await bytes.WriteAsync(buffer.AsMemory(0, part.Count));
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(bytes.ToArray());
            }
        }
    }

    /// <summary>The next event of this name; other frames are passed over.</summary>
    public async Task<JsonNode> EventAsync(string name)
    {
        while (await FrameAsync() is { } frame)
        {
            if ((string?)frame["t"] == name)
            {
                return frame;
            }
        }

        throw new InvalidOperationException($"The server closed ({socket.CloseStatus}) before {name}.");
    }

    /// <summary>Reads on until the server closes.</summary>
    /// <returns>Its code.</returns>
    public async Task<int> ClosedAsync()
    {
        while (await FrameAsync() is not null)
        {
        }

        return (int)socket.CloseStatus!;
    }

    public Task CloseAsync(int code) => socket.CloseAsync((WebSocketCloseStatus)code, "", Limit());

    /// <summary>Breaks the connection without a word.</summary>
    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(15));
        return limit.Token;
    }
}
