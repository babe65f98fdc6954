using System.Diagnostics;
using PaperBot.Answering;
using PaperBot.CommandLine.Json;
using PaperBot.Commands;
using Command = System.CommandLine.Command;

namespace PaperBot.CommandLine;

/// <summary><c>lookup</c>: what autocomplete shows.</summary>
internal static class LookupCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var text = SharedOptions.Words("TEXT", "Part of a title, as one would type it");
        var json = SharedOptions.Json();
        var command = new Command("lookup", "Find a paper's id by its title") { text, json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var query = run.Text(text);
            var papers = await run.PapersAsync(cancellationToken).ConfigureAwait(false);
            var started = Stopwatch.GetTimestamp();
            var found = papers.Lookup(query, CommandCompletion.Most);
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (run.Value(json))
            {
                run.Out.WriteJson(new LookupJson(query, [.. found.Select(p => new NamedPaperJson(p.Id, p.Title))], elapsed));
            }
            else
            {
                run.Show(found.Count == 0
                    ? "No title matches."
                    : string.Join('\n', found.Select(p => $"- **{PaperText.Title(p)}** · `{p.Id}`")));
            }

            return ExitCode.Done;
        });
    }
}
