using System.Diagnostics;
using PaperBot.CommandLine.Json;
using PaperBot.Commands;
using PaperBot.Retrieval;
using Command = System.CommandLine.Command;

namespace PaperBot.CommandLine;

/// <summary><c>search</c>: ranked papers.</summary>
internal static class SearchCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var text = SharedOptions.Words("TEXT", "Words, \"a phrase\", or fields such as author:Lee and year:2026");
        var top = SharedOptions.Top(10);
        var filters = new SharedOptions.Filters();
        var batch = SharedOptions.Batch("{\"id\",\"text\"}");
        var json = SharedOptions.Json();
        var command = new Command("search", "Find papers") { text, top, batch, json };
        filters.AddTo(command);
        return program.Handle(command, async (run, cancellationToken) =>
        {
            if (run.Value(batch) is { } file)
            {
                return RunBatch(run, file, await run.PapersAsync(cancellationToken).ConfigureAwait(false), filters.Of(run), run.Value(top),
                    cancellationToken);
            }

            var query = run.Text(text);
            var papers = await run.PapersAsync(cancellationToken).ConfigureAwait(false);
            var started = Stopwatch.GetTimestamp();
            var hits = papers.Search(query, filters.Of(run), run.Value(top));
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (run.Value(json))
            {
                run.Out.WriteJson(new SearchJson(query, HitJson.Of(hits), elapsed));
            }
            else
            {
                run.Show(PaperList.Of(hits, "No paper matches."));
            }

            return ExitCode.Done;
        });
    }

    private static int RunBatch(
        Run run, FileInfo file, CorpusSnapshot papers, PaperFilter filter, int top, CancellationToken cancellationToken)
    {
        var lines = new BatchFile(file, run.Streams.Error);
        foreach (var line in lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var hits = papers.Search(line.Text ?? line.Question ?? "", filter, top);
            run.Out.WriteJson(new BatchSearchJson(
                line.Id!, HitJson.Of(hits), Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        }

        return lines.Code;
    }
}
