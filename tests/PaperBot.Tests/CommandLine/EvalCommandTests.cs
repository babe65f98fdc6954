using System.Text.Json;
using Xunit;

namespace PaperBot.Tests.CommandLine;

public sealed class EvalCommandTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Shipped_questions_are_scored_over_the_shipped_sample_and_leave_the_store_alone()
    {
        var run = await ProgramRun.Of(data, "eval", "--json");
        var report = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(0, run.Code);
        Assert.True(report.GetProperty("n").GetInt32() >= 80);
        foreach (var share in new[] { "hitAt1", "hitAt5", "factAccuracy", "citationPrecision" })
        {
            Assert.InRange(report.GetProperty(share).GetDouble(), 0.01, 1);
        }

        Assert.InRange(report.GetProperty("abstention").GetProperty("recall").GetDouble(), 0.01, 1);
        Assert.True(report.GetProperty("latencyMs").GetProperty("p95").GetDouble() >= report.GetProperty("latencyMs").GetProperty("p50").GetDouble());
        Assert.Equal("", (await ProgramRun.Of(data, "papers", "--json")).Out);
    }

    [Fact]
    public async Task Own_question_file_is_scored_over_the_stored_papers()
    {
        var listing = data.File("mine.txt", "Larder: A Vector Index\n\nLarder keeps 2 billion vectors on slow disks. It answers in 40 ms, says the log of one archive.\n");
        var questions = data.File("q.jsonl", """{"id":"1","kind":"fact","question":"how many vectors does Larder keep?","gold":["larder"],"answer_facts":["2 billion"]}""");
        var keys = data.File("k.jsonl", """{"key":"larder","title":"Larder: A Vector Index"}""");
        Assert.Equal(0, (await ProgramRun.Of(data, "import", listing)).Code);

        var run = await ProgramRun.Of(data, "eval", "--questions", questions, "--keys", keys, "--json");
        var report = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((1, 1.0, 1.0), (report.GetProperty("n").GetInt32(), report.GetProperty("hitAt1").GetDouble(), report.GetProperty("factAccuracy").GetDouble()));
        Assert.Equal(JsonValueKind.Null, report.GetProperty("abstention").GetProperty("recall").ValueKind);
    }

    [Fact]
    public async Task Failures_are_listed_before_the_table()
    {
        var run = await ProgramRun.Of(data, "eval", "--failures");
        Assert.True(run.Out.IndexOf("cited ", StringComparison.Ordinal) < run.Out.IndexOf("kind  ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Broken_question_file_is_named_with_its_line()
    {
        var questions = data.File("q.jsonl", "{\"id\":\"1\",\"question\":\"x\"}\nnot json\n");
        var run = await ProgramRun.Of(data, "eval", "--questions", questions, "--keys", questions);
        Assert.Equal(1, run.Code);
        Assert.Contains("q.jsonl, line 2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_without_keys_are_wrong_usage() =>
        Assert.Equal(2, (await ProgramRun.Of(data, "eval", "--questions", data.File("q.jsonl", ""))).Code);
}
