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

    [Fact]
    public async Task Lies_are_counted_by_kind_and_no_wrong_number_is_posted()
    {
        var run = await ProgramRun.Of(data, "eval", "--lies", "0.5");
        Assert.Equal(0, run.Code);
        var rows = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(cells => cells[0], cells => cells[1..].Select(int.Parse).ToArray());
        Assert.All(rows.Values, counts => Assert.Equal(counts[0], counts[1] + counts[2] + counts[3]));
        Assert.True(rows["Number"][0] > 0 && rows["Number"][1] == 0, run.Out);
        var lies = rows.Where(r => r.Key != "honest").Select(r => r.Value).ToList();
        Assert.True(lies.Sum(l => l[1]) <= 0.06 * lies.Sum(l => l[0]), run.Out);
    }

    [Fact]
    public async Task Report_measures_every_set_with_every_model_and_rate()
    {
        var listing = data.File("mine.txt", "Larder: A Vector Index\n\nLarder keeps 2 billion vectors on slow disks. It answers in 40 ms, says the log of one archive.\n");
        var questions = data.File("q.jsonl", """{"id":"1","kind":"fact","question":"how many vectors does Larder keep?","gold":["larder"],"answer_facts":["2 billion"]}""");
        var keys = data.File("k.jsonl", """{"key":"larder","title":"Larder: A Vector Index"}""");
        Assert.Equal(0, (await ProgramRun.Of(data, "import", listing)).Code);

        var file = Path.Combine(data.Path, "report.md");
        var run = await ProgramRun.Of(data, "eval", "--report", file, "--questions", questions, "--keys", keys);
        Assert.Equal((0, ""), (run.Code, run.Error));
        var report = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(["## Shipped questions over the shipped sample", "## q.jsonl"], report.Split('\n').Where(l => l.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Contains("| no model | 0 | 1 | 1/1 | 1/1 |", report, StringComparison.Ordinal);
        Assert.Contains("| honest stand-in | 1 | 1 | 1/1 | 1/1 |", report, StringComparison.Ordinal);
        Assert.Contains("| kind | 0.1 | 0.3 | 0.5 | 1 |", report, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\| (Number|Unit|Marker) \|.* [1-9]\d*/", report);
    }

    [Theory]
    [InlineData("honest")]
    [InlineData("lying")]
    public async Task Stand_in_for_a_model_writes_the_answers_that_are_scored(string model)
    {
        var run = await ProgramRun.Of(data, "eval", "--model", model);
        Assert.Equal(0, run.Code);
        Assert.Matches(@"\d\d of \d+ answers are in a model's words", run.Out);
        var all = run.Out.Split('\n').First(l => l.StartsWith("all", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["0", "0"], all[^2..]);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("-1")]
    [InlineData("half")]
    public async Task Share_of_lies_outside_its_range_is_wrong_usage(string share) =>
        Assert.Equal(2, (await ProgramRun.Of(data, "eval", "--lies", share)).Code);

    [Fact]
    public async Task Demonstration_shows_ten_lies_and_what_would_be_posted()
    {
        var run = await ProgramRun.Of(data, "demo", "lies");
        Assert.Equal(0, run.Code);
        Assert.Equal(10, run.Out.Split("Draft:").Length - 1);
        Assert.Equal(10, run.Out.Split("Posted:").Length - 1);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Demonstration_of_a_crash_ends_with_one_whole_digest()
    {
        var run = await ProgramRun.Of(data, "demo", "crash");
        Assert.Equal(0, run.Code);

        // What the log says of it, in a line.
        Assert.Matches(@"^warning ModelBoundary: The model gave nothing for the prompt [^\n]+\n$", run.Error.ReplaceLineEndings("\n"));
        Assert.Contains("Killed (kill -9), with post 2 in the channel", run.Out, StringComparison.Ordinal);
        Assert.Contains("It finds part 2", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"\n(\d+) posts of \1, in order, none twice, none lost\.", run.Out);
        Assert.Contains("The question is answered all the same, in the abstracts' own words", run.Out, StringComparison.Ordinal);
        Assert.Contains("Asked again, the model answers", run.Out, StringComparison.Ordinal);
    }
}
