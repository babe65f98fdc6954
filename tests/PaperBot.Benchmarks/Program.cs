using PaperBot.Benchmarks;

return args switch
{
    ["model", var shape, var path] => RandomModel.Write(shape, path),
    ["local-models", var model, var natives, var peer, .. var rest] =>
        await SpeedReport.WriteAsync(model, natives, peer, rest, Console.Out).ConfigureAwait(false),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"""
        model SHAPE FILE.gguf                 writes a model with random weights; SHAPE is {string.Join(" or ", RandomModel.Shapes)}
        local-models FILE.gguf NATIVES LLAMA-BENCH [rounds=N] [threads=N] [layers=N]
                                              speeds beside llama-bench (llama-bench.sh builds it), as Markdown
        """);
    return 2;
}
