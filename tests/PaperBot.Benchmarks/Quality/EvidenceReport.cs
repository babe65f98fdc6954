using System.Globalization;
using PaperBot.Answering;
using PaperBot.Benchmarks.Answers;

namespace PaperBot.Benchmarks.Quality;

/// <summary>
/// How often the first of an abstract's sentences chosen for a question or claim answers it, beside peers; and the learning of what
/// that choice weighs.
/// </summary>
internal static class EvidenceReport
{
    /// <summary>Learns the weights from all examples and writes them as the program reads them.</summary>
    public static async Task<int> TrainAsync(string evaluation, string papers, string output)
    {
        var (claims, questions) = await ReadAsync(evaluation, papers).ConfigureAwait(false);
        using var writer = new StreamWriter(output);
        EvidenceLearning.Learn([.. claims, .. questions]).Write(writer);
        return 0;
    }

    /// <summary>Writes two Markdown tables.</summary>
    /// <param name="evaluation">Holds <c>ir/scifact</c> with evidence.jsonl, <c>questions.dev*.jsonl</c> and
    /// <c>paper-keys.jsonl</c>.</param>
    /// <param name="papers">The listings that the questions are about.</param>
    /// <param name="output">Where to.</param>
    public static async Task WriteAsync(string evaluation, string papers, TextWriter output)
    {
        var (claims, questions) = await ReadAsync(evaluation, papers).ConfigureAwait(false);
        List<EvidenceExample> both = [.. claims, .. questions];
        var folds = EvidenceFolds.Shares(both);
        FormattableString columns = $"{claims.Count} claims of SciFact | {questions.Count} questions beside their papers";
        await LineAsync($"| first sentence chosen answers | {columns} |").ConfigureAwait(false);
        await LineAsync($"|---|---|---|").ConfigureAwait(false);
        await RowAsync("BM25 over the abstract's sentences", Count(claims, ByBm25), Count(questions, ByBm25))
            .ConfigureAwait(false);
        await RowAsync(
            "BM25 and their place, weighed best for each column", EvidencePeers.WithPlace(claims), EvidencePeers.WithPlace(questions))
            .ConfigureAwait(false);
        var (ofClaims, ofQuestions) = (EvidenceLearning.Learn(claims), EvidenceLearning.Learn(questions));
        await RowAsync(
            "PaperBot, learnt from the other column", Count(claims, e => e.IsRight(ofQuestions)),
            Count(questions, e => e.IsRight(ofClaims)))
            .ConfigureAwait(false);
        await RowAsync("PaperBot, learnt from other papers of both", folds[..claims.Count].Sum(), folds[claims.Count..].Sum())
            .ConfigureAwait(false);
        await RowAsync("**PaperBot**, learnt from all", Count(claims, Shipped), Count(questions, Shipped)).ConfigureAwait(false);
        await KindsAsync().ConfigureAwait(false);

        async Task KindsAsync()
        {
            await LineAsync($"\n| questions | | BM25 | PaperBot, learnt from other papers | learnt from all |")
                .ConfigureAwait(false);
            await LineAsync($"|---|---|---|---|---|").ConfigureAwait(false);
            var byKind = questions.Zip(folds[claims.Count..]).GroupBy(q => q.First.Kind);
            foreach (var kind in byKind.OrderBy(k => k.Key, StringComparer.Ordinal))
            {
                List<EvidenceExample> all = [.. kind.Select(q => q.First)];
                double[] right = [Count(all, ByBm25), kind.Sum(q => q.Second), Count(all, Shipped)];
                await LineAsync($"| {kind.Key} | {all.Count} | {string.Join(" | ", right.Select(r => Share(r, all.Count)))} |")
                    .ConfigureAwait(false);
            }
        }

        Task RowAsync(string name, double ofClaims, double ofQuestions) =>
            LineAsync($"| {name} | {Share(ofClaims, claims.Count)} | {Share(ofQuestions, questions.Count)} |");

        Task LineAsync(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<(List<EvidenceExample> Claims, List<EvidenceExample> Questions)> ReadAsync(
        string evaluation, string papers) =>
        (EvidenceExamples.OfClaims(Path.Combine(evaluation, "ir", "scifact")),
            EvidenceExamples.OfQuestions(await QuestionSet.ReadAsync(evaluation, papers).ConfigureAwait(false)));

    private static int Count(List<EvidenceExample> examples, Func<EvidenceExample, bool> isRight) => examples.Count(isRight);

    private static bool Shipped(EvidenceExample example) => example.IsRight(EvidenceWeights.Shipped);

    private static bool ByBm25(EvidenceExample example)
    {
        var scores = EvidencePeers.Bm25(example);
        return example.IsRight(i => scores[i]);
    }

    private static string Share(double right, int all) =>
        string.Create(CultureInfo.InvariantCulture, $"{right / all:F3} ({right:F0})");
}
