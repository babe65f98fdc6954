using PaperBot.LocalModels.Chat;
using PaperBot.LocalModels.Serving;
using PaperBot.Tests.LocalModels.Serving;
using Xunit;

namespace PaperBot.Tests.LocalModels.Embedding;

/// <summary>Vectors over the real libraries.</summary>
[Trait("Runtime", "LLamaSharp")]
public sealed class EmbedderTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vectors_have_length_one_and_are_the_same_alone_and_together()
    {
        await using var tiny = await TinyService.EmbedderAsync();
        string[] texts =
        [
            .. Enumerable.Range(1, 40).Select(i => string.Join(' ', Enumerable.Repeat("learning data graph", i % 9 + 1)) + i),
        ];

        var together = await tiny.Service.EmbedAsync(texts, Test);

        Assert.False(tiny.Service.Model.Writes);
        Assert.Equal(texts.Length, together.Count);
        for (var i = 0; i < texts.Length; i += 7)
        {
            var alone = (await tiny.Service.EmbedAsync([texts[i]], Test))[0];
            Assert.Equal(tiny.Service.Model.EmbeddingLength, alone.Vector.Length);
            Assert.Equal(1, alone.Vector.Sum(n => (double)n * n), 4);
            Assert.Equal(alone.Tokens, together[i].Tokens);
            Assert.InRange(alone.Vector.Zip(together[i].Vector, (a, b) => Math.Abs(a - b)).Max(), 0, 2e-3);
        }

        Assert.True(together[0].Vector.Zip(together[8].Vector, (a, b) => Math.Abs(a - b)).Max() > 1e-3);
    }

    [Fact]
    public async Task A_text_that_is_too_long_ends_with_a_sentence_and_says_so()
    {
        await using var tiny = await TinyService.EmbedderAsync();
        var sentences = Enumerable.Range(0, 30).Select(i => $"The method {i} shows new data.").ToArray();
        var cut = (await tiny.Service.EmbedAsync([string.Join(' ', sentences)], Test))[0];
        var fits = 0;
        while (tiny.Service.CountTokens(string.Join(' ', sentences.Take(fits + 1))) + 2 <= 128)
        {
            fits++;
        }

        var whole = (await tiny.Service.EmbedAsync([string.Join(' ', sentences.Take(fits))], Test))[0];

        Assert.True(cut.Cut);
        Assert.False(whole.Cut);
        Assert.Equal(whole.Tokens, cut.Tokens);
        Assert.InRange(whole.Vector.Zip(cut.Vector, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5);
        var one = (await tiny.Service.EmbedAsync([new string('x', 1000)], Test))[0];
        Assert.True(one.Cut);
        Assert.InRange(one.Tokens, 1, 128);
    }

    [Fact]
    public async Task Those_who_ask_at_once_all_get_theirs_and_one_who_gives_up_disturbs_nobody()
    {
        await using var tiny = await TinyService.EmbedderAsync();
        using var giveUp = new CancellationTokenSource();
        var leaving = tiny.Service.EmbedAsync([.. Enumerable.Repeat("data of the graph", 3000)], giveUp.Token);
        var staying = Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => tiny.Service.EmbedAsync([$"question {i}", "answer"], Test)));

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.All(await staying, vectors => Assert.Equal(2, vectors.Count));
        Assert.Empty(await tiny.Service.EmbedAsync([], Test));
        Assert.Equal(1, (await tiny.Service.EmbedAsync([""], Test))[0].Vector.Sum(n => (double)n * n), 4);
    }

    [Fact]
    public async Task Ending_while_texts_wait_ends_them_and_writing_is_refused()
    {
        await using var tiny = await TinyService.EmbedderAsync();
        var error = await Assert.ThrowsAsync<ModelServiceException>(async () =>
        {
            await foreach (var _ in tiny.Service.WriteAsync(new WritingTask { Turns = [new("user", "x")] }, Test))
            {
            }
        });
        Assert.Equal(ServiceFailure.Refused, error.Failure);
        var waiting = tiny.Service.EmbedAsync([.. Enumerable.Repeat("the data of the graph and the network", 20_000)], Test);

        await tiny.Service.DisposeAsync();

        Assert.Equal(ServiceFailure.Ended, (await Assert.ThrowsAsync<ModelServiceException>(() => waiting)).Failure);
    }

    [Fact]
    public async Task The_generator_gives_vectors_usage_and_what_was_cut()
    {
        await using var tiny = await TinyService.EmbedderAsync();
        using var generator = new LocalEmbeddingGenerator(tiny.Service, TimeProvider.System);

        var made = await generator.GenerateAsync(["short", new string('y', 500)], cancellationToken: Test);

        Assert.Equal(2, made.Count);
        Assert.Null(made[0].AdditionalProperties);
        Assert.Equal(true, made[1].AdditionalProperties?[LocalEmbeddingGenerator.CutKey]);
        Assert.True(made.Usage!.InputTokenCount > 100);
        await Assert.ThrowsAsync<NotSupportedException>(() => generator.GenerateAsync(["x"], new() { Dimensions = 3 }, Test));
    }
}
