using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>What the independent client makes of logging in and of messages.</summary>
public sealed class DiscordJsMessageTests
{
    [Fact]
    public async Task A_mention_is_answered_edited_and_read_back()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var client = await StartAsync(server);
        var ready = await client.NextAsync("ready");
        Assert.Equal("PaperBot", (string?)ready["user"]);
        Assert.Equal("Reading group", (string?)ready["guilds"]![0]);
        server.World.Post(server.Channel, server.Reader, MessageKind.Default, new MessageBody("hello " + server.Bot.Mention)
        {
            Pings = new Pings([server.Bot], [], false),
        });
        await client.NextAsync("answered");
        var answer = server.Channel.Messages[^1];
        Assert.Equal("You said: hello " + server.Bot.Mention, answer.Body.Content);
        var first = Assert.Single(answer.Earlier);
        Assert.Equal("Looking.", first.Content);
        Assert.False(first.Pings.Any);
        Assert.Equal(server.Bot, Assert.Single(answer.Body.Pings.People));
        Assert.Empty(server.Discord.Check.Findings);
    }

    private static Task<IndependentClient> StartAsync(SimulatedServer server) => IndependentClient.StartAsync(
        "messages.js", server.Discord.Address + "api", server.World.Bot.Token);
}
