using System.Text.Json;
using Microsoft.Extensions.AI;
using PaperBot.Endpoints;
using PaperBot.Prompts;
using PaperBot.Tests.Models;
using Xunit;

namespace PaperBot.Tests.Endpoints;

public sealed class EndpointChatTests : IDisposable
{
    private static readonly ChatMessage[] Asked =
        [new(ChatRole.System, "Be brief."), new(ChatRole.User, "why? <|im_end|>"), new(ChatRole.Assistant, ""), new(ChatRole.User, "so?")];

    private readonly EndpointRig rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task An_answer_comes_in_pieces_with_model_reason_and_usage()
    {
        await using var server = RawHttpServer.Saying(EndpointRig.Answer("It ", "gains ", "4 %, ü 🙂."));
        using var client = rig.Chat(server);
        var updates = await client.GetStreamingResponseAsync(Asked, null, Token).ToListAsync(Token);
        var response = updates.ToChatResponse();
        Assert.Equal(["It ", "gains ", "4 %, ü 🙂."], updates.Select(u => u.Text).Where(t => t.Length > 0));
        Assert.Equal(("tiny-2", ChatFinishReason.Stop), (response.ModelId, response.FinishReason!.Value));
        Assert.Equal((11L, 5L), (response.Usage!.InputTokenCount!.Value, response.Usage.OutputTokenCount!.Value));
        Assert.Equal(("POST", "/v1/chat/completions"), (server.Requests[0].Method, server.Requests[0].Target));
        Assert.Null(server.Requests[0]["Authorization"]);
    }

    [Fact]
    public async Task What_was_asked_is_sent_as_the_protocol_has_it()
    {
        await using var server = RawHttpServer.Saying(EndpointRig.Answer("ok"));
        rig.Options.ApiKey = new(EndpointRig.Key);
        using var client = rig.Chat(server);
        var options = ChatCapabilities.WithGrammar("root ::= \"a\"");
        (options.Seed, options.Temperature, options.MaxOutputTokens, options.TopK) = (7, 0.25f, 90, 40);
        options.StopSequences = ["\n\n"];
        options.ResponseFormat = ChatResponseFormat.ForJsonSchema(
            JsonDocument.Parse("""{"type":"object","properties":{"a":{"type":"string"}}}""").RootElement, "shape");
        await client.GetResponseAsync(Asked, options, Token);
        var sent = JsonDocument.Parse(server.Requests[0].Body).RootElement;
        Assert.Equal("Bearer " + EndpointRig.Key, server.Requests[0]["Authorization"]);
        Assert.Equal("tiny", sent.GetProperty("model").GetString());
        Assert.Equal(7, sent.GetProperty("seed").GetInt64());
        Assert.Equal(0.25, sent.GetProperty("temperature").GetDouble(), 3);
        Assert.Equal(90, sent.GetProperty("max_tokens").GetInt32());
        Assert.Equal("\n\n", sent.GetProperty("stop")[0].GetString());
        Assert.Equal("shape", sent.GetProperty("response_format").GetProperty("json_schema").GetProperty("name").GetString());
        Assert.Equal(["system", "user", "assistant", "user"], sent.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("role").GetString()));
        Assert.Contains("<|im_end|>", sent.GetProperty("messages")[1].GetProperty("content").ToString(), StringComparison.Ordinal);
        Assert.False(sent.TryGetProperty("grammar", out _));
        Assert.False(sent.TryGetProperty("top_k", out _));
        Assert.False(sent.TryGetProperty("max_completion_tokens", out _));
        Assert.Equal(new ChatCapabilities { Engine = "openai", ContextTokens = 8192 }, ChatCapabilities.Of(client));
    }

    [Fact]
    public async Task A_server_that_is_said_to_obey_grammars_gets_them()
    {
        await using var server = RawHttpServer.Saying(EndpointRig.Answer("ok"));
        rig.Options.Grammar = true;
        using var client = rig.Chat(server);
        await client.GetResponseAsync(Asked, ChatCapabilities.WithGrammar("root ::= \"a\""), Token);
        Assert.Equal("root ::= \"a\"", JsonDocument.Parse(server.Requests[0].Body).RootElement.GetProperty("grammar").GetString());
        Assert.True(ChatCapabilities.Of(client).Grammar);
    }

    [Theory]
    [InlineData("429 Too Many Requests")]
    [InlineData("500 Internal Server Error")]
    [InlineData("503 Service Unavailable")]
    public async Task What_may_pass_is_asked_again_before_a_word_came(string status)
    {
        await using var server = RawHttpServer.Saying(
            RawHttpServer.Reply(status, "{}", headers: "Retry-After: 0\r\n"), EndpointRig.Head + EndpointRig.Piece(""), EndpointRig.Answer("yes"));
        using var client = rig.Chat(server);
        Assert.Equal("yes", (await client.GetResponseAsync(Asked, null, Token)).Text);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(2, rig.Log.Count);
    }

    [Theory]
    [InlineData("429 Too Many Requests", "Retry-After: 3600\r\n", 1)]
    [InlineData("502 Bad Gateway", "Retry-After: 0\r\n", 3)]
    [InlineData("400 Bad Request", "", 1)]
    public async Task It_is_given_up_when_the_wait_is_too_long_the_tries_are_used_up_or_it_is_no_use(string status, string header, int requests)
    {
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply(status, "{}", headers: header));
        using var client = rig.Chat(server);
        await Assert.ThrowsAsync<EndpointException>(() => client.GetResponseAsync(Asked, null, Token));
        Assert.Equal(requests, server.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_word_nothing_is_asked_again(bool silent)
    {
        rig.Options.PauseSeconds = 1;
        await using var server = new RawHttpServer(async (_, stream, token) =>
        {
            await stream.WriteAsync(EndpointRig.Utf8(EndpointRig.Head + EndpointRig.Piece("half")), token);
            await Task.Delay(silent ? Timeout.Infinite : 0, token);
        });
        using var client = rig.Chat(server);
        List<string> seen = [];
        var failed = await Assert.ThrowsAsync<EndpointException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(Asked, null, Token))
            {
                seen.Add(update.Text);
            }
        });
        Assert.Equal(silent ? EndpointFailure.Silent : EndpointFailure.Cut, failed.Failure);
        Assert.Equal("half", string.Concat(seen));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_after_its_time_and_not_asked_again()
    {
        rig.Options.TimeoutSeconds = 1;
        await using var server = new RawHttpServer((_, _, token) => Task.Delay(Timeout.Infinite, token));
        using var client = rig.Chat(server);
        var failed = await Assert.ThrowsAsync<EndpointException>(() => client.GetResponseAsync(Asked, null, Token));
        Assert.Equal(EndpointFailure.Silent, failed.Failure);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_slow_server_is_waited_for_as_long_as_something_comes()
    {
        rig.Options.PauseSeconds = 1;
        await using var server = new RawHttpServer(async (_, stream, token) =>
        {
            await stream.WriteAsync(EndpointRig.Utf8(EndpointRig.Head), token);
            foreach (var piece in "1234".Select(c => EndpointRig.Piece($"{c}")).Append(EndpointRig.Piece(null, "length")))
            {
                await Task.Delay(300, token);
                await stream.WriteAsync(EndpointRig.Utf8(piece), token);
            }
        });
        using var client = rig.Chat(server);
        var response = await client.GetResponseAsync(Asked, null, Token);
        Assert.Equal(("1234", ChatFinishReason.Length), (response.Text, response.FinishReason!.Value));
    }

    [Fact]
    public async Task Who_calls_off_gets_away_and_the_server_sees_it()
    {
        var gone = new TaskCompletionSource();
        await using var server = new RawHttpServer(async (_, stream, token) =>
        {
            try
            {
                await stream.WriteAsync(EndpointRig.Utf8(EndpointRig.Head + EndpointRig.Piece("half")), token);
                while (true)
                {
                    await Task.Delay(20, token);
                    await stream.WriteAsync(EndpointRig.Utf8(": still here\n\n"), token);
                }
            }
            catch (IOException)
            {
                gone.SetResult();
            }
        });
        using var client = rig.Chat(server);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync(Asked, null, stop.Token))
            {
                await stop.CancelAsync();
            }
        });
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Theory]
    [InlineData("401 Unauthorized", """{"error":{"message":"Incorrect API key provided: KEY."}}""", EndpointFailure.Key, "PAPERBOT__Endpoint__ApiKey")]
    [InlineData("403 Forbidden", "KEY", EndpointFailure.Key, "does not take the key")]
    [InlineData("404 Not Found", """{"error":"model 'tiny' not found, KEY"}""", EndpointFailure.Model, "no model “tiny”")]
    [InlineData("404 Not Found", "<html>KEY</html>", EndpointFailure.Protocol, "ends with /v1")]
    [InlineData("302 Found", "", EndpointFailure.Protocol, "leads elsewhere")]
    [InlineData("400 Bad Request", """{"error":{"message":"too long for KEY"}}""", EndpointFailure.Refused, "too long")]
    [InlineData("500 Oops", """{"error":{"message":"sk-7f3***55d1 broke"}}""", EndpointFailure.Server, "broke")]
    [InlineData("200 OK", "<html>welcome KEY</html>", EndpointFailure.Protocol, "no answer at all")]
    [InlineData("200 OK", "data: {\"broken KEY\n\n", EndpointFailure.Protocol, "no chat server")]
    public async Task A_failure_says_what_to_do_and_never_the_key(string status, string body, object failure, string said)
    {
        rig.Options.ApiKey = new(EndpointRig.Key);
        rig.Options.Retries = 1;
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply(
            status, body.Replace("KEY", EndpointRig.Key, StringComparison.Ordinal), "text/event-stream",
            "Location: http://127.0.0.1:1/\r\nRetry-After: 0\r\n"));
        using var client = rig.Chat(server);
        var failed = await Assert.ThrowsAsync<EndpointException>(() => client.GetResponseAsync(Asked, null, Token));
        Assert.Equal(failure, failed.Failure);
        Assert.Contains(said, failed.Message, StringComparison.Ordinal);
        Assert.All(rig.Log.Append(failed.ToString()), line =>
        {
            Assert.DoesNotContain("sk-7", line, StringComparison.Ordinal);
            Assert.DoesNotContain("55d1", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Without_a_key_a_server_that_wants_one_says_where_it_is_set()
    {
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply("401 Unauthorized", "{}"));
        using var client = rig.Chat(server);
        var failed = await Assert.ThrowsAsync<EndpointException>(() => client.GetResponseAsync(Asked, null, Token));
        Assert.Contains("wants a key (401): set the environment variable", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "does its server run?")]
    [InlineData("http://endpoint.invalid/v1", "cannot be found")]
    public async Task Nobody_there_is_said_so(string? address, string said)
    {
        rig.Options.Retries = 0;
        var server = RawHttpServer.Saying("");
        using var client = rig.Chat(server);
        await server.DisposeAsync();
        rig.Options.Address = address ?? rig.Options.Address;
        using var connection = new EndpointConnection(rig.Options);
        using var other = new EndpointChatClient(
            connection, rig.Options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<EndpointChatClient>.Instance);
        var failed = await Assert.ThrowsAsync<EndpointException>(() => other.GetResponseAsync(Asked, null, Token));
        Assert.Equal(EndpointFailure.Unreachable, failed.Failure);
        Assert.Contains(said, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forty_at_once_each_get_their_own_answer()
    {
        await using var server = new RawHttpServer(async (request, stream, token) =>
        {
            var last = JsonDocument.Parse(request.Body).RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content").ToString();
            await stream.WriteAsync(EndpointRig.Utf8(EndpointRig.Answer(last, "!")), token);
        });
        using var client = rig.Chat(server);
        var said = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
            (await client.GetResponseAsync([new ChatMessage(ChatRole.User, $"q{i}")], null, Token)).Text));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"q{i}!"), said);
    }
}
