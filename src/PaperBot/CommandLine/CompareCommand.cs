using System.CommandLine;
using PaperBot.Answering;
using PaperBot.Commands;
using PaperBot.Papers;
using PaperBot.Records;
using Command = System.CommandLine.Command;

namespace PaperBot.CommandLine;

/// <summary><c>compare</c>: papers side by side.</summary>
internal static class CompareCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var ids = new Argument<string[]>("ID")
        {
            Description = "Two to eight ids or titles", HelpName = "ID", Arity = new ArgumentArity(2, PaperComparer.MostPapers),
        };
        var json = SharedOptions.Json();
        var command = new Command("compare", "Put papers side by side: a short table, then cited sentences") { ids, json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var snapshot = await run.PapersAsync(cancellationToken).ConfigureAwait(false);
            List<Paper> papers = [];
            foreach (var typed in run.Value(ids)!)
            {
                papers.Add(PaperReference.Resolve(snapshot, typed, out var problem) ?? throw new CommandFailure(problem));
            }

            if (papers.DistinctBy(p => p.Id).Count() < papers.Count)
            {
                throw new CommandFailure("A paper is named twice; a comparison takes different papers.");
            }

            var answer = await run.Service<PaperComparer>().CompareAsync(papers, cancellationToken).ConfigureAwait(false);
            var asked = new Question(answer.QuestionId, answer.Question) { Listed = [.. papers.Select(p => p.Id)] };
            answer = await run.KeepAsync(AnswerKind.Comparison, asked, answer, cancellationToken).ConfigureAwait(false);
            run.Show(answer, run.Value(json));
            return ExitCode.Done;
        });
    }
}
