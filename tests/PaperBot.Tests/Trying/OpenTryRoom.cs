using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PaperBot.CommandLine.Trying;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.Trying;

/// <summary>What <c>try</c> opens, once for a class of tests: the bot in its own process, the sample's papers, the page.</summary>
public sealed class OpenTryRoom : IAsyncLifetime
{
    private readonly HttpClient client = new();

    internal TryRoom Room { get; private set; } = null!;

    /// <summary>Files in place of the sample.</summary>
    internal IReadOnlyList<string> Listings { get; init; } = [];

    internal StringWriter Errors { get; } = new();

    internal Person Reader => Room.Discord.World.People.First(p => p.Name == "Mina");

    public async ValueTask InitializeAsync()
    {
        Room = await TryRoom.OpenAsync(new TryRequest(0, Listings), Errors, CancellationToken.None);
        client.DefaultRequestHeaders.Add("Origin", Room.Page.GetLeftPart(UriPartial.Authority));
        await UntilAsync(() => Messages.Any(m => m.Body.Content.Contains("Welcome!", StringComparison.Ordinal)), "the welcome");
    }

    /// <summary>The messages in the channel, oldest first.</summary>
    internal IReadOnlyList<Message> Messages
    {
        get
        {
            lock (Room.Discord.World.Gate)
            {
                return [.. Room.Channel.Messages];
            }
        }
    }

    /// <summary>Does something as the page does it.</summary>
    internal async Task<JsonObject> ActAsync(object what)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(Room.Page, $"act?as={Reader.Id}"), what);
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    internal async Task UntilAsync(Func<bool> holds, string what)
    {
        for (var waited = 0; !holds(); waited++)
        {
            Assert.True(waited < 1800, $"waited in vain for {what}; in the channel stand:\n"
                + string.Join('\n', Messages.Select(m => m.Body.Content)) + "\n" + Errors);
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Room.DisposeAsync();
    }
}
