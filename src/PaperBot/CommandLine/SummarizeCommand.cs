using System.CommandLine;
using PaperBot.Answering;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary><c>summarize</c>: the themes of a topic, a period or an edition.</summary>
internal static class SummarizeCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var topic = SharedOptions.Words("TOPIC", "What the papers are about; all papers when left out");
        var since = SharedOptions.Day("--since", "Only papers published on or after this day");
        var json = SharedOptions.Json();
        var command = new Command("summarize", "Show the themes of a topic, every sentence cited") { topic, since, json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            await run.PapersAsync(cancellationToken).ConfigureAwait(false);
            var filter = new PaperFilter { After = run.Value(since) };
            var wanted = string.Join(' ', run.Value(topic) ?? []);
            var answer = await run.Service<TopicSummarizer>().SummarizeAsync(wanted, filter, cancellationToken).ConfigureAwait(false);
            run.Show(answer, run.Value(json), themes: true);
            return ExitCode.Done;
        });
    }
}
