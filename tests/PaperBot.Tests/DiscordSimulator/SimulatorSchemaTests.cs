using System.Text.Json;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Schema;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>The validator of requests, and the simulator's own routes against Discord's description.</summary>
public sealed class SimulatorSchemaTests
{
    private static readonly OpenApiDocument Document = OpenApiDocument.Parse(
        """{"paths":{},"components":{"schemas":{"Id":{"type":"string","pattern":"^(0|[1-9][0-9]*)$"}}}}""");

    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", null)]
    [InlineData("""{"type":"string"}""", "1", "")]
    [InlineData("""{"type":["string","null"]}""", "null", null)]
    [InlineData("""{"type":"integer"}""", "1.0", null)]
    [InlineData("""{"type":"integer"}""", "1.5", "")]
    [InlineData("""{"type":"number"}""", "1", null)]
    [InlineData("""{"type":"integer","format":"int32"}""", "4294967296", "")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":3}""", "4", "")]
    [InlineData("""{"type":"string","minLength":2}""", "\"a\"", "")]
    [InlineData("""{"type":"string","maxLength":1}""", "\"😀\"", null)]
    [InlineData("""{"enum":[4,5]}""", "6", "")]
    [InlineData("""{"const":4}""", "4", null)]
    [InlineData("""{"const":true}""", "false", "")]
    [InlineData("""{"$ref":"#/components/schemas/Id"}""", "\"12\"", null)]
    [InlineData("""{"$ref":"#/components/schemas/Id"}""", "\"012\"", "")]
    [InlineData("""{"required":["a"]}""", "{}", "/a")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":1}""", "/a")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"x/y":1}""", "/x~1y")]
    [InlineData("""{"properties":{},"additionalProperties":false}""", """{"x":1}""", "/x")]
    [InlineData("""{"maxProperties":0}""", """{"x":1}""", "")]
    [InlineData("""{"items":{"type":"string"},"maxItems":3}""", """["a",2]""", "/1")]
    [InlineData("""{"minItems":1}""", "[]", "")]
    [InlineData("""{"uniqueItems":true}""", "[1,1]", "")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"today\"", "")]
    [InlineData("""{"type":"string","format":"uri"}""", "\"no uri\"", "")]
    [InlineData("""{"allOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1}""", "/b")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"string"}]}""", "null", null)]
    [InlineData("""{"oneOf":[{"properties":{"type":{"const":1}},"required":["x"]},{"properties":{"type":"""
        + """{"const":2}},"required":["y"]}]}""", """{"type":2}""", "/y")]
    public void Each_word_of_the_schema_language_is_understood(string schema, string value, string? place)
    {
        var problems = new SchemaValidator(Document).Validate(JsonDocument.Parse(schema).RootElement, JsonNode.Parse(value));
        Assert.Equal(place, problems.Count == 0 ? null : problems[0].Pointer);
    }

    [Fact]
    public async Task Every_route_is_one_of_discords_and_a_wrong_request_is_found()
    {
        await using var server = await SimulatedServer.StartAsync();
        Assert.SkipWhen(server.Discord.Check.Description is null,
            "PAPERBOT_TEST_DATA names no folder with discord/openapi.json.");
        Assert.Empty(server.Discord.Routes.Where(r => !server.Discord.Check.Description!.Knows(r.Method, r.Template)).Select(
            r => $"{r.Method} {r.Template}"));
        using var rest = new RawRest(server.Discord);
        await rest.SendAsync("POST", $"/channels/{server.Channel.Id}/messages", """{"content":"a","tts":"loud"}""");
        Assert.Equal(
            ["POST /channels/{channel_id}/messages /tts: is string, has to be [boolean,null]"],
            server.Discord.Check.Findings.Select(f => f.ToString()));
    }

    [Fact]
    public async Task What_the_simulator_answers_is_what_the_description_says()
    {
        await using var server = await SimulatedServer.StartAsync();
        Assert.SkipWhen(server.Discord.Check.Description is null,
            "PAPERBOT_TEST_DATA names no folder with discord/openapi.json.");
        using var rest = new RawRest(server.Discord);
        var (guild, channel, application) = (server.Guild.Id, server.Channel.Id, server.World.Bot.Id);
        var question = server.Discord.Act.Say(server.Reader, server.Channel, "why?").Said!;
        (string Method, string Path, string? Body)[] requests =
        [
            ("GET", "/gateway", null), ("GET", "/gateway/bot", null), ("GET", "/users/@me", null),
                ("GET", "/applications/@me", null),
            ("GET", $"/users/{server.Reader.Id}", null), ("GET", "/users/@me/guilds", null), ("GET", $"/guilds/{guild}", null),
            ("GET", $"/guilds/{guild}/channels", null), ("GET", $"/guilds/{guild}/roles", null),
            ("GET", $"/guilds/{guild}/members/{server.Reader.Id}", null), ("GET", $"/channels/{channel}", null),
            ("POST", "/users/@me/channels", $$"""{"recipient_id":"{{server.Reader.Id}}"}"""),
            ("POST", $"/channels/{channel}/messages",
                """{"embeds":[{"title":"a","fields":[{"name":"n","value":"v"}]}],"components":[{"type":1,"components":["""
                    + """{"type":2,"style":1,"label":"a","custom_id":"x"}]}]}"""),
            ("POST", $"/channels/{channel}/messages",
                """{"flags":32768,"components":[{"type":17,"components":[{"type":9,"components":["""
                    + """{"type":10,"content":"b"}],"accessory":{"type":11,"media":{"url":"https://a.example/i.png"}}},"""
                    + """{"type":14}]}]}"""),
            ("PUT", $"/channels/{channel}/messages/{question.Id}/reactions/%F0%9F%91%8D/@me", null),
            ("POST", $"/channels/{channel}/messages/{question.Id}/threads", """{"name":"talk"}"""),
            ("GET", $"/guilds/{guild}/threads/active", null), ("GET", $"/channels/{channel}/messages", null),
            ("PATCH", $"/channels/{question.Id}", """{"archived":true}"""),
            ("PUT", $"/applications/{application}/commands",
                """[{"name":"ask","description":"Asks","default_member_permissions":"32"}]"""),
            ("GET", $"/applications/{application}/commands", null),
        ];
        foreach (var (method, path, body) in requests)
        {
            var (status, told, answer) = await rest.SendAsync(method, path, body);
            answer.Dispose();
            Assert.True(status < 300, $"{method} {path}: {status} {told}");
        }

        Assert.Empty(server.Discord.Check.Findings.Select(f => f.ToString()));
        Assert.InRange(server.Discord.Check.Looked, 20, 100);
    }
}
