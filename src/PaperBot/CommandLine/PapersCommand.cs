using System.CommandLine;
using System.Globalization;
using PaperBot.Answering;
using PaperBot.CommandLine.Json;
using PaperBot.Papers;

namespace PaperBot.CommandLine;

/// <summary><c>papers</c>: what is stored.</summary>
internal static class PapersCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var json = SharedOptions.Json();
        var command = new Command("papers", "List the stored papers") { json };
        return program.Handle(command, (run, cancellationToken) => RunAsync(run, run.Value(json), cancellationToken));
    }

    private static async Task<int> RunAsync(Run run, bool json, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var paper in run.Service<IPaperStore>().ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            count++;
            if (json)
            {
                run.Out.WriteJson(PaperJson.Of(paper));
            }
            else
            {
                var day = paper.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no date";
                run.Show($"**{PaperText.Title(paper)}** · {day} · `{paper.Id}`{(paper.IsSample ? " · sample" : "")}");
            }
        }

        if (count == 0 && !json)
        {
            run.Show("No papers are stored yet; `paperbot import PATH` brings some in.");
        }

        return ExitCode.Done;
    }
}
