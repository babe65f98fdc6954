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
                return await RunBatchAsync(run, file, filters.Of(run), run.Value(top), cancellationToken).ConfigureAwait(false);
            }

            var query = run.Text(text);
            await run.PapersToAskAsync(cancellationToken).ConfigureAwait(false);
            var started = Stopwatch.GetTimestamp();
            var hits = await run.Service<Corpus>().SearchAsync(query, filters.Of(run), run.Value(top), cancellationToken)
                .ConfigureAwait(false);
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

    private static async Task<int> RunBatchAsync(Run run, FileInfo file, PaperFilter filter, int top, CancellationToken cancellationToken)
    {
        await run.PapersToAskAsync(cancellationToken).ConfigureAwait(false);
        var corpus = run.Service<Corpus>();
        var lines = new BatchFile(file, run.Streams.Error);
        foreach (var line in lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var hits = await corpus.SearchAsync(line.Text ?? line.Question ?? "", filter, top, cancellationToken).ConfigureAwait(false);
            run.Out.WriteJson(new BatchSearchJson(
                line.Id!, HitJson.Of(hits), Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        }

        return lines.Code;
    }
}
