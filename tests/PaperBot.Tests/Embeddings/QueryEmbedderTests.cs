using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Embeddings;
using Xunit;

namespace PaperBot.Tests.Embeddings;

public sealed class QueryEmbedderTests : IDisposable
{
    private readonly ManualTimeProvider clock = new(Some.Moment);
    private readonly ScriptedEmbedder model = new(["graph"]);
    private readonly VectorModel kept = new("scripted", "scripted", 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => model.Dispose();

    [Fact]
    public async Task A_question_has_a_direction_of_length_one_after_what_the_model_wants_before_it()
    {
        var queries = Queries(new FixedSource(new EmbeddingModel("scripted", "s", model) { QueryPrefix = "query: " }));
        var made = await queries.OfAsync("graphs?", kept, Token);
        Assert.Equal(1, made!.Direction.Sum(n => n * n), 0.01f);
        Assert.Equal(["query: graphs?"], model.Asked);
        Assert.Null(await queries.OfAsync(" \n", kept, Token));
        Assert.Single(model.Asked);
    }

    [Fact]
    public async Task Nobody_waits_for_a_model_longer_than_the_patience_and_one_that_is_always_late_is_spared()
    {
        var calls = 0;
        model.Before = (_, _) =>
        {
            Interlocked.Increment(ref calls);
            return Task.Delay(Timeout.Infinite, Token);
        };
        var queries = Queries(model.Source());
        for (var late = 0; late < 3; late++)
        {
            var asking = queries.OfAsync("graphs", kept, Token);
            await UntilAsync(() => calls == late + 1);
            clock.Advance(QueryEmbedder.Patience - TimeSpan.FromMilliseconds(1));
            Assert.False(asking.IsCompleted);
            clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Null(await asking.WaitAsync(TimeSpan.FromSeconds(10), Token));
        }

        Assert.Null(await queries.OfAsync("graphs", kept, Token));
        Assert.Equal(3, calls);
        model.Before = null;
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull(await queries.OfAsync("graphs", kept, Token));
    }

    [Fact]
    public async Task A_failing_model_is_left_alone_for_half_a_minute()
    {
        var calls = 0;
        model.Before = (_, _) => throw new InvalidOperationException($"{++calls}");
        var queries = Queries(model.Source());
        Assert.Null(await queries.OfAsync("graphs", kept, Token));
        Assert.Null(await queries.OfAsync("graphs", kept, Token));
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Null(await queries.OfAsync("graphs", kept, Token));
        Assert.Equal(1, calls);
        model.Before = null;
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(await queries.OfAsync("graphs", kept, Token));
    }

    [Fact]
    public async Task Vectors_of_another_length_another_model_or_no_direction_are_none()
    {
        Assert.Null(await Queries(model.Source()).OfAsync("graphs", kept with { Dimensions = 3 }, Token));
        Assert.Null(await Queries(model.Source("another")).OfAsync("graphs", kept, Token));
        Assert.Null(await Queries(new FixedSource(null)).OfAsync("graphs", kept, Token));
        model.Change = (_, _) => [float.NaN, 1];
        Assert.Null(await Queries(model.Source()).OfAsync("graphs", kept, Token));
        model.Missing = 1;
        Assert.Null(await Queries(model.Source()).OfAsync("graphs", kept, Token));
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_told_so_and_a_command_is_told_why_nothing_comes()
    {
        using var stop = new CancellationTokenSource();
        model.Before = async (_, token) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Queries(model.Source()).OfAsync("graphs", kept, stop.Token));
        model.Before = (_, _) => throw new InvalidOperationException("The server is away.");
        Assert.Equal("The server is away.", await Queries(model.Source()).WarmAsync(kept, Token));
        model.Before = null;
        Assert.Null(await Queries(model.Source()).WarmAsync(kept, Token));
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var waited = 0; !isSo(); waited++)
        {
            Assert.True(waited < 1000, "It did not come to be within ten seconds.");
            await Task.Delay(10, Token);
        }
    }

    private QueryEmbedder Queries(IEmbeddingSource source) => new(source, clock, NullLogger<QueryEmbedder>.Instance);
}
