using PaperBot.Benchmarks;
using PaperBot.Benchmarks.Answerability;
using PaperBot.Benchmarks.Quality;
using PaperBot.Benchmarks.Reranking;
using PaperBot.Benchmarks.Tldrs;
using PaperBot.Benchmarks.Training;

return args switch
{
    ["model", var shape, var path] => RandomModel.Write(shape, path),
    ["local-models", var model, var natives, var peer, .. var rest] =>
        await SpeedReport.WriteAsync(model, natives, peer, rest, Console.Out).ConfigureAwait(false),
    ["quality", var evaluation, .. var papers] when papers.Length < 2 =>
        await ReadingAsync(() => QualityAsync(evaluation, PapersOf(evaluation, papers))).ConfigureAwait(false),
    ["vectors", var evaluation, .. var papers] when papers.Length < 2 =>
        await ReadingAsync(() => new VectorReport(Console.Out).WriteAsync(evaluation, PapersOf(evaluation, papers))).ConfigureAwait(false),
    ["train-vectors", var texts, var questions, var path] =>
        await ReadingAsync(() => VectorTraining.RunAsync(texts, questions, path, Console.Out)).ConfigureAwait(false),
    ["train-reranker", var texts, var questions, var evaluation, var path] =>
        await ReadingAsync(() => RerankTraining.RunAsync(texts, questions, evaluation, path, Console.Out)).ConfigureAwait(false),
    ["train-tldrs", var folder, var path] =>
        await ReadingAsync(() => Task.FromResult(TldrReport.Train(folder, path))).ConfigureAwait(false),
    ["train-evidence", var evaluation, var path, .. var papers] when papers.Length < 2 =>
        await ReadingAsync(() => EvidenceReport.TrainAsync(evaluation, PapersOf(evaluation, papers), path)).ConfigureAwait(false),
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
    await EvidenceReport.WriteAsync(evaluation, papers, Console.Out).ConfigureAwait(false);
    Console.WriteLine();
    TldrReport.Write(Path.Combine(evaluation, "scitldr"), Console.Out);
    Console.WriteLine();
    return await new VectorReport(Console.Out).WriteAsync(evaluation, papers).ConfigureAwait(false);
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
        vectors EVALUATION [PAPERS]           what an embedding model's vectors do to the ranking, by stand-ins for models, as Markdown
        train-vectors TEXTS QUESTIONS OUT.gz  learns the shipped word vectors from abstracts, JSON lines with title and abstract, and from
                                              questions.jsonl and glossary.txt of the folder QUESTIONS
        train-reranker TEXTS QUESTIONS EVALUATION OUT.txt
                                              learns the shipped weights of the second look at papers
        train-answerability EVALUATION OUT.tsv [PAPERS]
                                              learns the shipped weights of answerability, and writes what they are worth
        train-tldrs SCITLDR OUT.gz            learns the shipped weights of summaries from train.jsonl
        train-evidence EVALUATION OUT.txt [PAPERS]
                                              learns from EVALUATION's claims and questions how the sentences of answers are chosen
        """);
    return 2;
}
