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
        server.Discord.Act.Say(server.Reader, server.Channel, "hello @PaperBot");
        await client.NextAsync("answered");
        var answer = server.Channel.Messages[^1];
        Assert.Equal("You said: hello " + server.Bot.Mention, answer.Body.Content);
        var first = Assert.Single(answer.Earlier);
        Assert.Equal("Looking.", first.Content);
        Assert.False(first.Pings.Any);
        Assert.Equal([server.Bot, server.Reader], answer.Body.Pings.People);
        Assert.Empty(server.Discord.Check.Findings);
    }

    [Fact]
    public async Task Sending_paging_deleting_files_threads_and_private_messages_work()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var client = await StartAsync(server);
        await client.NextAsync("ready");
        var channel = server.Channel.Id;

        await client.TellAsync($"once {channel} edition-1 first");
        var first = await client.NextAsync("sent");
        await client.TellAsync($"once {channel} edition-1 again");
        Assert.Equal((string?)first["id"], (string?)(await client.NextAsync("sent"))["id"]);
        server.Discord.Act.Say(server.Reader, server.Channel, "secret words");
        Assert.Equal("", (string?)(await client.NextAsync("message"))["content"]);

        await client.TellAsync($"upload {channel}");
        Assert.StartsWith("@article", (string?)(await client.NextAsync("uploaded"))["text"], StringComparison.Ordinal);
        await client.TellAsync($"history {channel} 10");
        var page = (await client.NextAsync("history"))["messages"]!.AsArray().Select(m => (string?)m);
        Assert.Equal(["Saved.", "", "first"], page);

        await client.TellAsync($"thread {channel} {first["id"]}");
        Assert.Equal((string?)first["id"], (string?)(await client.NextAsync("started"))["id"]);
        var thread = server.World.FindChannel((ulong)server.Channel.Messages[0].Id)!;
        Assert.Equal("Ask on here.", thread.Messages[^1].Body.Content);
        await client.TellAsync($"whisper {server.Reader.Id}");
        await client.NextAsync("sent");
        Assert.Equal("In private.", server.Discord.Act.Direct(server.Reader).Messages.Single().Body.Content);

        await client.TellAsync($"tooLong {channel}");
        Assert.Equal("50035", (await client.NextAsync("failed"))["code"]!.ToString());
        await client.TellAsync($"remove {channel} {server.Channel.Messages[^1].Id}");
        await client.NextAsync("removed");
        Assert.DoesNotContain(server.Channel.Messages, m => m.Body.Content == "Saved.");
        server.Discord.Act.Kick(server.Guild);
        await client.NextAsync("guild gone");
        Assert.Equal(
            ["POST /channels/{channel_id}/messages"],
                server.Discord.Requests.All.Where(r => r.Status == 400).Select(r => $"{r.Method} {r.Template}"));
        Assert.Empty(server.Discord.Check.Findings);
    }

    private static Task<IndependentClient> StartAsync(SimulatedServer server) => IndependentClient.StartAsync(
        "messages.js", server.Discord.Address + "api", server.World.Bot.Token);
}
