using System.CommandLine;
using PaperBot.Answering;
using PaperBot.CommandLine.Json;
using PaperBot.Commands;
using PaperBot.Records;
using Command = System.CommandLine.Command;

namespace PaperBot.CommandLine;

/// <summary><c>replay</c>: how a kept answer came about, and whether the same comes out now.</summary>
internal static class ReplayCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var id = new Argument<string>("ID") { Description = "The id in the last line of an answer" };
        var json = SharedOptions.Json();
        var command = new Command("replay", "Show how a kept answer came about, and run it again") { id, json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var typed = run.Value(id)!;
            var log = run.Service<IAnswerLog>();
            var record = AnswerId.Read(typed) is { } wanted
                ? await log.FindAsync(wanted, cancellationToken).ConfigureAwait(false)
                : null;
            if (record is null)
            {
                throw new CommandFailure(KeptAnswers.NoSuch(typed));
            }

            var ratings = await log.RatingsAsync(record.Id, cancellationToken).ConfigureAwait(false);
            var corpus = await run.PapersAsync(cancellationToken).ConfigureAwait(false);
            var again = await run.Service<AnswerReplay>().RunAsync(record, cancellationToken).ConfigureAwait(false);
            if (run.Value(json))
            {
                run.Out.WriteJson(ReplayJson.Of(record, ratings, again, corpus));
            }
            else
            {
                run.Out.Write(Terminal.MarkdownView.Harmless(ReplayText.Of(record, ratings, again, corpus)));
            }

            return ExitCode.Done;
        });
    }
}
