using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PaperBot.Answering;
using PaperBot.CommandLine.Json;
using PaperBot.Evaluation;
using PaperBot.Hosting;
using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;
using PaperBot.Models;

namespace PaperBot.CommandLine.Model;

/// <summary><c>model test</c>: whether the local model is good and fast enough to answer from abstracts.</summary>
internal static class ModelTestCommand
{
    private const int Questions = 6;

    // A model that cannot cite half of the sample's plain facts wastes its readers' time: the abstracts' own words come sooner.
    private const double Enough = 0.5;

    public static Command Create(CommandLineProgram program)
    {
        var json = SharedOptions.Json();
        var command = new Command("test", "Have the local model answer questions about the sample papers: cited or not, and how fast") { json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var models = run.Service<LocalModel>();
            var model = models.Writing ?? throw new CommandFailure(models.WhyNoChat ?? "There is no local model.");
            await LoadAsync(model, run.Streams.Error, cancellationToken).ConfigureAwait(false);
            using var watched = new Watched(models.Chat!);
            return await SampleCorpus.UseAsync(
                run,
                async (aside, _) => Conclude(run, await AskAsync(aside, watched, cancellationToken).ConfigureAwait(false), model, run.Value(json)),
                cancellationToken).ConfigureAwait(false);
        });
    }

    private static async Task LoadAsync(HostedModel model, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            await errors.WriteLineAsync($"Loading {model.Model.Name} …").ConfigureAwait(false);
            await model.LoadedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ModelServiceException failed)
        {
            throw new CommandFailure($"The model cannot be loaded: {failed.Message}");
        }
    }

    private static async Task<IReadOnlyList<TestedAnswerJson>> AskAsync(Run aside, Watched client, CancellationToken cancellationToken)
    {
        var answerer = aside.Services.AnswererWith(client);
        List<TestedAnswerJson> tested = [];
        var questions = EvalQuestion.ReadFile(Path.Combine(SampleImport.Folder, "questions.jsonl")).Where(q => q.Kind == "fact");
        foreach (var question in questions.Take(Questions))
        {
            client.Begin();
            var answer = await answerer.AnswerAsync(new Question(question.Id, question.Question), cancellationToken).ConfigureAwait(false);
            var isCited = answer is { Outcome: Outcome.Answered, Citations.Count: > 0 } && answer.Engine != Answer.Extractive;
            var isRight = isCited && question.AnswerFacts.All(
                f => f.Split('|').Any(wording => answer.Text.Contains(wording, StringComparison.OrdinalIgnoreCase)));
            tested.Add(new TestedAnswerJson(
                question.Question, isCited, isRight, isCited ? null : answer.Trace.Fallback ?? "none of its sentences was supported",
                client.First.TotalMilliseconds, client.TokensASecond));
        }

        return tested;
    }

    private static int Conclude(Run run, IReadOnlyList<TestedAnswerJson> tested, HostedModel model, bool json)
    {
        var right = tested.Count(t => t.Right);
        var passed = right >= tested.Count * Enough;
        if (json)
        {
            run.Out.WriteJson(new ModelTestJson(model.Model.Name, model.Model.Device, passed, tested));
            return passed ? ExitCode.Done : ExitCode.Failed;
        }

        foreach (var one in tested)
        {
            var how = one.Right ? "right" : one.Cited ? "cited, but not the answer" : $"not its own: {one.Why}";
            run.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{how,-30} {one.FirstMs,6:F0} ms to the first word, {one.TokensPerSecond,6:F1} tokens/s   {one.Question}"));
        }

        run.Out.WriteLine($"{model.Model.Name}: {right} of {tested.Count} right. {model.Model.Device}");
        run.Out.WriteLine(passed
            ? "Passed."
            : "Failed: this model is of little use here; answers would mostly be the abstracts' own words. Try a larger one (`paperbot model list`).");
        return passed ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Times what the model writes.</summary>
    private sealed class Watched(IChatClient inner) : DelegatingChatClient(inner)
    {
        private long tokens;
        private TimeSpan writing;

        public TimeSpan First { get; private set; }

        public double TokensASecond => writing > TimeSpan.Zero ? tokens / writing.TotalSeconds : 0;

        public void Begin() => (tokens, writing, First) = (0, TimeSpan.Zero, TimeSpan.Zero);

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var watch = Stopwatch.StartNew();
            TimeSpan? began = null;
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
            {
                if (began is null && update.Text.Length > 0)
                {
                    began = watch.Elapsed;
                    First = First == TimeSpan.Zero ? watch.Elapsed : First;
                }

                tokens += update.Contents.OfType<UsageContent>().Sum(u => u.Details.OutputTokenCount ?? 0);
                yield return update;
            }

            writing += watch.Elapsed - (began ?? watch.Elapsed);
        }
    }
}
