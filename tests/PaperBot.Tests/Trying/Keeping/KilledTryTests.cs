using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using Xunit;

namespace PaperBot.Tests.Trying.Keeping;

/// <summary>A try-out whose whole process is killed goes on where it was.</summary>
public sealed class KilledTryTests
{
    private const string Question = "@PaperBot What word error rate does Windfield reach on GustBench?";

    [Fact]
    [Trait("Length", "Long")]
    public async Task It_goes_on_at_the_same_address_with_nothing_lost_or_doubled()
    {
        await using var tried = new TryProcess();
        await tried.StartAsync();
        await tried.UntilAsync(m => Says(m, "Welcome!"), "the welcome");
        await tried.ActAsync(new JsonObject { ["do"] = "say", ["text"] = Question });
        var answer = await tried.UntilAsync(m => Says(m, "21.4%") && HasButton(m, "Evidence"), "the answer");
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        var (before, address) = (await SettledAsync(tried), tried.Page);

        await tried.KillAsync();
        await tried.StartAsync();
        Assert.Equal(address, tried.Page);
        Assert.Equal(before, await SettledAsync(tried));

        // The bot that runs now made none of that, and knows it all the same.
        await UntilOnlineAsync(tried);
        await tried.ActAsync(new JsonObject
        {
            ["do"] = "press", ["message"] = answer.Text("id"), ["button"] = "Evidence",
        });
        await tried.UntilAsync(m => Says(m, "word for word") && m.Text("only_for") is not null, "the evidence");
        var earlier = (await tried.MessagesAsync()).Count;
        await tried.ActAsync(new JsonObject
        {
            ["do"] = "say", ["text"] = "and who are its authors?", ["reply"] = answer.Text("id"),
        });
        await tried.UntilAsync(
            m => m.Part("author").Truth("bot") == true && m.Text("only_for") is null && Says(m, "Windfield")
                && m.Part("message_reference") is not null && m.Text("id") != answer.Text("id"),
            "the answer to a question that follows an earlier answer");
        Assert.Equal(earlier + 2, (await tried.MessagesAsync()).Count);
        Assert.Equal((0, ""), await tried.EndAsync());
    }

    private static bool Says(JsonNode message, string words) =>
        message.Text("content")?.Contains(words, StringComparison.Ordinal) == true;

    private static bool HasButton(JsonNode message, string label) => (message.Items("components") ?? [])
        .SelectMany(r => r.Items("components") ?? []).Any(b => b.Text("label") == label);

    private static async Task<string> SettledAsync(TryProcess tried)
    {
        var state = await tried.StateAsync();
        foreach (var passing in (string[])["mark", "clock", "bot"])
        {
            state.Remove(passing);
        }

        return state.ToJsonString();
    }

    private static async Task UntilOnlineAsync(TryProcess tried)
    {
        for (var waited = 0; (await tried.StateAsync()).Part("bot").Truth("online") != true; waited++)
        {
            Assert.True(waited < 300, "the bot did not come");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
