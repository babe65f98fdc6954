using PaperBot.LocalModels.Runtime;
using Xunit;

namespace PaperBot.Tests.LocalModels;

/// <summary>What every <see cref="ILlamaRuntime"/> promises, tried with tiny models.</summary>
public abstract partial class LlamaRuntimeContract : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<ILlamaRuntime> runtime;

    protected LlamaRuntimeContract() => runtime = new Lazy<ILlamaRuntime>(MakeRuntimeOrSkip);

    /// <summary>A runtime, disposed by the suite; skips the test where there is none.</summary>
    private protected abstract ILlamaRuntime MakeRuntimeOrSkip();

    private protected ILlamaRuntime Runtime => runtime.Value;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (runtime.IsValueCreated)
        {
            runtime.Value.Dispose();
        }

        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_model_is_loaded_reads_writes_and_goes()
    {
        using var model = Chat();
        var prompt = model.Tokenise(TinyGguf.TurnBegins, special: true);
        using var context = model.Open(new ContextShape { Tokens = 256 });
        using var sampler = model.Sampler(new SamplingPlan { Temperature = 0 });

        var written = Write(context, sampler, 0, prompt, 12);

        Assert.Equal(12, written.Count);
        Assert.Equal(prompt.Length + 10, context.LastPosition(0));
    }

    private protected ILlamaModel Chat(int seed = 1) =>
        Runtime.Load(new ModelLoad(TinyGguf.Chat(Path.Combine(folder.Path, $"chat{seed}.gguf"), seed)), null, Cancel);

    private protected ILlamaModel Embedder() =>
        Runtime.Load(new ModelLoad(TinyGguf.Embedder(Path.Combine(folder.Path, "embedder.gguf"))), null, Cancel);

    /// <summary>Computes a prompt in one batch and writes tokens after it, not stopping at a turn's end.</summary>
    private protected static List<int> Write(ILlamaContext context, ILlamaSampler sampler, int sequence, int[] prompt, int count)
    {
        var batch = new TokenBatch(context.Shape.BatchTokens);
        var position = context.LastPosition(sequence) + 1;
        var last = 0;
        foreach (var token in prompt)
        {
            last = batch.Add(token, position++, sequence, output: batch.Count == prompt.Length - 1);
        }

        List<int> written = [];
        while (true)
        {
            Assert.Equal(DecodeOutcome.Done, context.Decode(batch, Cancel));
            written.Add(context.Sample(sampler, last));
            if (written.Count == count)
            {
                return written;
            }

            batch.Clear();
            last = batch.Add(written[^1], position++, sequence, output: true);
        }
    }
}
