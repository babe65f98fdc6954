using PaperBot.LocalModels.Runtime;
using Xunit;

namespace PaperBot.Tests.LocalModels;

public abstract partial class LlamaRuntimeContract
{
    [Fact]
    public void Several_sequences_in_a_batch_are_each_as_if_alone()
    {
        using var model = Chat();
        string[] texts = ["the model", "a graph network for the data", "question"];
        var alone = texts.Select(text =>
        {
            using var context = model.Open(new ContextShape { Tokens = 512 });
            return Scores(context, 0, model.Tokenise(text, special: false));
        }).ToList();
        using var together = model.Open(new ContextShape { Tokens = 512, Sequences = 3 });
        var batch = new TokenBatch(512);
        var places = texts.Select((text, sequence) => Add(batch, model.Tokenise(text, special: false), sequence, 0)).ToList();

        Assert.Equal(DecodeOutcome.Done, together.Decode(batch, Cancel));

        for (var sequence = 0; sequence < texts.Length; sequence++)
        {
            AssertClose(alone[sequence], together.Logits(places[sequence]));
        }
    }

    [Fact]
    public void A_shared_beginning_is_as_good_as_one_computed_anew()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 512, Sequences = 2 });
        var (beginning, end, expected) = Begun(model, context);

        context.Share(0, 1, beginning.Length);
        var shared = Scores(context, 1, end);

        AssertClose(expected, shared);
        Assert.Equal(beginning.Length + end.Length - 1, context.LastPosition(1));
    }

    [Fact]
    public void A_sequence_that_is_cut_back_goes_on_as_if_the_rest_had_never_been()
    {
        using var model = Chat();
        var kept = model.Tokenise("we show ", special: false);
        using var cold = model.Open(new ContextShape { Tokens = 256 });
        var expected = Scores(cold, 0, [.. kept, .. model.Tokenise("results", special: false)]);
        using var context = model.Open(new ContextShape { Tokens = 256 });
        Scores(context, 0, [.. kept, .. model.Tokenise("images of graphs", special: false)]);

        Assert.True(context.Forget(0, kept.Length));
        Assert.Equal(kept.Length - 1, context.LastPosition(0));

        AssertClose(expected, Scores(context, 0, model.Tokenise("results", special: false)));
    }

    [Fact]
    public void A_sequence_that_is_forgotten_begins_anew_and_leaves_the_others()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256, Sequences = 2 });
        var first = Scores(context, 0, model.Tokenise("the data", special: false));
        Scores(context, 1, model.Tokenise("a graph", special: false));
        var other = context.LastPosition(1);

        Assert.True(context.Forget(0, 0));

        Assert.Equal((-1, other), (context.LastPosition(0), context.LastPosition(1)));
        AssertClose(first, Scores(context, 0, model.Tokenise("the data", special: false)));
    }

    [Fact]
    public void Sharing_replaces_what_the_target_had()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256, Sequences = 2 });
        Scores(context, 0, [1, 2, 3]);
        Scores(context, 1, [4, 5, 6, 7, 8]);

        context.Share(0, 1, 3);

        Assert.Equal(2, context.LastPosition(1));
    }

    [Fact]
    public void What_was_saved_is_as_good_as_what_was_computed()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 512, Sequences = 2 });
        var (beginning, end, expected) = Begun(model, context);
        Scores(context, 1, [4, 5, 6]);
        context.Share(0, 1, beginning.Length);

        var whole = context.Save(0);
        var shared = context.Save(1);
        Assert.True(context.Forget(0, 0));

        // Into one that has something, cut back; and into a context that never computed it.
        Assert.True(context.Restore(1, whole));
        Assert.True(context.Forget(1, beginning.Length));
        AssertClose(expected, Scores(context, 1, end));
        using var another = model.Open(new ContextShape { Tokens = 512, Sequences = 3 });
        Assert.True(another.Restore(2, shared));
        Assert.Equal(beginning.Length - 1, another.LastPosition(2));
        AssertClose(expected, Scores(another, 2, end));
    }

    [Fact]
    public void What_cannot_be_restored_leaves_nothing_and_the_context_usable()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256, Sequences = 2 });
        Scores(context, 0, [.. Enumerable.Repeat(5, context.Shape.Tokens / 4 * 3)]);
        var saved = context.Save(0);
        Scores(context, 1, [1, 2, 3]);
        var damaged = saved.ToArray();
        damaged.AsSpan(0, 4).Clear();

        // Too long for what is free, cut off in the midst, of no kind that is known, and nothing.
        Assert.All([saved, saved[..(saved.Length / 2)], damaged, []], bytes =>
        {
            Scores(context, 1, context.LastPosition(1) < 0 ? [1, 2, 3] : [4]);
            Assert.False(context.Restore(1, bytes));
            Assert.Equal(-1, context.LastPosition(1));
            if (bytes == saved)
            {
                Assert.True(context.Forget(0, context.Shape.Tokens / 4));
            }
        });
        Assert.Empty(context.Save(1));
        Assert.True(context.Restore(0, saved));
        Assert.Equal((context.Shape.Tokens / 4 * 3) - 1, context.LastPosition(0));
    }

    [Fact]
    public void A_batch_without_place_changes_nothing_and_fits_once_there_is_place()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256, Sequences = 2 });
        var room = context.Shape.Tokens;
        Scores(context, 0, [.. Enumerable.Repeat(5, room - 4)]);
        var batch = new TokenBatch(16);
        Add(batch, [1, 2, 3, 4, 5, 6, 7, 8], 1, 0);

        Assert.Equal(DecodeOutcome.NoPlace, context.Decode(batch, Cancel));
        Assert.Equal((room - 5, -1), (context.LastPosition(0), context.LastPosition(1)));

        Assert.True(context.Forget(0, 0));
        Assert.Equal(DecodeOutcome.Done, context.Decode(batch, Cancel));
    }

    [Fact]
    public void A_stopped_batch_can_be_cut_back_and_computed_again()
    {
        using var model = Chat();
        int[] prompt = [.. Enumerable.Range(0, 2000).Select(at => at % 300)];
        using var cold = model.Open(new ContextShape { Tokens = 2304, BatchTokens = 2000, StepTokens = 2000 });
        var expected = Scores(cold, 0, prompt);
        using var context = model.Open(new ContextShape { Tokens = 2304, BatchTokens = 2000, StepTokens = 50 });
        var batch = new TokenBatch(2000);
        var last = Add(batch, prompt, 0, 0);
        using var stop = new CancellationTokenSource();
        stop.CancelAfter(TimeSpan.FromMilliseconds(5));

        Assert.Equal(DecodeOutcome.Stopped, context.Decode(batch, stop.Token));
        Assert.InRange(context.LastPosition(0), -1, prompt.Length - 2);
        Assert.ThrowsAny<ArgumentException>(() => context.Logits(last));

        Assert.True(context.Forget(0, 0));
        Assert.Equal(DecodeOutcome.Done, context.Decode(batch, Cancel));
        AssertClose(expected, context.Logits(last));
    }

    [Fact]
    public void A_token_that_was_stopped_before_computes_nothing()
    {
        using var model = Chat();
        using var context = model.Open(new ContextShape { Tokens = 256 });
        var batch = new TokenBatch(1);
        Add(batch, [1], 0, 0);

        Assert.Equal(DecodeOutcome.Stopped, context.Decode(batch, new CancellationToken(canceled: true)));
        Assert.Equal(-1, context.LastPosition(0));
    }

    [Fact]
    public void A_text_that_is_embedded_has_the_same_vector_alone_and_among_others()
    {
        using var model = Embedder();
        using var context = model.Open(
            new ContextShape { Tokens = 256, BatchTokens = 256, StepTokens = 256, Sequences = 4, Embeds = true });
        int[] first = [2, .. model.Tokenise("the model", special: false), 3];
        int[] second = [2, .. model.Tokenise("a graph network", special: false), 3];

        var alone = Vectors(context, first)[0];
        var together = Vectors(context, second, first);
        var again = Vectors(context, first)[0];

        AssertClose(alone, together[1]);
        AssertClose(alone, again);
        Assert.Contains(together[0].Zip(alone), pair => Math.Abs(pair.First - pair.Second) > 1e-3);
    }

    private static float[] Scores(ILlamaContext context, int sequence, int[] tokens)
    {
        var begin = context.LastPosition(sequence) + 1;
        var scores = Array.Empty<float>();
        foreach (var part in tokens.Chunk(context.Shape.BatchTokens))
        {
            var batch = new TokenBatch(part.Length);
            var last = Add(batch, part, sequence, begin);
            Assert.Equal(DecodeOutcome.Done, context.Decode(batch, Cancel));
            begin += part.Length;
            scores = context.Logits(last).ToArray();
        }

        return scores;
    }

    /// <summary>A beginning that the first sequence has with another end after it, an end, and the scores after the two computed anew.</summary>
    private static (int[] Beginning, int[] End, float[] Expected) Begun(ILlamaModel model, ILlamaContext context)
    {
        var beginning = model.Tokenise("the method of this paper is ", special: false);
        var end = model.Tokenise("attention", special: false);
        using var cold = model.Open(new ContextShape { Tokens = 512 });
        Scores(context, 0, [.. beginning, .. model.Tokenise("new data", special: false)]);
        return (beginning, end, Scores(cold, 0, [.. beginning, .. end]));
    }

    private static float[][] Vectors(ILlamaContext context, params int[][] texts)
    {
        var batch = new TokenBatch(context.Shape.BatchTokens);
        for (var sequence = 0; sequence < texts.Length; sequence++)
        {
            Add(batch, texts[sequence], sequence, 0);
        }

        Assert.Equal(DecodeOutcome.Done, context.Decode(batch, Cancel));
        return [.. texts.Select((_, sequence) =>
        {
            var vector = new float[48];
            context.Embedding(sequence, vector);
            return vector;
        })];
    }

    /// <summary>Adds tokens, an output at the last, and tells its place.</summary>
    private static int Add(TokenBatch batch, int[] tokens, int sequence, int begin)
    {
        var last = -1;
        for (var at = 0; at < tokens.Length; at++)
        {
            last = batch.Add(tokens[at], begin + at, sequence, output: at == tokens.Length - 1);
        }

        return last;
    }

    /// <summary>Equal but for the order of additions, which differs with what is computed together.</summary>
    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var at = 0; at < expected.Length; at++)
        {
            Assert.True(Math.Abs(expected[at] - actual[at]) < 2e-2, $"{expected[at]} and {actual[at]} at {at}");
        }
    }
}
