using System.CommandLine;
using PaperBot.Answering;
using PaperBot.CommandLine.Json;
using PaperBot.Commands;
using PaperBot.Digests;
using PaperBot.Generation;
using PaperBot.Papers;
using Command = System.CommandLine.Command;

namespace PaperBot.CommandLine;

/// <summary><c>tldr</c>: papers in one sentence each.</summary>
internal static class TldrCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var ids = new Argument<string[]>("ID") { Description = "Ids or titles", HelpName = "ID", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Every stored paper" };
        var json = SharedOptions.Json();
        var command = new Command("tldr", "Summarise papers in one sentence each") { ids, all, json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var wanted = run.Value(ids) ?? [];
            if (wanted.Length == 0 == !run.Value(all))
            {
                throw new UsageException("tldr takes either ids or --all.");
            }

            var snapshot = await run.PapersAsync(cancellationToken).ConfigureAwait(false);
            var papers = run.Value(all)
                ? snapshot.Papers
                : [.. wanted.Select(typed => PaperReference.Resolve(snapshot, typed, out var p) ?? throw new CommandFailure(p))];
            await WriteAsync(run, papers, run.Value(json), cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
    }

    private static async Task WriteAsync(Run run, IReadOnlyList<Paper> papers, bool json, CancellationToken cancellationToken)
    {
        var summaries = run.Service<PaperSummarizer>().SummarizeAllAsync(papers, within: null, cancellationToken);
        await foreach (var (paper, tldr, _) in summaries.ConfigureAwait(false))
        {
            if (json)
            {
                run.Out.WriteJson(new TldrJson(paper.Id, paper.Title, tldr.Text, tldr.Origin));
            }
            else
            {
                run.Show($"**{PaperText.Title(paper)}**\n{DigestCard.Summary(tldr)}\n");
            }
        }
    }
}
