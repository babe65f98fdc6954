using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PaperBot.Answering;
using PaperBot.Evaluation;
using PaperBot.Generation;
using PaperBot.Hosting;
using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;
using PaperBot.Models;
using PaperBot.Retrieval;
using PaperBot.Summaries;
using Xunit;

namespace PaperBot.Tests.LocalModels;

/// <summary>
/// The whole program with a tiny model in its host process, real from the settings to llama.cpp: what the model says is nonsense,
/// and what people read is true all the same.
/// </summary>
public sealed partial class WholeBotTests : IAsyncLifetime
{
    private readonly TemporaryFolder data = new();
    private IHost? host;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IServiceProvider Services => host!.Services;

    private LocalModel Models => Services.GetRequiredService<LocalModel>();

    public async ValueTask InitializeAsync() => await StartAsync(TinyGguf.Embedder(Path.Combine(data.Path, "vectors.gguf")));

    private async Task StartAsync(string embedder)
    {
        var natives = NativeLibrariesForTests.FolderOrSkip();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Storage:Data", data.Path), new("Digest:Files", "off"), new("Model:Natives", natives), new("Model:Engine", "local"),
            new("Model:File", TinyGguf.Chat(Path.Combine(data.Path, "tiny.gguf"), context: 8192)), new("Model:ContextTokens", "8192"),
            new("Model:EmbeddingFile", embedder), new("Model:Threads", "1"),
            new("Answering:Wording", "Free"), new("Logging:LogLevel:Default", "None"),
        ]).Build();
        host = PaperBotHost.Build(settings, new Streams(() => Stream.Null, TextWriter.Null, TextWriter.Null));
        await Services.GetRequiredService<SampleImport>().ImportIfEmptyAsync(Token);
        await Services.GetRequiredService<Corpus>().RefreshAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        data.Dispose();
    }

    private async Task StopAsync()
    {
        if (host is IAsyncDisposable running)
        {
            await running.DisposeAsync();
        }
    }

    [Fact]
    public async Task Answers_and_summaries_are_true_although_the_model_writes_nonsense()
    {
        var answerer = Services.GetRequiredService<QuestionAnswerer>();
        var papers = Services.GetRequiredService<Corpus>().Current.Papers.ToDictionary(p => p.Id);
        var runs = 0;
        foreach (var asked in Questions().Take(2))
        {
            var answer = await answerer.AnswerAsync(new Question(asked.Id, asked.Question) { Seed = 7 }, Token);
            runs += answer.Trace.Runs.Count;
            Assert.Equal(Outcome.Answered, answer.Outcome);
            Assert.NotEmpty(answer.Citations);
            Assert.All(answer.Citations, c => Assert.Contains(c.Quote, papers[c.PaperId].Abstract, StringComparison.Ordinal));
            Assert.Superset(
                Marker().Matches(answer.Text).Select(m => m.Groups[1].Value).ToHashSet(),
                answer.Citations.Select(c => $"{c.Number}").ToHashSet());
            Assert.DoesNotContain("<|im_", answer.Text, StringComparison.Ordinal);
        }

        // It was asked, and nothing it said was good enough.
        Assert.True(runs > 0, "The model was never asked.");
        var summary = await Services.GetRequiredService<PaperSummarizer>().SummarizeAsync(papers.Values.First(), Token);
        Assert.Equal(TldrOrigin.Abstract, summary.Tldr.Origin);
    }

    [Fact]
    public async Task Host_killed_in_the_middle_costs_the_models_words_only_and_it_comes_back()
    {
        var model = Models.Writing!;
        await model.LoadedAsync(Token);
        var first = model.Process;
        var asking = Services.GetRequiredService<QuestionAnswerer>().AnswerAsync(
            new Question("1", Questions().First().Question), Token);
        using (var process = Process.GetProcessById(first!.Value))
        {
            process.Kill();
        }

        var answer = await asking;
        Assert.Equal((Outcome.Answered, Answer.Extractive), (answer.Outcome, answer.Engine));
        await UntilAsync(
            () => model.Process is { } process && process != first && model.State.Contains("CPU", StringComparison.Ordinal), model);
    }

    [Fact]
    public async Task Vectors_come_from_a_host_of_their_own()
    {
        var vectors = await Models.Embeddings!.GenerateAsync(["graph networks", "graph networks", "a paper"], null, Token);
        Assert.All(vectors[0].Vector.ToArray().Zip(vectors[1].Vector.ToArray()), p => Assert.Equal(p.First, p.Second, 0.001f));
        Assert.Contains(vectors[0].Vector.ToArray().Zip(vectors[2].Vector.ToArray()), p => Math.Abs(p.First - p.Second) > 0.01f);
        Assert.All(vectors, v => Assert.Equal(1, Math.Sqrt(v.Vector.ToArray().Sum(n => (double)n * n)), 3));
        Assert.Null(Models.Writing!.Process);
    }

    [Fact]
    public async Task File_cut_short_while_it_is_mapped_costs_the_host_only()
    {
        var model = Models.Writing!;
        await model.LoadedAsync(Token);
        var first = model.Process;
        await using (var file = File.OpenWrite(Path.Combine(data.Path, "tiny.gguf")))
        {
            file.SetLength(4096);
        }

        var answer = await Services.GetRequiredService<QuestionAnswerer>().AnswerAsync(
            new Question("1", Questions().First().Question), Token);
        Assert.Equal((Outcome.Answered, Answer.Extractive), (answer.Outcome, answer.Engine));

        // It is not loaded again, because the file is not what it was.
        await UntilAsync(() => model.Process is null && model.State.Contains("tiny.gguf", StringComparison.Ordinal), model);
        Assert.NotNull(first);
    }

    [Fact]
    public async Task File_on_which_llama_cpp_ends_its_process_is_given_up_and_the_other_model_goes_on()
    {
        await StopAsync();
        await StartAsync(TinyGguf.Embedder(Path.Combine(data.Path, "ending.gguf"), endsItsProcess: true));
        var embedding = Models.Embedding!;
        ServiceFailure? failure;
        do
        {
            failure = (await Assert.ThrowsAsync<ModelServiceException>(
                () => Models.Embeddings!.GenerateAsync(["graph networks"], null, Token))).Failure;
            Assert.True(failure is ServiceFailure.Ended or ServiceFailure.GivenUp, $"{failure}");
            await Task.Delay(100, Token);
        }
        while (failure == ServiceFailure.Ended);

        Assert.Contains("not started again", embedding.State, StringComparison.Ordinal);
        Assert.Contains("SIGABRT", embedding.State, StringComparison.Ordinal);
        await Models.Writing!.LoadedAsync(Token);
        Assert.True(Models.Writing.CountTokens("the model") > 0);
    }

    [Fact]
    public async Task Damaged_file_is_refused_with_a_sentence_before_a_host_is_started()
    {
        var path = Path.Combine(data.Path, "tiny.gguf");
        await using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length / 2);
        }

        var failed = await Assert.ThrowsAsync<ModelServiceException>(() => Models.Writing!.LoadedAsync(Token));
        Assert.Equal(ServiceFailure.GivenUp, failed.Failure);
        Assert.Contains("tiny.gguf", failed.Message, StringComparison.Ordinal);
        Assert.Null(Models.Writing!.Process);
    }

    private static async Task UntilAsync(Func<bool> isSo, HostedModel model)
    {
        for (var waited = 0; !isSo(); waited++)
        {
            Assert.True(waited < 1500, $"It did not come to be within 30 seconds. {model.State}");
            await Task.Delay(20, Token);
        }
    }

    private static IEnumerable<EvalQuestion> Questions() =>
        EvalQuestion.ReadFile(Path.Combine(SampleImport.Folder, "questions.jsonl")).Where(q => q.Kind == "fact");

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Marker();
}
