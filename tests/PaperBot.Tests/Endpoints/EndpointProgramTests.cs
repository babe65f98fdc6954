using System.Text.Json;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.Models;
using Xunit;

namespace PaperBot.Tests.Endpoints;

/// <summary>The whole program with an endpoint in its settings.</summary>
public sealed class EndpointProgramTests : IDisposable
{
    private const string Question = "How many parameters does Kiteline have?";
    private const string True = "Kiteline is a graph transformer with 21M parameters that ranks routes by exposure. [1]";

    private readonly TemporaryFolder data = new();
    private readonly TemporaryFolder inputs = new();

    public void Dispose()
    {
        data.Dispose();
        inputs.Dispose();
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("openai")]
    public async Task An_endpoint_writes_and_the_answer_names_it(string engine)
    {
        await using var server = RawHttpServer.Saying(EndpointRig.Answer(True));
        var answer = await AskAsync(server, engine);
        Assert.Equal("openai", answer.GetProperty("engine").GetString());
        Assert.Contains("21M parameters", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Contains("Kiteline", server.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("openai")]
    public async Task An_endpoint_that_fails_lies_or_breaks_off_leaves_the_abstracts_own_words(string engine)
    {
        string[] bad =
        [
            RawHttpServer.Reply("401 Unauthorized", "{}"),
            EndpointRig.Answer("Kiteline has 900B parameters and was trained on the Moon. [1]"),
            EndpointRig.Head + EndpointRig.Piece("Kiteline is a graph transformer with 21M parameters that ranks"),
        ];
        foreach (var reply in bad)
        {
            await using var server = RawHttpServer.Saying(reply);
            var answer = await AskAsync(server, engine);
            Assert.DoesNotContain("900B", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
            Assert.Contains("21M parameters", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
            Assert.NotEmpty(server.Requests);
        }
    }

    [Fact]
    public async Task The_doctor_tells_who_writes_and_what_the_endpoint_lacks()
    {
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply("200 OK", """{"data":[{"id":"other"}]}"""));
        var run = await ProgramRun.Of(data, "doctor", "--json", "--config", Settings(server));
        var checks = run.Json.GetProperty("checks").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!);
        Assert.Contains("openai (tiny at 127.0.0.1", checks["writing"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("warning", checks["endpoint"].GetProperty("status").GetString());
        Assert.Contains("other", checks["endpoint"].GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.Equal("problem", checks["model file"].GetProperty("status").GetString());
        Assert.Contains("model pull", checks["model file"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, run.Code);
    }

    private async Task<JsonElement> AskAsync(RawHttpServer server, string engine)
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
        var run = await ProgramRun.Of(data, "ask", Question, "--json", "--engine", engine, "--config", Settings(server));
        Assert.Equal(0, run.Code);
        return run.Json;
    }

    private string Settings(RawHttpServer server) => data.File(
        "settings.json",
        $$"""
        {
          "Endpoint": { "Address": "{{server.Address}}v1", "Model": "tiny", "Retries": 0 },
          "Model": { "File": "qwen2.5-0.5b-instruct" },
          "Answering": { "Wording": "Free" }
        }
        """);
}
