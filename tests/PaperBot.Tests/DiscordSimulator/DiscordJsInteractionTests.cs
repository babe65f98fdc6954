using System.Text;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.People;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>What the independent client makes of registration and of everything that people can press and fill in.</summary>
public sealed class DiscordJsInteractionTests
{
    [Fact]
    public async Task Commands_buttons_menus_modals_and_autocomplete_work_from_end_to_end()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var client = await IndependentClient.StartAsync(
            "interactions.js", server.Discord.Address + "api", server.World.Bot.Token);
        var ready = await client.NextAsync("ready");
        Assert.Equal("4", ready["read"]!.ToString());
        Assert.Equal("32", (string?)ready["needs"]);
        var act = server.Discord.Act;

        var file = new GivenFile("list.txt", Encoding.UTF8.GetBytes("one title"));
        var asked = act.Slash(server.Reader, server.Channel, "ask", ("question", "why?"), ("list", file));
        var answer = await asked.MessageAsync(m => m.Body.Content.StartsWith("You asked", StringComparison.Ordinal));
        Assert.Empty(answer.Earlier);
        Assert.Equal(Acknowledgement.DeferredMessage, asked.Interaction!.Acknowledged);
        var second = await asked.MessageAsync(m => m.IsEphemeral);
        Assert.Equal("List: one title", second.Body.Content);

        var evidence = act.Press(server.Reader, answer, "Evidence");
        Assert.Equal("**span**", (await evidence.MessageAsync(m => m.IsEphemeral)).Body.Content);
        Assert.DoesNotContain("span", act.TranscriptFor(server.Owner, server.Channel), StringComparison.Ordinal);

        var edited = answer.Earlier.Count;
        act.Press(server.Reader, answer, "more");
        await asked.EditedAsync(answer, edited);
        Assert.Equal("More of it.", answer.Body.Content);

        var opened = act.Press(server.Reader, answer, "Follow-up");
        Assert.Equal("Ask on", (string?)(await opened.ModalAsync())["title"]);
        var next = act.SubmitModal(server.Reader, opened, ("Question", "and then, @everyone?"));
        Assert.Equal("Next: and then, @everyone?", (await next.MessageAsync()).Body.Content);

        edited = answer.Earlier.Count;
        var chosen = act.Select(server.Reader, answer, "Topic", "Vision");
        await chosen.EditedAsync(answer, edited);
        Assert.Equal("Topic: vision", answer.Body.Content);

        var choices = await act.Autocomplete(server.Reader, server.Channel, "paper", "title", "W").ChoicesAsync();
        Assert.Equal(("Windfield", "windfield"), choices.Select(c => (c.Name, c.Value.ToString())).Single());
        Assert.Equal("Paper windfield",
            (await act.Slash(server.Reader, server.Channel, "paper", ("title", "windfield")).MessageAsync()).Body.Content);

        Assert.Throws<NotPossible>(() => act.Slash(server.Reader, server.Channel, "digest now"));
        var digest = act.Slash(server.Owner, server.Channel, "digest topics", ("count", 3));
        Assert.Equal("topics 3", (await digest.MessageAsync()).Body.Content);

        var said = act.Say(server.Reader, server.Channel, "graph networks").Said!;
        var menu = act.ContextMenu(server.Reader, "Papers about this", said);
        Assert.Equal("About: graph networks", (await menu.MessageAsync()).Body.Content);

        var direct = act.Direct(server.Reader);
        var alone = act.Slash(server.Reader, direct, "ask", ("question", "alone?"), ("private", true));
        Assert.True((await alone.MessageAsync()).IsEphemeral);
        Assert.Empty(server.Discord.Check.Findings);
        Assert.All(server.Channel.Messages, m => Assert.False(m.EverPinged));
    }
}
