using PaperBot.Embeddings;
using Xunit;

namespace PaperBot.Tests.Embeddings;

/// <summary>What every <see cref="IVectorStore"/> promises.</summary>
public abstract class VectorStoreContract
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected ManualTimeProvider Clock { get; } = new(Some.Moment);

    private protected abstract IVectorStore Store { get; }

    private static VectorModel Model { get; } = new("sha256:aa", "small", 3);

    [Fact]
    public async Task Vectors_come_back_by_model_as_they_were_kept()
    {
        var empty = new KeptVector(TextHash.Of("nothing"), []);
        await Store.KeepAsync(Model, [Vector("one", 1, 2, 2), empty], Token);
        await Store.KeepAsync(Model with { Identity = "sha256:bb" }, [Vector("other", 1, 0, 0)], Token);
        var kept = await AllAsync(Model);
        Assert.Equal(2, kept.Count);
        Assert.Equal([1 / 3f, 2 / 3f, 2 / 3f], kept[TextHash.Of("one")].Select(n => (float)n), (a, b) => Math.Abs(a - b) < 0.001);
        Assert.Empty(kept[TextHash.Of("nothing")]);
        Assert.Equal(kept.Keys.ToHashSet(), (await Store.TextsAsync(Model, Token)).ToHashSet());
    }

    [Fact]
    public async Task What_was_never_kept_is_empty_and_no_failure()
    {
        Assert.Null(await Store.FindAsync("sha256:aa", Token));
        Assert.Empty(await Store.TextsAsync(Model, Token));
        Assert.Empty(await AllAsync(Model));
    }

    [Fact]
    public async Task A_text_that_is_kept_again_has_its_new_vector()
    {
        await Store.KeepAsync(Model, [Vector("one", 1, 0, 0)], Token);
        await Store.KeepAsync(Model, [Vector("one", 0, 1, 0)], Token);
        Assert.Equal([0f, 1f, 0f], Assert.Single(await AllAsync(Model)).Value.Select(n => (float)n));
    }

    [Fact]
    public async Task Vectors_of_other_dimensions_are_another_models_and_the_last_kept_is_found()
    {
        await Store.KeepAsync(Model, [Vector("one", 1, 0, 0)], Token);
        Clock.Advance(TimeSpan.FromHours(1));
        await Store.KeepAsync(Model with { Dimensions = 2 }, [Vector("one", 0, 1)], Token);
        Assert.Equal(2, (await Store.FindAsync(Model.Identity, Token))!.Dimensions);
        Assert.Equal(3, Assert.Single(await AllAsync(Model)).Value.Length);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.KeepAsync(Model, [Vector("two", 1, 0, 0), Vector("three", 1, 0)], Token));
        Assert.Single(await AllAsync(Model));
    }

    [Fact]
    public async Task More_than_a_page_comes_back_whole()
    {
        await Store.KeepAsync(Model, [.. Enumerable.Range(0, 5000).Select(i => Vector($"text {i}", 1, i, 0))], Token);
        Assert.Equal(5000, (await AllAsync(Model)).Count);
    }

    [Fact]
    public async Task Another_model_is_dropped_a_month_after_its_last_use_and_not_before()
    {
        var other = Model with { Identity = "sha256:bb" };
        await Store.KeepAsync(other, [Vector("one", 1, 0, 0), Vector("two", 1, 0, 0)], Token);
        Clock.Advance(TimeSpan.FromDays(29));
        await Store.KeepAsync(Model, [Vector("one", 1, 0, 0)], Token);
        Assert.Equal(0, await Store.DropUnusedAsync(Model, new HashSet<TextHash> { TextHash.Of("one") }, Month, Token));
        Assert.Equal(2, (await AllAsync(other)).Count);
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(2, await Store.DropUnusedAsync(Model, new HashSet<TextHash> { TextHash.Of("one") }, Month, Token));
        Assert.Empty(await AllAsync(other));
        Assert.Null(await Store.FindAsync(other.Identity, Token));
        Assert.Single(await AllAsync(Model));
    }

    [Fact]
    public async Task Texts_no_paper_has_any_more_are_dropped_after_a_month()
    {
        await Store.KeepAsync(Model, [Vector("stays", 1, 0, 0), Vector("gone", 1, 0, 0)], Token);
        HashSet<TextHash> texts = [TextHash.Of("stays")];
        Assert.Equal(0, await Store.DropUnusedAsync(Model, texts, Month, Token));
        Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await Store.DropUnusedAsync(Model, texts, Month, Token));
        Assert.Equal(texts, (await AllAsync(Model)).Keys.ToHashSet());
    }

    [Fact]
    public async Task Text_that_was_wanted_for_long_is_kept_for_weeks_after_it_is_gone()
    {
        await Store.KeepAsync(Model, [Vector("stays", 1, 0, 0), Vector("goes", 1, 0, 0)], Token);
        HashSet<TextHash> texts = [TextHash.Of("stays"), TextHash.Of("goes")];
        for (var week = 0; week < 6; week++)
        {
            Clock.Advance(TimeSpan.FromDays(8));
            Assert.Equal(0, await Store.DropUnusedAsync(Model, texts, Month, Token));
        }

        texts.Remove(TextHash.Of("goes"));
        Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(0, await Store.DropUnusedAsync(Model, texts, Month, Token));
        Clock.Advance(TimeSpan.FromDays(24));
        Assert.Equal(1, await Store.DropUnusedAsync(Model, texts, Month, Token));
        Assert.Equal(texts, (await AllAsync(Model)).Keys.ToHashSet());
    }

    private static KeptVector Vector(string text, params float[] numbers) => KeptVector.Of(TextHash.Of(text), numbers);

    private async Task<Dictionary<TextHash, Half[]>> AllAsync(VectorModel model)
    {
        Dictionary<TextHash, Half[]> all = [];
        await foreach (var vector in Store.ReadAsync(model, Token))
        {
            all.Add(vector.Text, vector.Numbers);
        }

        return all;
    }
}
