using System.Globalization;
using System.Text.Json;
using PaperBot.Endpoints;
using PaperBot.Tests.Models;
using Xunit;

namespace PaperBot.Tests.Endpoints;

public sealed class EndpointVectorTests : IDisposable
{
    private readonly EndpointRig rig = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Vectors_come_in_the_order_of_the_texts_with_length_one_however_many_there_are()
    {
        await using var server = new RawHttpServer(async (request, stream, token) =>
        {
            var texts = JsonDocument.Parse(request.Body).RootElement.GetProperty("input").EnumerateArray().Select(t => t.GetString()!).ToList();
            var items = texts.Select((t, i) => string.Create(CultureInfo.InvariantCulture, $$$"""{"index":{{{i}}},"embedding":[{{{t}}},4,0,0,0,0,0,0,0]}""")).Reverse();
            var body = $$$"""{"object":"list","data":[{{{string.Join(',', items)}}}],"model":"v","usage":{"prompt_tokens":{{{texts.Count}}},"total_tokens":{{{texts.Count}}}}}""";
            await stream.WriteAsync(EndpointRig.Utf8(RawHttpServer.Reply("200 OK", body)), token);
        });
        using var vectors = rig.Vectors(server);
        var made = await vectors.GenerateAsync(Enumerable.Range(0, 70).Select(i => i.ToString(CultureInfo.InvariantCulture)), null, Token);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal((70, 70L), (made.Count, made.Usage!.InputTokenCount!.Value));
        Assert.All(made.Select((m, i) => (m.Vector, i)), m =>
        {
            Assert.Equal(1, Math.Sqrt(m.Vector.ToArray().Sum(x => (double)x * x)), 5);
            Assert.Equal(m.i / Math.Sqrt(16 + (m.i * m.i)), m.Vector.Span[0], 5);
        });
        var sent = JsonDocument.Parse(server.Requests[0].Body).RootElement;
        Assert.Equal(("vectors", "float"), (sent.GetProperty("model").GetString(), sent.GetProperty("encoding_format").GetString()));
    }

    [Theory]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,2,3]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[0,0]},{"index":1,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":7,"embedding":[1,2]},{"index":1,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("<html>")]
    public async Task What_are_no_vectors_for_the_texts_is_refused(string body)
    {
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply("200 OK", body));
        using var vectors = rig.Vectors(server);
        var failed = await Assert.ThrowsAsync<EndpointException>(() => vectors.GenerateAsync(["a", "b"], null, Token));
        Assert.Equal(EndpointFailure.Protocol, failed.Failure);
    }

    [Fact]
    public async Task A_failure_that_may_pass_is_asked_again_and_a_hanging_server_is_left()
    {
        await using var server = RawHttpServer.Saying(
            RawHttpServer.Reply("500 Oops", "{}", headers: "Retry-After: 0\r\n"),
            RawHttpServer.Reply("200 OK", """{"data":[{"index":0,"embedding":[3,4]}]}"""));
        using var vectors = rig.Vectors(server);
        Assert.Equal([0.6f, 0.8f], (await vectors.GenerateAsync(["a"], null, Token))[0].Vector.ToArray().Select(x => MathF.Round(x, 5)));
        rig.Options.TimeoutSeconds = 1;
        await using var hanging = new RawHttpServer((_, _, token) => Task.Delay(Timeout.Infinite, token));
        using var slow = rig.Vectors(hanging);
        var failed = await Assert.ThrowsAsync<EndpointException>(() => slow.GenerateAsync(["a"], null, Token));
        Assert.Equal(EndpointFailure.Silent, failed.Failure);
    }

    [Fact]
    public async Task A_probe_tells_the_models_or_that_no_list_is_kept()
    {
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply("200 OK", """{"data":[{"id":"tiny"},{"id":"vectors"}]}"""));
        Assert.Equal(["tiny", "vectors"], await rig.Probe(server).ModelsAsync(Token));
        Assert.Equal("/v1/models", server.Requests[0].Target);
        await using var bare = RawHttpServer.Saying(RawHttpServer.Reply("404 Not Found", ""));
        Assert.Null(await rig.Probe(bare).ModelsAsync(Token));
        foreach (var other in new[] { "<html>", "[]", """{"data":{}}""", """{"models":[]}""" })
        {
            await using var foreign = RawHttpServer.Saying(RawHttpServer.Reply("200 OK", other));
            var failed = await Assert.ThrowsAsync<EndpointException>(() => rig.Probe(foreign).ModelsAsync(Token));
            Assert.Equal(EndpointFailure.Protocol, failed.Failure);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/v1", true)]
    [InlineData("http://192.168.1.7:8080/v1", true)]
    [InlineData("http://gpu:8080/v1", true)]
    [InlineData("https://api.example.org/v1", true)]
    [InlineData("http://api.example.org/v1", false)]
    [InlineData("http://172.32.0.1/v1", false)]
    [InlineData("http://ada:pw@gpu/v1", false)]
    public void A_key_goes_over_encrypted_ways_or_stays_in_the_house(string address, bool fine)
    {
        var result = new EndpointOptionsCheck().Validate(null, new EndpointOptions { Address = address, Model = "m", ApiKey = new(EndpointRig.Key) });
        Assert.Equal(fine, result.Succeeded);
        Assert.DoesNotContain(EndpointRig.Key, result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_with_a_stray_character_is_refused_without_being_shown()
    {
        var result = new EndpointOptionsCheck().Validate(
            null, new EndpointOptions { Address = "https://a/v1", Model = "m", ApiKey = new(EndpointRig.Key + "\n") });
        Assert.True(result.Failed);
        Assert.DoesNotContain("sk-", result.FailureMessage, StringComparison.Ordinal);
    }
}
