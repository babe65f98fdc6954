using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>The rules of commands and of answers to interactions.</summary>
public sealed class SimulatorInteractionTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_first_answer_has_three_seconds_and_comes_once()
    {
        var clock = new ManualTimeProvider(Start);
        await using var server = await WithCommandsAsync(clock);
        using var rest = new RawRest(server.Discord, token: "none is needed");
        var late = Ask(server);
        clock.Advance(TimeSpan.FromSeconds(3));
        await late.FailedAsync();
        Assert.Equal("404/10062", await rest.OutcomeAsync("POST", Callback(late), """{"type":4,"data":{"content":"late"}}"""));
        Assert.Equal((1, 1), (server.Discord.Interactions.Statistics.Failed, server.Discord.Interactions.Statistics.TooLate));

        var asked = Ask(server);
        Assert.Equal("404/10015", await rest.OutcomeAsync("PATCH", Original(server, asked), """{"content":"too early"}"""));
        Assert.Equal("204", await rest.OutcomeAsync("POST", Callback(asked), """{"type":4,"data":{"content":"in time"}}"""));
        Assert.Equal("400/40060", await rest.OutcomeAsync("POST", Callback(asked), """{"type":4,"data":{"content":"again"}}"""));
        Assert.Equal("in time", Assert.Single(asked.Messages).Body.Content);
        Assert.Equal("404/10062",
            await rest.OutcomeAsync("POST", $"/interactions/{asked.Interaction!.Id}/wrong/callback", """{"type":5}"""));
    }

    [Fact]
    public async Task A_token_lives_for_a_quarter_of_an_hour()
    {
        var clock = new ManualTimeProvider(Start);
        await using var server = await WithCommandsAsync(clock);
        using var rest = new RawRest(server.Discord);
        var asked = Ask(server);
        var response = await rest.SendAsync("POST", Callback(asked) + "?with_response=true", """{"type":5}""");
        Assert.Equal("true", response.Body!["interaction"]!["response_message_loading"]!.ToString());
        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal("200", await rest.OutcomeAsync("PATCH", Original(server, asked), """{"content":"long thought"}"""));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("401/50027", await rest.OutcomeAsync("PATCH", Original(server, asked), """{"content":"too long"}"""));
        Assert.Empty(server.Discord.Check.Findings);
    }

    [Fact]
    public async Task Whether_a_deferred_answer_is_private_is_settled_when_it_is_deferred()
    {
        await using var server = await WithCommandsAsync();
        using var rest = new RawRest(server.Discord);
        var open = Ask(server);
        Assert.Equal("400/50035", await rest.OutcomeAsync("POST", Callback(open), """{"type":5,"data":{"flags":32768}}"""));
        await rest.SendAsync("POST", Callback(open), """{"type":5}""");
        Assert.True(open.Messages.Single().IsLoading);
        await rest.SendAsync("PATCH", Original(server, open), """{"content":"for all","flags":64}""");
        Assert.False((await open.MessageAsync()).IsEphemeral);
        Assert.Empty(open.Messages.Single().Earlier);

        var hidden = Ask(server);
        await rest.SendAsync("POST", Callback(hidden), """{"type":5,"data":{"flags":64}}""");
        await rest.SendAsync("POST", Hook(server, hidden), """{"content":"fills the placeholder"}""");
        await rest.SendAsync("POST", Hook(server, hidden), """{"content":"follows","flags":64}""");
        Assert.Equal(["fills the placeholder", "follows"], hidden.Messages.Select(m => m.Body.Content));
        Assert.All(hidden.Messages, m => Assert.True(m.IsEphemeral));
        Assert.Equal("404/10008",
            await rest.OutcomeAsync("GET", $"/channels/{server.Channel.Id}/messages/{hidden.Messages[0].Id}"));
        Assert.Equal("204", await rest.OutcomeAsync("DELETE", Original(server, hidden)));
        Assert.Equal("404/10008", await rest.OutcomeAsync("GET", Original(server, hidden)));
    }

    [Fact]
    public async Task Kinds_of_answer_have_to_fit_the_interaction()
    {
        await using var server = await WithCommandsAsync();
        using var rest = new RawRest(server.Discord);
        var asked = Ask(server);
        Assert.Equal("400/50035", await rest.OutcomeAsync("POST", Callback(asked), """{"type":8,"data":{"choices":[]}}"""));
        Assert.Equal("400/50035", await rest.OutcomeAsync("POST", Callback(asked), """{"type":7,"data":{"content":"a"}}"""));
        Assert.Equal("400/50035", await rest.OutcomeAsync("POST", Callback(asked),
            """{"type":9,"data":{"custom_id":"m","title":"T","components":[]}}"""));
        var typing = server.Discord.Act.Autocomplete(server.Reader, server.Channel, "ask", "question", "w");
        Assert.Equal("400/50035", await rest.OutcomeAsync("POST", Callback(typing), """{"type":4,"data":{"content":"a"}}"""));
        var many = new JsonArray(
            [.. Enumerable.Range(0, 26).Select(i => new JsonObject { ["name"] = $"n{i}", ["value"] = $"v{i}" })]);
        Assert.Equal("400/50035", await rest.OutcomeAsync("POST", Callback(typing),
            new JsonObject { ["type"] = 8, ["data"] = new JsonObject { ["choices"] = many } }));
        many.RemoveAt(25);
        Assert.Equal("204", await rest.OutcomeAsync("POST", Callback(typing),
            new JsonObject { ["type"] = 8, ["data"] = new JsonObject { ["choices"] = many.DeepClone() } }));
        Assert.Equal(25, (await typing.ChoicesAsync()).Count);
    }

    [Fact]
    public async Task Answers_ping_nobody_but_named_people_unless_they_say_so()
    {
        await using var server = await WithCommandsAsync();
        using var rest = new RawRest(server.Discord);
        var role = server.World.AddRole(server.Guild, "mods", Permissions.None, mentionable: true);
        var text = $"@everyone <@&{role.Id}> {server.Owner.Mention}";
        var asked = Ask(server);
        await rest.SendAsync("POST", Callback(asked), new { type = 4, data = new { content = text } });
        Assert.Equal([server.Owner], asked.Messages[0].Body.Pings.People);
        Assert.Empty(asked.Messages[0].Body.Pings.Roles);
        await rest.SendAsync("POST", $"/channels/{server.Channel.Id}/messages", new { content = text });
        Assert.Equal([role], server.Channel.Messages[^1].Body.Pings.Roles);
        await rest.SendAsync("POST", $"/channels/{server.Channel.Id}/messages",
            new { content = text, allowed_mentions = new { parse = Array.Empty<string>() } });
        Assert.False(server.Channel.Messages[^1].EverPinged);
    }

    [Fact]
    public async Task Registering_checks_names_counts_and_what_is_made_a_day()
    {
        await using var server = await WithCommandsAsync();
        server.Discord.Buckets.Enforced = false;
        using var rest = new RawRest(server.Discord);
        var commands = $"/applications/{server.World.Bot.Id}/commands";
        var ids = server.Discord.Commands.All.Select(c => c.Id).ToList();
        var again = JsonNode.Parse(Commands)!;
        again[0]!["description"] = "Asks again";
        Assert.Equal("200", await rest.OutcomeAsync("PUT", commands, again));
        Assert.Equal(ids, server.Discord.Commands.All.Select(c => c.Id));
        foreach (var wrong in (string[])
            [
                """[{"name":"Ask","description":"a"}]""",
                """[{"name":"ask","description":""}]""",
                """[{"name":"ask","description":"a"},{"name":"ask","description":"b"}]""",
                """[{"name":"ask","description":"a","options":[{"type":3,"name":"a","description":"a"},"""
                    + """{"type":3,"name":"b","description":"b","required":true}]}]""",
                """[{"name":"ask","description":"a","options":["""
                    + """{"type":3,"name":"a","description":"a","autocomplete":true,"choices":[{"name":"n","value":"v"}]}]}]""",
                """[{"name":"ask","description":"a","description_localizations":{"tlh":"a"}}]""",
                """[{"name":"Menu","type":3,"description":"none here"}]""",
            ])
        {
            Assert.Equal("400/50035", await rest.OutcomeAsync("PUT", commands, wrong));
        }

        var many = new JsonArray(
            [.. Enumerable.Range(0, 101).Select(i => new JsonObject { ["name"] = $"c{i}", ["description"] = "d" })]);
        Assert.Equal("400/30032", await rest.OutcomeAsync("PUT", commands, many));
        server.Discord.Commands.CreatesPerDay = 3;
        Assert.Equal("201", await rest.OutcomeAsync("POST", commands, """{"name":"new","description":"a"}"""));
        Assert.Equal("400/30034", await rest.OutcomeAsync("POST", commands, """{"name":"newer","description":"a"}"""));
        var own = $"/applications/{server.World.Bot.Id}/guilds/{server.Guild.Id}/commands";
        Assert.Equal("200", await rest.OutcomeAsync("PUT", own, "[]"));
    }

    [Fact]
    public async Task People_are_offered_what_their_rights_allow_and_nothing_else()
    {
        await using var server = await WithCommandsAsync();
        var act = server.Discord.Act;
        Assert.Equal(["ask"], act.CommandsFor(server.Reader, server.Channel).Select(c => c.Name));
        Assert.Equal(["ask", "topics"], act.CommandsFor(server.Owner, server.Channel).Select(c => c.Name));
        Assert.Equal(["ask"], act.CommandsFor(server.Reader, act.Direct(server.Reader)).Select(c => c.Name));
        Assert.Throws<NotPossible>(() => act.Slash(server.Reader, server.Channel, "topics"));
        Assert.Throws<NotPossible>(() => act.Slash(server.Reader, server.Channel, "ask"));
        Assert.Throws<NotPossible>(() => act.Slash(server.Reader, server.Channel, "ask", ("question", new string('x', 101))));
        Assert.Throws<NotPossible>(() => act.Slash(server.Reader, server.Channel, "ask", ("colour", "red")));
        server.World.ChangeRole(server.Guild, server.Guild.Everyone, Permissions.Everyday & ~Permissions.UseApplicationCommands);
        Assert.Empty(act.CommandsFor(server.Reader, server.Channel));
    }

    private const string Commands = """
        [{"name":"ask","description":"Asks","options":
         [{"type":3,"name":"question","description":"What","required":true,"autocomplete":true,"max_length":100}]},
         {"name":"topics","description":"Topics","default_member_permissions":"32","contexts":[0]}]
        """;

    private static async Task<SimulatedServer> WithCommandsAsync(TimeProvider? clock = null)
    {
        var server = await SimulatedServer.StartAsync(clock);
        server.Discord.Commands.Overwrite(null, JsonNode.Parse(Commands)!.AsArray());
        return server;
    }

    private static Sight Ask(SimulatedServer server) =>
        server.Discord.Act.Slash(server.Reader, server.Channel, "ask", ("question", "why?"));

    private static string Callback(Sight sight) => $"/interactions/{sight.Interaction!.Id}/{sight.Interaction.Token}/callback";

    private static string Hook(SimulatedServer server, Sight sight) =>
        $"/webhooks/{server.World.Bot.Id}/{sight.Interaction!.Token}";

    private static string Original(SimulatedServer server, Sight sight) => Hook(server, sight) + "/messages/@original";
}
