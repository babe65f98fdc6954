using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Answering;
using PaperBot.Evaluation;
using PaperBot.Hosting;
using PaperBot.LocalModels.Chat;
using PaperBot.LocalModels.ModelHost;

namespace PaperBot.CommandLine.Demonstrations;

/// <summary>
/// The second part of <c>demo crash</c>: a model's process that is killed while it writes. The process, the kill and the starting
/// again are real; a stand-in takes the model's place, so that it can be seen on any machine.
/// </summary>
internal static class ModelCrashDemo
{
    private const int KilledAfter = 6;
    private const int ShownWords = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task ShowAsync(Run run, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var question = EvalQuestion.ReadFile(Path.Combine(SampleImport.Folder, "questions.jsonl")).First(q => q.Kind == "fact").Question;
        await run.PapersAsync(cancellationToken).ConfigureAwait(false);
        var options = new HostedModelOptions(_ => Task.FromResult(new object()), ModelHostCommand.StandInProgram, StandInModel.Facts);
        var model = new HostedModel(options, TimeProvider.System, NullLogger<HostedModel>.Instance);
        await using (model.ConfigureAwait(false))
        {
            using var client = new Watched(new LocalChatClient(model, TimeProvider.System));
            var answerer = run.Services.AnswererWith(client);
            await model.LoadedAsync(cancellationToken).ConfigureAwait(false);
            var first = model.Process;
            Tell($"A model (here a stand-in) is loaded in a process of its own, number {first}. Somebody asks: {question}");
            var isKilled = false;
            client.Writes = text =>
            {
                if (text.Split(' ').Length > KilledAfter && model.Process is { } process && !isKilled)
                {
                    isKilled = true;
                    Tell($"It has written: “{text.Trim()} …”");
                    using var host = Process.GetProcessById(process);
                    host.Kill();
                    Tell("Its process is killed (kill -9), as a lack of memory or a fault in llama.cpp would.");
                }
            };
            var answer = await AskAsync("while it is killed").ConfigureAwait(false);
            if (!isKilled || answer.Engine != Answer.Extractive)
            {
                throw new CommandFailure("The model was not killed while it wrote, or its words stand all the same: the promise is broken.");
            }

            Tell($"The question is answered all the same, in the abstracts' own words: {Start(answer.Text)}");
            await UntilServedAsync(model, first, cancellationToken).ConfigureAwait(false);
            Tell($"The model is loaded again, in process {model.Process}.");
            var after = await AskAsync("once it is back").ConfigureAwait(false);
            Tell(after.Engine == Answer.Extractive
                ? throw new CommandFailure("The model does not answer again: the promise is broken.")
                : $"Asked again, the model answers: {Start(after.Text)}");

            Task<Answer> AskAsync(string when) => answerer.AnswerAsync(new Question(when, question), cancellationToken);
        }

        void Tell(string what) => run.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,5:F1} s  {what}"));
    }

    private static string Start(string text)
    {
        var line = text.Split('\n')[0];
        var words = line.Split(' ');
        return words.Length <= ShownWords ? line : string.Join(' ', words.Take(ShownWords)) + " …";
    }

    private static async Task UntilServedAsync(HostedModel model, int? before, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (model.Process == before || model.State != StandInModel.Facts.Device)
        {
            if (watch.Elapsed > Patience)
            {
                throw new CommandFailure("The model did not come back within half a minute.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells of what is being written.</summary>
    private sealed class Watched(IChatClient inner) : DelegatingChatClient(inner)
    {
        public Action<string> Writes { get; set; } = _ => { };

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var text = "";
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
            {
                text += update.Text;
                Writes(text);
                yield return update;
            }
        }
    }
}
