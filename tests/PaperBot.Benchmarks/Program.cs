using PaperBot.Benchmarks;
using PaperBot.Benchmarks.Answerability;
using PaperBot.Benchmarks.Quality;
using PaperBot.Benchmarks.Tldrs;
using PaperBot.Benchmarks.Training;

return args switch
{
    ["model", var shape, var path] => RandomModel.Write(shape, path),
    ["local-models", var model, var natives, var peer, .. var rest] =>
        await SpeedReport.WriteAsync(model, natives, peer, rest, Console.Out).ConfigureAwait(false),
    ["quality", var evaluation, .. var papers] when papers.Length < 2 =>
        await ReadingAsync(() => QualityAsync(evaluation, PapersOf(evaluation, papers))).ConfigureAwait(false),
    ["train-vectors", var texts, var path] =>
        await ReadingAsync(() => VectorTraining.RunAsync(texts, path, Console.Out)).ConfigureAwait(false),
    ["train-tldrs", var folder, var path] =>
        await ReadingAsync(() => Task.FromResult(TldrReport.Train(folder, path))).ConfigureAwait(false),
    ["train-answerability", var evaluation, var path, .. var papers] when papers.Length < 2 =>
        await ReadingAsync(() => AnswerabilityReport.TrainAsync(evaluation, PapersOf(evaluation, papers), path, Console.Out))
            .ConfigureAwait(false),
    _ => Usage(),
};

static string PapersOf(string evaluation, string[] named) =>
    named is [var papers] ? papers : Path.Combine(evaluation, "..", "papers");

static async Task<int> QualityAsync(string evaluation, string papers)
{
    if (await new RetrievalReport(Console.Out).WriteAsync(evaluation, papers).ConfigureAwait(false) is not 0 and var code)
    {
        return code;
    }

    Console.WriteLine("\n## Knowing when not to answer\n");
    await AnswerabilityReport.WriteAsync(evaluation, papers, Console.Out).ConfigureAwait(false);
    Console.WriteLine("\n## Sentences\n");
    EvidenceReport.Write(Path.Combine(evaluation, "ir", "scifact"), Console.Out);
    Console.WriteLine();
    TldrReport.Write(Path.Combine(evaluation, "scitldr"), Console.Out);
    return 0;
}

// A file that is missing or has another form is the caller's to mend.
static async Task<int> ReadingAsync(Func<Task<int>> run)
{
    try
    {
        return await run().ConfigureAwait(false);
    }
    catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
}

static int Usage()
{
    Console.Error.WriteLine($"""
        model SHAPE FILE.gguf                 writes a model with random weights; SHAPE is {string.Join(" or ", RandomModel.Shapes)}
        local-models FILE.gguf NATIVES LLAMA-BENCH [rounds=N] [threads=N] [layers=N]
                                              speeds beside llama-bench (llama-bench.sh builds it), as Markdown
        quality EVALUATION [PAPERS]           how well papers and sentences are found and abstracts summarised, beside peers, as
                                              Markdown; PAPERS is EVALUATION/../papers
        train-vectors TEXTS OUT.gz            learns the shipped word vectors from abstracts, JSON lines with title and abstract
        train-answerability EVALUATION OUT.tsv [PAPERS]
                                              learns the shipped weights of answerability, and writes what they are worth
        train-tldrs SCITLDR OUT.gz            learns the shipped weights of summaries from train.jsonl
        """);
    return 2;
}
