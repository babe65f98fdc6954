using PaperBot.LocalModels.Runtime;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public abstract partial class LlamaRuntimeContract
{
    [Fact]
    public void Wrong_shapes_of_a_context_are_refused()
    {
        using var model = Chat();
        using var embedder = Embedder();
        var shape = new ContextShape { Tokens = 256 };

        Assert.ThrowsAny<ArgumentException>(() => model.Open(shape with { Tokens = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => model.Open(shape with { BatchTokens = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => model.Open(shape with { StepTokens = 513 }));
        Assert.ThrowsAny<ArgumentException>(() => model.Open(shape with { Sequences = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => model.Open(shape with { Sequences = 100_000 }));
        Assert.ThrowsAny<ArgumentException>(() => model.Open(shape with { Threads = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => embedder.Open(shape));
        Assert.ThrowsAny<ArgumentException>(() => embedder.Open(shape with { Embeds = true, StepTokens = 64 }));
    }

    [Fact]
    public void Wrong_batches_are_refused_and_leave_the_context_usable()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256, BatchTokens = 8, StepTokens = 8, Sequences = 2 });
        Scores(context, 0, [1, 2, 3]);

        Refused(context);
        Refused(context, (-1, 3, 0));
        Refused(context, (model.Facts.Vocabulary, 3, 0));
        Refused(context, (1, 3, -1));
        Refused(context, (1, 0, 2));
        Refused(context, (1, 2, 0));
        Refused(context, (1, 4, 0));
        Refused(context, (1, 1, 1));
        Refused(context, (1, 3, 0), (1, 3, 0));
        Refused(context, (1, 3, 0), (1, 5, 0));
        Refused(context, [.. Enumerable.Range(0, 9).Select(at => (1, 3 + at, 0))]);

        Assert.Equal((2, -1), (context.LastPosition(0), context.LastPosition(1)));
        Scores(context, 0, [4]);
    }

    [Fact]
    public void A_position_beyond_the_training_is_refused()
    {
        using var model = Embedder();
        using var context = model.Open(new ContextShape { Tokens = 512, Embeds = true });
        var batch = new TokenBatch(512);
        Add(batch, [.. Enumerable.Repeat(7, model.Facts.TrainedContext + 1)], 0, 0);

        Assert.ThrowsAny<ArgumentException>(() => context.Decode(batch, Cancel));
    }

    [Fact]
    public void Only_places_with_an_output_are_sampled()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256 });
        using var sampler = model.Sampler(new SamplingPlan());
        Assert.ThrowsAny<ArgumentException>(() => context.Sample(sampler, 0));
        Scores(context, 0, [1, 2, 3]);

        foreach (var place in (int[])[-1, 0, 1, 3, int.MaxValue])
        {
            Assert.ThrowsAny<ArgumentException>(() => context.Sample(sampler, place));
            Assert.ThrowsAny<ArgumentException>(() => context.Logits(place));
        }

        Assert.InRange(context.Sample(sampler, 2), 0, model.Facts.Vocabulary - 1);
    }

    [Fact]
    public void A_sampler_of_another_model_is_refused()
    {
        using var model = Chat();
        using var other = Chat(seed: 5);
        using var context = model.Open(new ContextShape { Tokens = 256 });
        using var sampler = other.Sampler(new SamplingPlan());
        Scores(context, 0, [1]);

        Assert.Throws<ArgumentException>(() => context.Sample(sampler, 0));
    }

    [Fact]
    public void Wrong_tokens_sequences_and_lengths_are_refused()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256, Sequences = 2 });
        using var sampler = model.Sampler(new SamplingPlan());
        Scores(context, 0, [1, 2, 3]);

        Assert.ThrowsAny<ArgumentException>(() => model.Piece(-1));
        Assert.ThrowsAny<ArgumentException>(() => model.Piece(model.Facts.Vocabulary));
        Assert.ThrowsAny<ArgumentException>(() => model.EndsTurn(int.MaxValue));
        Assert.ThrowsAny<ArgumentException>(() => sampler.Accept(-5));
        Assert.ThrowsAny<ArgumentException>(() => context.Forget(2, 0));
        Assert.ThrowsAny<ArgumentException>(() => context.Forget(0, -1));
        Assert.ThrowsAny<ArgumentException>(() => context.LastPosition(-1));
        Assert.ThrowsAny<ArgumentException>(() => context.Share(0, 0, 1));
        Assert.ThrowsAny<ArgumentException>(() => context.Share(0, 1, 0));
        Assert.ThrowsAny<ArgumentException>(() => context.Share(0, 1, 4));
        Assert.ThrowsAny<ArgumentException>(() => context.Share(1, 0, 1));
        Assert.ThrowsAny<ArgumentException>(() => context.Share(0, 9, 1));
        Assert.Throws<ArgumentNullException>(() => model.Tokenise(null!, special: false));
    }

    [Fact]
    public void Vectors_come_only_from_contexts_that_embed_and_sequences_that_were_computed()
    {
        using var model = Chat();
        using var writes = model.Open(new ContextShape { Tokens = 256 });
        Scores(writes, 0, [1]);
        using var embedder = Embedder();
        using var context = embedder.Open(new ContextShape { Tokens = 256, Sequences = 2, Embeds = true });
        Vectors(context, [2, 3]);

        Assert.Throws<LlamaException>(() => writes.Embedding(0, new float[64]));
        Assert.Throws<LlamaException>(() => context.Embedding(1, new float[48]));
        Assert.Throws<ArgumentException>(() => context.Embedding(0, new float[47]));
        Assert.Throws<InvalidOperationException>(() => context.Logits(0));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var path = Path.Combine(folder.Path, "missing.gguf");

        var refused = Assert.Throws<LlamaException>(() => Runtime.Load(new ModelLoad(path), null, Cancel));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loading_tells_its_progress_and_stops_when_it_is_told_to()
    {
        var path = TinyGguf.Chat(Path.Combine(folder.Path, "progress.gguf"));
        var told = new Listener(_ => { });
        Runtime.Load(new ModelLoad(path), told, Cancel).Dispose();
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(
            () => Runtime.Load(new ModelLoad(path), new Listener(_ => stop.Cancel()), stop.Token));
        Assert.Throws<OperationCanceledException>(() => Runtime.Load(new ModelLoad(path), null, stop.Token));
        Assert.Throws<InvalidOperationException>(
            () => Runtime.Load(new ModelLoad(path), new Listener(_ => throw new FormatException("listener")), Cancel));

        Assert.Equal(1f, told.Shares[^1]);
        Assert.Equal(told.Shares.Order(), told.Shares);
    }

    [Fact]
    public void A_file_can_be_read_instead_of_mapped()
    {
        var path = TinyGguf.Chat(Path.Combine(folder.Path, "read.gguf"));
        using var mapped = Runtime.Load(new ModelLoad(path), null, Cancel);
        using var read = Runtime.Load(new ModelLoad(path) { Mapped = false }, null, Cancel);
        File.Delete(path);

        Assert.Equal(Text(mapped, new SamplingPlan()), Text(read, new SamplingPlan()));
    }

    private static void Refused(ILlamaContext context, params (int Token, int Position, int Sequence)[] tokens)
    {
        var batch = new TokenBatch(16);
        foreach (var (token, position, sequence) in tokens)
        {
            batch.Add(token, position, sequence, output: true);
        }

        Assert.ThrowsAny<ArgumentException>(() => context.Decode(batch, Cancel));
    }

    private sealed class Listener(Action<float> hears) : IProgress<float>
    {
        public List<float> Shares { get; } = [];

        public void Report(float value)
        {
            Shares.Add(value);
            hears(value);
        }
    }
}
