using System.Diagnostics;
using PaperBot.LocalModels.Runtime;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public abstract partial class LlamaRuntimeContract
{
    [Fact]
    public void A_disposed_model_refuses_everything_and_leaves_its_context_and_sampler_alive()
    {
        var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256 });
        using var sampler = model.Sampler(new SamplingPlan());

        model.Dispose();
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Tokenise("a", special: false));
        Assert.Throws<ObjectDisposedException>(() => model.Piece(1));
        Assert.Throws<ObjectDisposedException>(() => model.EndsTurn(1));
        Assert.Throws<ObjectDisposedException>(() => model.Open(new ContextShape { Tokens = 64 }));
        Assert.Throws<ObjectDisposedException>(() => model.Sampler(new SamplingPlan()));
        Scores(context, 0, [1, 2]);
        Assert.InRange(context.Sample(sampler, 1), 0, model.Facts.Vocabulary - 1);
    }

    [Fact]
    public void A_disposed_context_and_a_disposed_sampler_refuse_everything()
    {
        using var model = Chat();
        using var alive = model.Open(new ContextShape { Tokens = 256 });
        Scores(alive, 0, [1]);
        var context = model.Open(new ContextShape { Tokens = 256 });
        var sampler = model.Sampler(new SamplingPlan());
        var batch = new TokenBatch(1);
        batch.Add(1, 0, 0, output: true);

        context.Dispose();
        context.Dispose();
        sampler.Dispose();
        sampler.Dispose();

        Assert.Throws<ObjectDisposedException>(() => context.Decode(batch, Cancel));
        Assert.Throws<ObjectDisposedException>(() => context.Forget(0, 0));
        Assert.Throws<ObjectDisposedException>(() => context.LastPosition(0));
        Assert.Throws<ObjectDisposedException>(() => context.Logits(0));
        Assert.Throws<ObjectDisposedException>(() => sampler.Accept(1));
        Assert.Throws<ObjectDisposedException>(() => alive.Sample(sampler, 0));
    }

    [Fact]
    public void A_disposed_runtime_refuses_and_its_models_live_on()
    {
        using var model = Chat();

        Runtime.Dispose();
        Runtime.Dispose();

        Assert.Throws<ObjectDisposedException>(Runtime.Devices);
        Assert.Throws<ObjectDisposedException>(() => Runtime.Load(new ModelLoad("x.gguf"), null, Cancel));
        Assert.NotEmpty(Text(model, new SamplingPlan { Temperature = 0 }));
    }

    [Fact]
    public async Task A_context_disposed_while_it_computes_waits_for_the_end()
    {
        using var model = Chat();
        var context = model.Open(new ContextShape { Tokens = 2304, BatchTokens = 2000 });
        var batch = new TokenBatch(2000);
        Add(batch, [.. Enumerable.Repeat(5, 2000)], 0, 0);
        using var begun = new ManualResetEventSlim();
        var decoding = Task.Run(() =>
        {
            begun.Set();
            return context.Decode(batch, TestContext.Current.CancellationToken);
        });
        begun.Wait(TestContext.Current.CancellationToken);
        await Task.Delay(5, TestContext.Current.CancellationToken);

        context.Dispose();

        Assert.Equal(DecodeOutcome.Done, await decoding);
    }

    [Fact]
    [Trait("Length", "Long")]
    public void Memory_stays_flat_over_250_loads()
    {
        var path = TinyGguf.Chat(Path.Combine(folder.Path, "cycles.gguf"));
        var sizes = new List<long>();
        for (var cycle = 0; cycle < 250; cycle++)
        {
            using var model = Runtime.Load(new ModelLoad(path), null, Cancel);
            using var context = model.Open(new ContextShape { Tokens = 256 });
            using var sampler = model.Sampler(new SamplingPlan { Grammar = "root ::= [a-z]+" });
            Write(context, sampler, 0, [1, 2, 3], 4);
            if (cycle >= 50)
            {
                GC.Collect();
                using var process = Process.GetCurrentProcess();
                sizes.Add(process.WorkingSet64);
            }
        }

        // One leaked model or context (0.3 MB and 1 MB) in each cycle would add 60 MB at least.
        Assert.InRange(sizes[^50..].Average() - sizes[..50].Average(), double.MinValue, 20e6);
    }
}
