using System.Globalization;
using PaperBot.Embeddings;
using PaperBot.Papers;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Embeddings;

public sealed class PaperEmbedderTests : IDisposable
{
    private readonly VectorDatabase kept = new();
    private readonly ScriptedEmbedder model = new(["graph"], ["speech"]);
    private readonly List<Paper> papers =
        [.. Enumerable.Range(0, 30).Select(i => Some.Paper($"Paper {i} on graphs", $"p-{i}") with { Abstract = LongAbstract(i) })];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        model.Dispose();
        kept.Dispose();
    }

    [Fact]
    public async Task Every_text_is_embedded_once_abstracts_first_and_a_second_time_nothing()
    {
        var seen = new Progress();
        var first = await EmbedAsync(model.Source(), seen);
        Assert.Equal((30, 30, 90, 0), (first!.Papers, first.Complete, first.Embedded, first.Refused));
        Assert.Equal(model.Asked.Count, model.Asked.Distinct().Count());
        Assert.All(model.Asked.Take(30), t => Assert.Contains("Third", t, StringComparison.Ordinal));
        Assert.Equal((0, 30), (seen.Reports[0].Done, seen.Reports[^1].Done));
        Assert.Equal(seen.Reports.Select(r => r.Done).Order(), seen.Reports.Select(r => r.Done));
        var again = await EmbedAsync(model.Source());
        Assert.Equal((30, 0, 90), (again!.Complete, again.Embedded, model.Asked.Count));
    }

    [Fact]
    public async Task Only_what_changed_is_embedded_anew()
    {
        await EmbedAsync(model.Source());
        papers[7] = papers[7] with { Abstract = papers[7].Abstract.Replace("Fifth", "5th", StringComparison.Ordinal) };
        papers.Add(papers[3] with { Id = "the-same-text-twice" });
        var report = await EmbedAsync(model.Source());
        Assert.Equal((2, 31), (report!.Embedded, report.Complete));
        Assert.All(model.Asked.Skip(90), t => Assert.Contains("5th", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_embedded_before_it_was_stopped_stays()
    {
        using var stop = new CancellationTokenSource();
        model.Before = (_, _) =>
        {
            if (model.Asked.Count >= 12)
            {
                stop.Cancel();
            }

            stop.Token.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EmbedAsync(model.Source(), null, stop.Token));
        var made = model.Asked.Count;
        Assert.InRange(made, 12, 60);
        model.Before = null;
        using var reopened = new SqliteDatabase(kept.File);
        var report = await new PaperEmbedder(model.Source(), new SqliteVectorStore(reopened, kept.Clock), kept.Clock)
            .EmbedAsync(papers, null, null, Token);
        Assert.Equal((90 - made, 30, 90), (report!.Embedded, report.Complete, model.Asked.Count));
    }

    [Fact]
    public async Task Another_model_embeds_everything_and_the_first_finds_its_own_again()
    {
        await EmbedAsync(model.Source());
        Assert.Equal(90, (await EmbedAsync(model.Source("another")))!.Embedded);
        Assert.Equal(0, (await EmbedAsync(model.Source()))!.Embedded);
    }

    [Fact]
    public async Task Another_model_behind_the_same_name_is_noticed_by_its_dimensions()
    {
        await EmbedAsync(model.Source());
        papers.Add(Some.Paper("A new one", "new"));
        var wider = new ScriptedEmbedder(["graph"], ["speech"], ["image"]);
        var report = await EmbedAsync(wider.Source());
        Assert.Equal((4, 31), (report!.Model!.Dimensions, report.Complete));
        Assert.Equal(0, (await EmbedAsync(wider.Source()))!.Embedded);
    }

    [Fact]
    public async Task A_model_that_always_fails_is_given_up_after_five_single_texts_in_its_own_words()
    {
        var calls = 0;
        model.Before = (_, _) => throw new InvalidOperationException($"call {++calls}");
        var failed = await Assert.ThrowsAsync<EmbeddingFailedException>(() => EmbedAsync(model.Source()));
        Assert.Equal(("call 7", 7, 0), (failed.Message, calls, failed.Embedded));
    }

    [Fact]
    public async Task A_server_that_takes_ten_texts_at_once_embeds_all_of_them_and_is_seldom_asked_for_more()
    {
        var (calls, refusals) = (0, 0);
        model.Before = (texts, _) =>
        {
            calls++;
            return texts.Count > 10 ? throw new InvalidOperationException($"too many, {++refusals}") : Task.CompletedTask;
        };
        var report = await EmbedAsync(model.Source());
        Assert.Equal((30, 90, 0, null), (report!.Complete, report.Embedded, report.Refused, report.Why));
        Assert.InRange(refusals, 1, calls / 4);
    }

    [Fact]
    public async Task A_server_that_refuses_a_twentieth_of_the_texts_embeds_all_others()
    {
        papers.AddRange(Enumerable.Range(30, 170).Select(
            i => Some.Paper($"Paper {i} on graphs", $"p-{i}") with { Abstract = "" }));
        model.Before = (texts, _) => texts.Any(IsRefused) ? throw new InvalidOperationException("not this") : Task.CompletedTask;
        var report = await EmbedAsync(model.Source());
        Assert.Equal((260 - 12, 12, "not this"), (report!.Embedded, report.Refused, report.Why));
        Assert.Equal(model.Asked.Count, model.Asked.Distinct().Count());

        static bool IsRefused(string text) =>
            int.Parse(text.Split(' ', '\n')[1], CultureInfo.InvariantCulture) % 20 == 19;
    }

    [Fact]
    public async Task Where_only_refused_texts_are_left_they_are_told_and_a_model_that_is_away_fails_all_the_same()
    {
        model.Before = (texts, _) => texts.Any(t => t.StartsWith("Paper 1", StringComparison.Ordinal))
            ? throw new InvalidOperationException("not this") : Task.CompletedTask;
        var first = await EmbedAsync(model.Source());
        Assert.Equal((57, 33), (first!.Embedded, first.Refused));
        var again = await EmbedAsync(model.Source());
        Assert.Equal((0, 33, "not this", 19), (again!.Embedded, again.Refused, again.Why, again.Complete));
        model.Before = (_, _) => throw new InvalidOperationException("away");
        Assert.Equal("away", (await Assert.ThrowsAsync<EmbeddingFailedException>(() => EmbedAsync(model.Source()))).Message);
        model.Before = null;
        await EmbedAsync(model.Source());
        papers.Add(Some.Paper("Only one more", "more"));
        model.Before = (_, _) => throw new InvalidOperationException("away");
        await Assert.ThrowsAsync<EmbeddingFailedException>(() => EmbedAsync(model.Source()));
    }

    [Fact]
    public void A_batch_stays_well_within_what_a_question_waits_and_a_refusal_never_makes_it_larger()
    {
        var size = new BatchSize();
        size.Took(QueryEmbedder.Patience);
        Assert.Equal(2, size.Texts);
        size.Took(TimeSpan.FromMilliseconds(150));
        Assert.Equal(2, size.Texts);
        size.Took(TimeSpan.FromMilliseconds(50));
        size.Took(TimeSpan.FromMilliseconds(50));
        Assert.Equal(8, size.Texts);
        size.Failed(8);
        size.Took(TimeSpan.Zero);
        Assert.Equal(4, size.Texts);
    }

    [Fact]
    public async Task Texts_a_model_cannot_take_are_left_out_and_the_others_embedded()
    {
        var before = 0;
        model.Before = (texts, _) =>
        {
            before++;
            return texts.Any(t => t.StartsWith("Paper 7 ", StringComparison.Ordinal) || t.StartsWith("Paper 8 ", StringComparison.Ordinal))
                ? throw new InvalidOperationException("too long for me") : Task.CompletedTask;
        };
        var report = await EmbedAsync(model.Source());
        Assert.Equal((28, 84, 6, "too long for me"), (report!.Complete, report.Embedded, report.Refused, report.Why));
        model.Before = null;
        Assert.Equal(6, (await EmbedAsync(model.Source()))!.Embedded);
        Assert.True(before < 60, "Whole batches are tried before single texts.");
    }

    [Fact]
    public async Task Fewer_vectors_than_texts_or_of_different_lengths_are_refused_and_nothing_of_them_kept()
    {
        papers.RemoveRange(1, 29);
        model.Missing = 1;
        var few = await Assert.ThrowsAsync<EmbeddingFailedException>(() => EmbedAsync(model.Source()));
        Assert.Contains("gave 0 vectors for 1 texts", few.Message, StringComparison.Ordinal);
        model.Missing = 0;
        model.Change = (text, vector) => text.Contains("Fifth", StringComparison.Ordinal) ? [1] : vector;
        var size = 0;
        model.Before = (texts, _) => (size = texts.Count) == 1 ? throw new InvalidOperationException("not alone") : Task.CompletedTask;
        await Assert.ThrowsAsync<EmbeddingFailedException>(() => EmbedAsync(model.Source()));
        Assert.Equal(1, size);
        Assert.Null(await kept.Store.FindAsync("scripted", Token));
    }

    [Fact]
    public async Task A_text_without_direction_is_kept_as_such_and_not_tried_again()
    {
        model.Change = (text, vector) => text.StartsWith("Paper 7 ", StringComparison.Ordinal) ? [float.NaN, 0, 0]
            : text.StartsWith("Paper 8 ", StringComparison.Ordinal) ? [0, 0, 0] : vector;
        Assert.Equal((30, 90), ((await EmbedAsync(model.Source()))!.Complete, model.Asked.Count));
        Assert.Equal(0, (await EmbedAsync(model.Source()))!.Embedded);
    }

    [Fact]
    public async Task Without_a_model_there_is_nothing_to_do_and_what_it_wants_before_a_text_is_put_there()
    {
        Assert.Null(await EmbedAsync(new FixedSource(null)));
        await EmbedAsync(new FixedSource(new EmbeddingModel("prefixed", "prefixed", model)
        {
            DocumentPrefix = "search_document: ", QueryPrefix = "search_query: ",
        }));
        Assert.All(model.Asked, t => Assert.StartsWith("search_document: Paper", t, StringComparison.Ordinal));
    }

    private static string LongAbstract(int i) =>
        $"First of {i}. Second of {i}. Third of {i}. Fourth of {i}. Fifth of {i}. Sixth of {i}.";

    private Task<EmbeddingReport?> EmbedAsync(
        IEmbeddingSource source, IProgress<EmbeddingProgress>? progress = null, CancellationToken? cancellationToken = null) =>
        new PaperEmbedder(source, kept.Store, kept.Clock).EmbedAsync(papers, null, progress, cancellationToken ?? Token);

    private sealed class Progress : IProgress<EmbeddingProgress>
    {
        public List<EmbeddingProgress> Reports { get; } = [];

        public void Report(EmbeddingProgress value) => Reports.Add(value);
    }
}
