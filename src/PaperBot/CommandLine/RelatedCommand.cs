using System.Diagnostics;
using PaperBot.CommandLine.Json;
using PaperBot.Commands;
using Command = System.CommandLine.Command;

namespace PaperBot.CommandLine;

/// <summary><c>related</c>: the papers most like one.</summary>
internal static class RelatedCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var id = SharedOptions.Words("ID", "A paper's id or title");
        var top = SharedOptions.Top(10);
        var json = SharedOptions.Json();
        var command = new Command("related", "Show the papers most like one") { id, top, json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var typed = run.Text(id);
            var papers = await run.PapersAsync(cancellationToken).ConfigureAwait(false);
            var started = Stopwatch.GetTimestamp();
            var paper = PaperReference.Resolve(papers, typed, out var problem) ?? throw new CommandFailure(problem);
            var hits = papers.Related(paper, run.Value(top));
            if (run.Value(json))
            {
                var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                run.Out.WriteJson(new SearchJson(paper.Id, HitJson.Of(hits), elapsed));
            }
            else
            {
                run.Show(PaperList.Of(hits, "No other paper is like it."));
            }

            return ExitCode.Done;
        });
    }
}
