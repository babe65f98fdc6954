using System.Text.Json;
using PaperBot.Tests.Endpoints;
using PaperBot.Tests.Models;
using Xunit;

namespace PaperBot.Tests.CommandLine;

/// <summary>The whole program with an endpoint that makes vectors, from the command that makes them to the search that uses them.</summary>
public sealed class EmbedCommandTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly TemporaryFolder inputs = new();

    public void Dispose()
    {
        data.Dispose();
        inputs.Dispose();
    }

    [Fact]
    public async Task Vectors_are_made_once_and_then_find_what_no_word_finds()
    {
        await using var server = Vectors();
        await ImportAsync();
        var settings = Settings(server.Address);
        Assert.Empty(await SearchAsync("toboggans", settings));
        Assert.Contains("0 of 3 papers by tiny-vectors.", await DoctorAsync(settings), StringComparison.Ordinal);
        var first = await ProgramRun.Of(data, "embed", "--json", "--config", settings);
        Assert.Equal((0, 3, 3, 2), (
            first.Code, first.Json.GetProperty("complete").GetInt32(), first.Json.GetProperty("embedded").GetInt32(),
            first.Json.GetProperty("dimensions").GetInt32()));
        Assert.Equal("tiny-vectors", first.Json.GetProperty("model").GetString());
        var again = await ProgramRun.Of(data, "embed", "--config", settings);
        Assert.Contains("0 texts embedded by tiny-vectors; 3 of 3 papers have their vectors.", again.Out.Replace('\n', ' '), StringComparison.Ordinal);
        Assert.Contains("3 of 3 papers by tiny-vectors.", await DoctorAsync(settings), StringComparison.Ordinal);
        Assert.Contains("Canal", (await SearchAsync("toboggans canal", settings))[0], StringComparison.Ordinal);
        Assert.All(
            server.Requests.Where(r => r.Body.Contains("Kiteline", StringComparison.Ordinal)),
            r => Assert.Contains("passage: ", r.Body, StringComparison.Ordinal));
        Assert.Contains(server.Requests, r => r.Body.Contains("query: toboggans canal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_model_or_with_one_that_fails_a_sentence_says_what_to_do()
    {
        await ImportAsync();
        var none = await ProgramRun.Of(data, "embed");
        Assert.Equal((1, ""), (none.Code, none.Out));
        Assert.Contains("Model:EmbeddingFile", none.Error, StringComparison.Ordinal);
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply("401 Unauthorized", "{}"));
        var failed = await ProgramRun.Of(data, "embed", "--config", Settings(server.Address));
        Assert.Equal(1, failed.Code);
        Assert.Contains("`paperbot embed` goes on", failed.Error, StringComparison.Ordinal);
        var search = await ProgramRun.Of(data, "search", "rescue", "--json", "--config", Settings(server.Address));
        Assert.StartsWith("Kiteline", search.Json.GetProperty("results")[0].GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_went_away_is_told_of_and_words_find_all_the_same()
    {
        await ImportAsync();
        string settings;
        await using (var server = Vectors())
        {
            settings = Settings(server.Address);
            Assert.Equal(0, (await ProgramRun.Of(data, "embed", "--config", settings)).Code);
        }

        var run = await ProgramRun.Of(data, "search", "rescue", "--json", "--config", settings);
        Assert.StartsWith("Kiteline", run.Json.GetProperty("results")[0].GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains("Papers are found by their words alone", run.Error, StringComparison.Ordinal);
    }

    // Whatever speaks of canals or of toboggans points one way, everything else another.
    private static RawHttpServer Vectors() => new(async (request, stream, token) =>
    {
        if (request.Body.Length == 0)
        {
            await stream.WriteAsync(EndpointRig.Utf8(RawHttpServer.Reply("200 OK", """{"data":[{"id":"tiny-vectors"}]}""")), token);
            return;
        }

        var texts = JsonDocument.Parse(request.Body).RootElement.GetProperty("input").EnumerateArray().Select(t => t.GetString()!);
        var items = texts.Select((t, i) =>
        {
            var near = t.Contains("anal", StringComparison.Ordinal) || t.Contains("toboggan", StringComparison.Ordinal);
            return $$"""{"index":{{i}},"embedding":[{{(near ? "1,0" : "0,1")}}]}""";
        });
        var body = $$"""{"object":"list","data":[{{string.Join(',', items)}}],"model":"tiny-vectors"}""";
        await stream.WriteAsync(EndpointRig.Utf8(RawHttpServer.Reply("200 OK", body)), token);
    });

    private async Task<string> DoctorAsync(string settings)
    {
        var run = await ProgramRun.Of(data, "doctor", "--json", "--config", settings);
        return run.Json.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "vectors")
            .GetProperty("detail").GetString()!;
    }

    private async Task<List<string>> SearchAsync(string text, string settings)
    {
        var run = await ProgramRun.Of(data, "search", text, "--json", "--config", settings);
        return [.. run.Json.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("title").GetString()!)];
    }

    private async Task ImportAsync() =>
        Assert.Equal(0, (await ProgramRun.Of(data, "import", Listing.WriteTo(inputs))).Code);

    private string Settings(Uri server) => inputs.File("paperbot.json", JsonSerializer.Serialize(new
    {
        Endpoint = new { Address = new Uri(server, "v1").ToString(), EmbeddingModel = "tiny-vectors", Retries = 0 },
        Model = new { EmbeddingQueryPrefix = "query:", EmbeddingDocumentPrefix = "passage: " },
    }));
}
