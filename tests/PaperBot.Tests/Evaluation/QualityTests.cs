using PaperBot.Evaluation;
using PaperBot.Retrieval;
using PaperBot.Tests.Answering;
using Xunit;

namespace PaperBot.Tests.Evaluation;

/// <summary>
/// Floors under the quality of answers: what must hold always, and what was once reached and may not be lost. They lie a
/// little below the measured figures, which <c>eval</c> prints.
/// </summary>
public sealed class QualityTests
{
    private const string FolderVariable = "PAPERBOT_TEST_DATA";

    [Fact]
    public async Task Sample_questions_keep_their_quality()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "sample");
        var report = await RunAsync(await Corpora.SampleAsync(), Path.Combine(folder, "questions.jsonl"), Path.Combine(folder, "keys.jsonl"));

        AssertPromises(report);
        Assert.Equal(report.ByKind["fact literal"].N, report.ByKind["fact literal"].Cited);
        Assert.Equal(report.ByKind["lookup"].N, report.ByKind["lookup"].HitAt1);
        Assert.Equal(report.ByKind["field"].Facts, report.ByKind["field"].FactsStated);
        Assert.True(report.ByKind["which"].HitAt5 >= 14, $"which: {report.ByKind["which"].HitAt5} of {report.ByKind["which"].N} in the first five");
    }

    [Theory]
    [InlineData("questions.dev.jsonl", 0.78)]
    [InlineData("questions.dev2.jsonl", 0.5)]
    public async Task Real_questions_keep_their_quality(string file, double whichCited)
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{FolderVariable} is not set: the questions over real papers are not part of the repository.");
        var report = await RunAsync(
            await Corpora.ImportedAsync(Path.Combine(folder, "papers"), sample: false),
            Path.Combine(folder, "eval", file),
            Path.Combine(folder, "eval", "paper-keys.jsonl"));

        AssertPromises(report);
        Assert.True(report.ByKind["fact literal"].Cited >= report.ByKind["fact literal"].N - 1);
        Assert.True(report.ByKind["followup"].HitAt1 >= 0.9 * report.ByKind["followup"].N);
        Assert.True(report.ByKind["which"].Cited >= whichCited * report.ByKind["which"].N, $"which: {report.ByKind["which"].Cited} of {report.ByKind["which"].N} cited");
        if (report.ByKind.TryGetValue("lookup", out var lookup))
        {
            Assert.True(lookup.HitAt1 >= lookup.N - 1);
        }
    }

    // These may not fail once, whatever the question.
    private static void AssertPromises(EvalReport report)
    {
        Assert.Equal(0, report.Total.Misquoted);
        Assert.Equal(0, report.Total.Forbidden);
        Assert.Equal(report.ByKind["none off"].N, report.ByKind["none off"].Refused);
    }

    private static Task<EvalReport> RunAsync(Corpus corpus, string questions, string keys) =>
        new Evaluator(corpus, Answerers.Over(corpus)).RunAsync(
            EvalQuestion.ReadFile(questions), PaperKey.ReadFile(keys), null, CancellationToken.None);
}
