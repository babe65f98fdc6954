using System.Text;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>The rules of the REST interface.</summary>
public sealed class SimulatorRestTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_request_needs_the_token_a_user_agent_a_known_route_and_a_known_body()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var rest = new RawRest(server.Discord);
        using var wrong = new RawRest(server.Discord, token: "wrong");
        using var browser = new RawRest(server.Discord, userAgent: "Mozilla/5.0");
        Assert.Equal("200", await rest.OutcomeAsync("GET", "/users/%40me"));
        Assert.Equal("401/0", await wrong.OutcomeAsync("GET", "/users/@me"));
        Assert.Equal("200", await wrong.OutcomeAsync("GET", "/gateway"));
        Assert.Equal("403/40333", await browser.OutcomeAsync("GET", "/users/@me"));
        Assert.Equal("404/0", await rest.OutcomeAsync("GET", "/nonsense"));
        Assert.Equal("405/0", await rest.OutcomeAsync("PUT", "/users/@me"));
        var plain = new StringContent("content=hello", Encoding.UTF8, "text/plain");
        Assert.Equal("400/50035", await rest.OutcomeAsync("POST", $"/channels/{server.Channel.Id}/messages", plain));
        Assert.Equal("400/50109", await rest.OutcomeAsync("POST", $"/channels/{server.Channel.Id}/messages", "{broken"));
        Assert.Equal("404/10003", await rest.OutcomeAsync("GET", "/channels/1"));
        Assert.Equal("404/10004", await rest.OutcomeAsync("GET", "/guilds/1"));
    }

    public static TheoryData<string, string> WrongMessages => new()
    {
        { """{"content":""}""", "400/50006" },
        { $$"""{"content":"{{new string('x', 2001)}}"}""", "400/50035" },
        { $$"""{"embeds":[{"title":"{{new string('x', 257)}}"}]}""", "400/50035" },
        { $$"""{"embeds":[{"description":"{{new string('x', 4000)}}"},{"description":"{{new string('y', 2001)}}"}]}""",
            "400/50035" },
        { """{"content":"a","allowed_mentions":{"parse":["users"],"users":["1"]}}""", "400/50035" },
        { """{"content":"a","nonce":"12345678901234567890123456"}""", "400/50035" },
        { """{"content":"a","flags":64}""", "400/50035" },
        { """{"content":"a","flags":32768,"components":[{"type":10,"content":"b"}]}""", "400/50035" },
        { """{"components":[{"type":10,"content":"b"}]}""", "400/50035" },
        { """{"content":"a","components":[{"type":1,"components":[{"type":2,"style":1,"label":"a","custom_id":"x"},"""
            + """{"type":2,"style":1,"label":"b","custom_id":"x"}]}]}""", "400/50035" },
        { """{"content":"a","message_reference":{"message_id":"1"}}""", "400/50035" },
        { """{"content":"a","message_reference":{"message_id":"1","fail_if_not_exists":false}}""", "200" },
        { """{"flags":32768,"components":[{"type":17,"components":[{"type":10,"content":"b"}]}]}""", "200" },
    };

    [Theory]
    [MemberData(nameof(WrongMessages))]
    public async Task A_message_is_held_to_the_limits(string body, string outcome)
    {
        await using var server = await SimulatedServer.StartAsync();
        using var rest = new RawRest(server.Discord);
        Assert.Equal(outcome, await rest.OutcomeAsync("POST", $"/channels/{server.Channel.Id}/messages", body));
    }

    [Fact]
    public async Task An_enforced_nonce_makes_one_message_for_some_minutes()
    {
        var clock = new ManualTimeProvider(Start);
        await using var server = await SimulatedServer.StartAsync(clock);
        using var rest = new RawRest(server.Discord);
        var messages = $"/channels/{server.Channel.Id}/messages";
        var body = new { content = "digest", nonce = "edition", enforce_nonce = true };
        var first = await rest.SendAsync("POST", messages, body);
        var again = await rest.SendAsync("POST", messages, body);
        Assert.Equal(first.Body!["id"]!.ToString(), again.Body!["id"]!.ToString());
        await rest.SendAsync("POST", messages, new { content = "digest", nonce = "edition" });
        Assert.Equal(2, server.Channel.Messages.Count);
        clock.Advance(TimeSpan.FromMinutes(6));
        await rest.SendAsync("POST", messages, body);
        Assert.Equal(3, server.Channel.Messages.Count);
        server.World.Delete(server.Channel.Messages[^1]);
        Assert.Equal("404/10008", await rest.OutcomeAsync("POST", messages, body));
    }

    [Fact]
    public async Task Rights_are_looked_at_per_channel()
    {
        await using var server = await SimulatedServer.StartAsync();
        server.Discord.Buckets.Enforced = false;
        using var rest = new RawRest(server.Discord);
        var messages = $"/channels/{server.Channel.Id}/messages";
        var question = server.Discord.Act.Say(server.Reader, server.Channel, "why?").Said!;
        var reply = new { content = "so", message_reference =
            new { message_id = question.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) } };
        Assert.Equal("200", await rest.OutcomeAsync("POST", messages, reply));
        Assert.Equal("403/50005", await rest.OutcomeAsync("PATCH", $"{messages}/{question.Id}", """{"content":"mine"}"""));
        Assert.Equal("403/50013", await rest.OutcomeAsync("DELETE", $"{messages}/{question.Id}"));

        server.Discord.Act.SetBotPermissions(server.Channel, deny: Permissions.ReadMessageHistory);
        Assert.Equal("400/160002", await rest.OutcomeAsync("POST", messages, reply));
        Assert.Empty((await rest.SendAsync("GET", messages)).Body!.AsArray());
        server.Discord.Act.SetBotPermissions(server.Channel, deny: Permissions.EmbedLinks);
        Assert.Equal("403/50013", await rest.OutcomeAsync("POST", messages, """{"embeds":[{"title":"a"}]}"""));
        server.Discord.Act.SetBotPermissions(server.Channel, deny: Permissions.SendMessages);
        Assert.Equal("403/50013", await rest.OutcomeAsync("POST", messages, """{"content":"a"}"""));
        server.Discord.Act.SetBotPermissions(server.Channel, deny: Permissions.ViewChannel);
        Assert.Equal("403/50001", await rest.OutcomeAsync("POST", messages, """{"content":"a"}"""));
        server.Reader.RefusesDirectMessages = true;
        var direct = server.Discord.Act.Direct(server.Reader);
        Assert.Equal("403/50007", await rest.OutcomeAsync("POST", $"/channels/{direct.Id}/messages", """{"content":"a"}"""));
    }

    [Fact]
    public async Task Threads_are_one_a_message_and_archived_and_locked_ones_behave_as_such()
    {
        await using var server = await SimulatedServer.StartAsync();
        server.Discord.Buckets.Enforced = false;
        using var rest = new RawRest(server.Discord);
        var question = server.Discord.Act.Say(server.Reader, server.Channel, "why?").Said!;
        var threads = $"/channels/{server.Channel.Id}/messages/{question.Id}/threads";
        Assert.Equal("400/50035", await rest.OutcomeAsync("POST", threads, """{"name":"","auto_archive_duration":5}"""));
        Assert.Equal("201", await rest.OutcomeAsync("POST", threads, """{"name":"On this"}"""));
        Assert.Equal("400/160004", await rest.OutcomeAsync("POST", threads, """{"name":"On this"}"""));
        var thread = question.Thread!;
        Assert.Equal(question.Id, thread.Id);
        var messages = $"/channels/{thread.Id}/messages";
        var sent = await rest.SendAsync("POST", messages, """{"content":"a"}""");
        server.Discord.Act.Archive(thread);
        Assert.Equal("400/50083", await rest.OutcomeAsync("PATCH", $"{messages}/{sent.Body!["id"]}", """{"content":"b"}"""));
        Assert.Equal("200", await rest.OutcomeAsync("POST", messages, """{"content":"wakes it"}"""));
        Assert.False(thread.Archived);
        server.Discord.Act.Archive(thread, locked: true);
        Assert.Equal("403/160005", await rest.OutcomeAsync("POST", messages, """{"content":"b"}"""));
        Assert.Equal("403/160005", await rest.OutcomeAsync("PATCH", $"/channels/{thread.Id}", """{"archived":false}"""));
    }

    [Fact]
    public async Task Buckets_and_the_limit_of_the_bot_are_told_in_headers_and_enforced()
    {
        var clock = new ManualTimeProvider(Start);
        await using var server = await SimulatedServer.StartAsync(clock);
        using var rest = new RawRest(server.Discord);
        var typing = $"/channels/{server.Channel.Id}/typing";
        for (var left = 4; left >= 0; left--)
        {
            var (status, _, answer) = await rest.SendAsync("POST", typing);
            Assert.Equal((204, null, $"{left}"),
                (status, answer.Content.Headers.ContentType, answer.Headers.GetValues("X-RateLimit-Remaining").Single()));
        }

        var refused = await rest.SendAsync("POST", typing);
        Assert.Equal((429, "user", "5"),
            (refused.Status, refused.Answer.Headers.GetValues("X-RateLimit-Scope").Single(),
            refused.Body!["retry_after"]!.ToString()));
        var other = server.World.AddChannel(server.Guild, "other");
        Assert.Equal("204", await rest.OutcomeAsync("POST", $"/channels/{other.Id}/typing"));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("204", await rest.OutcomeAsync("POST", typing));

        server.Discord.Buckets.GlobalPerSecond = 2;
        await rest.SendAsync("GET", "/users/@me");
        var global = await rest.SendAsync("GET", "/users/@me");
        Assert.Equal((429, "true"), (global.Status, global.Body!["global"]!.ToString()));
    }

    [Fact]
    public async Task Faults_come_before_or_after_the_effect_and_too_many_bad_requests_get_the_address_banned()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var rest = new RawRest(server.Discord);
        var messages = $"/channels/{server.Channel.Id}/messages";
        server.Discord.Faults.Next(new ServerError(503), "POST");
        server.Discord.Faults.Next(new ServerError(502, AfterEffect: true), "POST");
        server.Discord.Faults.Next(new ErrorAnswer(400, 200000, "AutoMod"), "POST");
        Assert.Equal("503/", await rest.OutcomeAsync("POST", messages, """{"content":"a"}"""));
        Assert.Empty(server.Channel.Messages);
        Assert.Equal("502/", await rest.OutcomeAsync("POST", messages, """{"content":"a"}"""));
        Assert.Single(server.Channel.Messages);
        Assert.Equal("400/200000", await rest.OutcomeAsync("POST", messages, """{"content":"a"}"""));
        server.Discord.Faults.Next(new ConnectionReset(AfterEffect: true));
        await Assert.ThrowsAsync<HttpRequestException>(() => rest.SendAsync("POST", messages, """{"content":"b"}"""));
        Assert.Equal(2, server.Channel.Messages.Count);

        server.Discord.Invalid.Most = 2;
        using var wrong = new RawRest(server.Discord, token: "wrong");
        await wrong.SendAsync("GET", "/users/@me");
        await wrong.SendAsync("GET", "/users/@me");
        Assert.Equal("429/0", await rest.OutcomeAsync("GET", "/users/@me"));
    }

    [Fact]
    public async Task History_comes_in_pages_newest_first_without_private_answers()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var rest = new RawRest(server.Discord);
        for (var i = 0; i < 5; i++)
        {
            server.World.Post(server.Channel, server.Bot, MessageKind.Default, new MessageBody($"{i}"));
        }

        server.World.Post(server.Channel, server.Bot, MessageKind.SlashAnswer, new MessageBody("psst"), onlyFor: server.Reader);
        var messages = $"/channels/{server.Channel.Id}/messages";
        async Task<string> Page(string query) =>
            string.Concat((await rest.SendAsync("GET", messages + query)).Body!.AsArray().Select(m => (string?)m!["content"]));
        Assert.Equal("43", await Page("?limit=2"));
        Assert.Equal("21", await Page($"?limit=2&before={server.Channel.Messages[3].Id}"));
        Assert.Equal("32", await Page($"?limit=2&after={server.Channel.Messages[1].Id}"));
        Assert.Equal("400/50035", await rest.OutcomeAsync("GET", messages + "?limit=101"));
        Assert.Equal("404/10008", await rest.OutcomeAsync("GET", $"{messages}/{server.Channel.Messages[^1].Id}"));
    }
}
