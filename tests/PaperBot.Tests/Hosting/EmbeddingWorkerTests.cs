using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Embeddings;
using PaperBot.Hosting;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Sqlite;
using PaperBot.Tests.DiscordSurface;
using PaperBot.Tests.Embeddings;
using PaperBot.Waiting;
using Xunit;

namespace PaperBot.Tests.Hosting;

public sealed class EmbeddingWorkerTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualTimeProvider clock = new(Some.Moment);
    private readonly RecordingLog log = new();
    private readonly ScriptedEmbedder model = new(["graph"]);
    private readonly List<Paper> papers = [Some.Paper("On graphs", "p-1"), Some.Paper("On speech", "p-2")];
    private readonly Workload workload;
    private readonly FixedSource source;
    private SqliteDatabase database = null!;
    private Corpus corpus = null!;
    private EmbeddingWorker worker = null!;

    public EmbeddingWorkerTests() => (workload, source) = (new Workload(clock), model.Source());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = new SqliteDatabase(folder.File("paperbot.db"));
        var store = new SqliteVectorStore(database, clock);
        var queries = new QueryEmbedder(model.Source(), clock, NullLogger<QueryEmbedder>.Instance);
        corpus = new Corpus(
            new ListOfPapers(papers), new VectorReader(model.Source(), store, queries, NullLogger<VectorReader>.Instance));
        worker = new EmbeddingWorker(
            new PaperEmbedder(source, store, clock), corpus, workload, clock, new Logger<EmbeddingWorker>(log));
        await corpus.RefreshAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await worker.StopAsync(CancellationToken.None);
        worker.Dispose();
        corpus.Dispose();
        model.Dispose();
        log.Dispose();
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Papers_are_embedded_after_the_start_and_whenever_more_come()
    {
        await worker.StartAsync(Token);
        await UntilAsync(() => corpus.Current.Vectors?.Embedded == 2);
        papers.Add(Some.Paper("On images", "p-3"));
        await corpus.RefreshAsync(Token);
        await UntilAsync(() => corpus.Current.Vectors?.Embedded == 3);
        Assert.Equal(3, model.Asked.Count);
    }

    [Fact]
    public async Task A_failing_model_is_tried_again_ever_later_told_once_and_ends_nothing()
    {
        var calls = 0;
        model.Before = (_, _) =>
        {
            calls++;
            throw new InvalidOperationException("The server is away.");
        };
        await worker.StartAsync(Token);
        var wait = EmbeddingWorker.FirstRetry;
        for (var tried = 1; tried <= 4; tried++)
        {
            var (seen, timers) = (calls, clock.Timers);
            await UntilAsync(() => calls > 0 && clock.Timers > 0);
            await Task.Delay(50, Token);
            clock.Advance(wait - TimeSpan.FromSeconds(1));
            await Task.Delay(20, Token);
            Assert.True(calls == seen || tried == 1);
            seen = calls;
            clock.Advance(TimeSpan.FromSeconds(1));
            await UntilAsync(() => calls > seen);
            wait *= 2;
        }

        Assert.Single(log.Lines, l => l.Contains("The server is away.", StringComparison.Ordinal));
        await Task.Delay(50, Token);
        model.Before = null;
        clock.Advance(EmbeddingWorker.LatestRetry);
        await UntilAsync(() => corpus.Current.Vectors?.Embedded == 2);
        Assert.False(worker.ExecuteTask!.IsCompleted);
    }

    [Fact]
    public async Task What_was_made_before_the_model_failed_is_used_meanwhile()
    {
        papers.AddRange(Enumerable.Range(3, 10).Select(i => Some.Paper($"On graphs {i}", $"p-{i}")));
        await corpus.RefreshAsync(Token);
        model.Before = (_, _) =>
            model.Asked.Count > 0 ? throw new InvalidOperationException("The server went away.") : Task.CompletedTask;
        await worker.StartAsync(Token);
        await UntilAsync(() => corpus.Current.Vectors?.Embedded == 4);
        Assert.Contains(log.Lines, l => l.Contains("The server went away.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_is_named_and_not_there_is_told_once_and_found_when_papers_change()
    {
        var named = source.Model;
        (source.Model, source.IsAwaited) = (null, true);
        await worker.StartAsync(Token);
        await UntilAsync(() => log.Lines.Count > 0 && clock.Timers > 0);
        clock.Advance(TimeSpan.FromDays(1));
        await UntilAsync(() => clock.Timers > 0);
        (source.Model, source.IsAwaited) = (named, false);
        papers.Add(Some.Paper("On images", "p-3"));
        await corpus.RefreshAsync(Token);
        await UntilAsync(() => corpus.Current.Vectors?.Embedded == 3);
        Assert.Single(log.Lines, l => l.Contains("is not there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_no_model_is_named_there_is_nothing_to_wait_for()
    {
        source.Model = null;
        await worker.StartAsync(Token);
        await worker.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task People_who_wait_for_an_answer_go_first_but_not_for_ever()
    {
        workload.Is(1);
        await worker.StartAsync(Token);
        await UntilAsync(() => clock.Timers > 0);
        for (var looked = 0; looked < 20; looked++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(5, Token);
        }

        Assert.Empty(model.Asked);
        await UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            return model.Asked.Count == 2;
        });
    }

    [Fact]
    public async Task Being_stopped_in_the_middle_of_a_batch_is_an_orderly_end()
    {
        var begun = new TaskCompletionSource();
        model.Before = async (_, token) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        await worker.StartAsync(Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
        await worker.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.True(worker.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(log.Lines);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var waited = 0; !isSo(); waited++)
        {
            Assert.True(waited < 1000, "It did not come to be within ten seconds.");
            await Task.Delay(10, Token);
        }
    }
}
