using System.CommandLine;
using PaperBot.Answering;
using PaperBot.Records;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary><c>summarize</c>: the themes of a topic, a period or an edition.</summary>
internal static class SummarizeCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var topic = SharedOptions.Words("TOPIC", "What the papers are about; all papers when left out");
        var since = SharedOptions.Day("--since", "Only papers published on or after this day");
        var edition = new Option<string?>("--edition")
        {
            Description = "Only the papers of a digest, by its day or key", HelpName = "YYYY-MM-DD[/CHANNEL]",
        };
        var json = SharedOptions.Json();
        var command = new Command("summarize", "Show the themes of a topic, every sentence cited") 
        {
            topic, since, edition, json,
        };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            await run.PapersToAskAsync(cancellationToken).ConfigureAwait(false);
            var filter = new PaperFilter
            {
                After = run.Value(since),
                Ids = run.Value(edition) is { } key
                    ? (await run.EditionAsync(key, cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal)
                    : null,
            };
            var wanted = string.Join(' ', run.Value(topic) ?? []);
            var answer = await run.Service<TopicSummarizer>().SummarizeAsync(wanted, filter, cancellationToken).ConfigureAwait(false);
            var asked = new Question(answer.QuestionId, wanted) { Filter = filter };
            answer = await run.KeepAsync(AnswerKind.Summary, asked, answer, cancellationToken).ConfigureAwait(false);
            run.Show(answer, run.Value(json), themes: true);
            return ExitCode.Done;
        });
    }
}
