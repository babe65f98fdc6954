using PaperBot.Benchmarks;
using PaperBot.Benchmarks.Tldrs;

return args switch
{
    ["model", var shape, var path] => RandomModel.Write(shape, path),
    ["local-models", var model, var natives, var peer, .. var rest] =>
        await SpeedReport.WriteAsync(model, natives, peer, rest, Console.Out).ConfigureAwait(false),
    ["train-tldrs", var folder, var path] => TldrReport.Train(folder, path),
    ["tldrs", var folder] => Tldrs(folder),
    ["evidence", var folder] => Evidence(folder),
    _ => Usage(),
};

static int Evidence(string folder)
{
    PaperBot.Benchmarks.Evidences.EvidenceReport.Write(folder, Console.Out);
    return 0;
}

static int Tldrs(string folder)
{
    TldrReport.Write(folder, Console.Out);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine($"""
        model SHAPE FILE.gguf                 writes a model with random weights; SHAPE is {string.Join(" or ", RandomModel.Shapes)}
        local-models FILE.gguf NATIVES LLAMA-BENCH [rounds=N] [threads=N] [layers=N]
                                              speeds beside llama-bench (llama-bench.sh builds it), as Markdown
        train-tldrs SCITLDR FILE.gz           learns the weights of summaries from train.jsonl
        tldrs SCITLDR                         ROUGE of summaries over dev.jsonl, as Markdown
        """);
    return 2;
}
