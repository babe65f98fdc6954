using System.Text.Json;
using Microsoft.Extensions.AI;
using PaperBot.Endpoints;
using PaperBot.Prompts;
using PaperBot.Tests.Models;
using Xunit;

namespace PaperBot.Tests.Endpoints;

public sealed class EndpointToolTests : IDisposable
{
    private const string Chunk =
        """data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"tiny-2","choices":[{"index":0,"delta":""";

    private const string Call = Chunk
        + """{"tool_calls":[{"index":0,"id":"call_7","type":"function","function":{"name":"search","arguments":"{\"text\":"}}]}"""
        + """, "finish_reason":null}]}"""
        + "\n\n" + Chunk
        + """{"tool_calls":[{"index":0,"function":{"arguments":"ARGUMENTS"}}]},"finish_reason":null}]}"""
        + "\n\n";

    private static readonly ChatMessage[] Asked =
    [
        new(ChatRole.User, "which index?"),
        new(
            ChatRole.Assistant,
            [new FunctionCallContent("call_1", "search", new Dictionary<string, object?> { ["text"] = "index" })]),
        new(ChatRole.Tool, [new FunctionResultContent("call_1", "1. Larder"), new FunctionResultContent("call_2", null)]),
    ];

    private readonly EndpointRig rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ChatOptions Offering => new()
    {
        Tools =
        [
            AIFunctionFactory.CreateDeclaration(
                "search", "Finds papers.", JsonDocument.Parse("""{"type":"object"}""").RootElement),
        ],
        ToolMode = ChatToolMode.Auto,
    };

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Functions_calls_and_what_they_gave_are_sent_as_the_protocol_has_it()
    {
        rig.Options.Tools = true;
        var sent = await SentAsync();
        Assert.Equal("search", sent.GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString());
        Assert.Equal("auto", sent.GetProperty("tool_choice").GetString());
        Assert.Equal(
            ["user", "assistant", "tool", "tool"],
            sent.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("role").GetString()));
        var call = sent.GetProperty("messages")[1].GetProperty("tool_calls")[0];
        Assert.Equal("""{"text":"index"}""", call.GetProperty("function").GetProperty("arguments").GetString());
        Assert.Equal("call_1", sent.GetProperty("messages")[2].GetProperty("tool_call_id").GetString());
        Assert.Contains("1. Larder", sent.GetProperty("messages")[2].GetProperty("content").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_said_to_call_functions_is_offered_none()
    {
        var sent = await SentAsync();
        Assert.False(sent.TryGetProperty("tools", out _));
        Assert.False(sent.TryGetProperty("tool_choice", out _));
    }

    [Theory]
    [InlineData("tool_calls")]
    [InlineData("stop")]
    [InlineData("tool_calls", "stop")]
    public async Task A_call_that_comes_in_pieces_is_whole_at_the_end_and_told_once(params string[] finishes)
    {
        rig.Options.Tools = true;
        var call = Assert.Single(await CallsAsync("\\\"dust \u00fc\\\"}", finishes));
        Assert.Equal(("call_7", "search", "dust ü"), (call.CallId, call.Name, call.Arguments?["text"]?.ToString()));
    }

    [Fact]
    public async Task Arguments_that_are_no_JSON_come_with_their_failure()
    {
        rig.Options.Tools = true;
        var call = Assert.Single(await CallsAsync("oops", "tool_calls"));
        Assert.NotNull(call.Exception);
    }

    [Fact]
    public async Task A_call_that_nobody_offered_is_an_answer_cut_off() =>
        await Assert.ThrowsAsync<EndpointException>(() => CallsAsync("\\\"a\\\"}", "tool_calls"));

    [Fact]
    public async Task Capabilities_say_whether_functions_may_be_offered()
    {
        await using var server = RawHttpServer.Saying(EndpointRig.Answer("ok"));
        rig.Options.Tools = true;
        Assert.True(ChatCapabilities.Of(rig.Chat(server)).Tools);
    }

    private async Task<JsonElement> SentAsync()
    {
        await using var server = RawHttpServer.Saying(EndpointRig.Answer("ok"));
        using var client = rig.Chat(server);
        await client.GetResponseAsync(Asked, Offering, Token);
        return JsonDocument.Parse(server.Requests[0].Body).RootElement;
    }

    private async Task<IReadOnlyList<FunctionCallContent>> CallsAsync(string arguments, params string[] finishes)
    {
        rig.Options.Retries = 0;
        var pieces = Call.Replace("ARGUMENTS", arguments, StringComparison.Ordinal);
        await using var server = RawHttpServer.Saying(
            EndpointRig.Head + pieces + string.Concat(finishes.Select(f => EndpointRig.Piece(null, f))) + "data: [DONE]\n\n");
        using var client = rig.Chat(server);
        var response = await client.GetResponseAsync(Asked, Offering, Token);
        return [.. response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()];
    }
}
