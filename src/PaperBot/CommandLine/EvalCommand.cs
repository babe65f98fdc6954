using System.CommandLine;
using System.Globalization;
using PaperBot.Answering;
using PaperBot.CommandLine.Json;
using PaperBot.Evaluation;
using PaperBot.Hosting;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary><c>eval</c>: scores a question file; by default the shipped questions over the shipped sample.</summary>
internal static class EvalCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var questions = new Option<FileInfo?>("--questions") { Description = "JSON lines of questions with gold papers", HelpName = "FILE" };
        var keys = new Option<FileInfo?>("--keys") { Description = "JSON lines {\"key\",\"title\"} naming the gold papers", HelpName = "FILE" };
        var failures = new Option<bool>("--failures") { Description = "List the questions that went wrong before the table" };
        var lies = new Option<double?>("--lies")
        {
            Description = "Let a stand-in for a weak model answer, this share of its sentences false, and count what is posted", HelpName = "0..1",
            Validators = { result => RequireShare(result) },
        };
        var json = SharedOptions.Json();
        var command = new Command("eval", "Score a question file; without one, the shipped questions over the shipped sample")
        {
            questions, keys, failures, lies, json,
        };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            if (run.Value(questions) is null != run.Value(keys) is null)
            {
                throw new UsageException("--questions and --keys go together.");
            }

            var (questionFile, keyFile) = (run.Value(questions)?.FullName ?? Shipped("questions.jsonl"), run.Value(keys)?.FullName ?? Shipped("keys.jsonl"));
            var asked = Read(() => EvalQuestion.ReadFile(questionFile));
            var papers = Read(() => PaperKey.ReadFile(keyFile));
            if (run.Value(lies) is { } rate)
            {
                return run.Value(questions) is not null
                    ? await LieTable.WriteAsync(run, asked, await run.PapersAsync(cancellationToken).ConfigureAwait(false), rate, cancellationToken)
                        .ConfigureAwait(false)
                    : await SampleCorpus.UseAsync(
                        run, (aside, sample) => LieTable.WriteAsync(aside, asked, sample, rate, cancellationToken), cancellationToken)
                        .ConfigureAwait(false);
            }

            if (run.Value(questions) is not null)
            {
                return await ScoreAsync(run, asked, papers, run.Value(failures), run.Value(json), cancellationToken).ConfigureAwait(false);
            }

            return await SampleCorpus.UseAsync(
                run,
                (aside, _) => ScoreAsync(aside, asked, papers, run.Value(failures), run.Value(json), cancellationToken),
                cancellationToken).ConfigureAwait(false);
        });
    }

    private static async Task<int> ScoreAsync(
        Run run, IReadOnlyList<EvalQuestion> asked, IReadOnlyList<PaperKey> keys, bool failures, bool json, CancellationToken cancellationToken)
    {
        await run.PapersAsync(cancellationToken).ConfigureAwait(false);
        var evaluator = new Evaluator(run.Service<Corpus>(), run.Service<QuestionAnswerer>());
        Action<EvalOutcome>? list = failures && !json ? outcome => List(run, outcome) : null;
        var report = await evaluator.RunAsync(asked, keys, list, cancellationToken).ConfigureAwait(false);
        if (json)
        {
            run.Out.WriteJson(EvalReportJson.Of(report));
        }
        else
        {
            await run.Out.WriteAsync(Table(report)).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static void RequireShare(System.CommandLine.Parsing.OptionResult result)
    {
        var typed = result.Tokens.Count > 0 ? result.Tokens[0].Value : null;
        if (typed is not null && !(double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1))
        {
            result.AddError($"--lies takes a share from 0 to 1, not '{typed}'.");
        }
    }

    private static string Shipped(string name) => Path.Combine(SampleImport.Folder, name);

    private static IReadOnlyList<T> Read<T>(Func<IReadOnlyList<T>> read)
    {
        try
        {
            return read();
        }
        catch (FormatException wrong)
        {
            throw new CommandFailure(wrong.Message);
        }
    }

    private static void List(Run run, EvalOutcome outcome)
    {
        if (!outcome.IsRight)
        {
            run.Out.Write($"{outcome.Question.Group} {outcome.Question.Id}: {outcome.Question.Question}\n  {outcome.Answer.Outcome}; cited {Cited(outcome.Answer)}\n");
        }
    }

    private static string Cited(Answer answer) =>
        answer.Citations.Count == 0 ? "nothing" : string.Join("; ", answer.Citations.Select(c => c.Title).Distinct(StringComparer.Ordinal));

    private static string Table(EvalReport report)
    {
        var table = new System.Text.StringBuilder();
        table.Append("kind                 n   hit@1  hit@5  cited     facts    citations  refused  forbidden  misquoted\n");
        foreach (var (kind, t) in report.ByKind.Append(new("all", report.Total)))
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"{kind,-17}{t.N,5}{t.HitAt1,8}{t.HitAt5,7}{t.Cited,7}{$"{t.FactsStated}/{t.Facts}",10}{$"{t.CitationsRight}/{t.Citations}",13}{t.Refused,9}{t.Forbidden,11}{t.Misquoted,11}\n");
        }

        table.Append(
            CultureInfo.InvariantCulture,
            $"\nrefused {report.RefusedRightly} of {report.ToRefuse} that should be, {report.RefusedWrongly} that should not; an answer takes {report.P50Ms:F1} ms (median), {report.P95Ms:F1} ms (95%).\n");
        table.Append("cited: a gold paper is cited. facts: stated in an answer that cites a gold paper. citations: right of all made.\n");
        return table.ToString();
    }
}
