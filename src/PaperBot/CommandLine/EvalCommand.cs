using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PaperBot.CommandLine.Json;
using PaperBot.Evaluation;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary><c>eval</c>: scores question files; by default the shipped questions over the shipped sample.</summary>
internal static class EvalCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var questions = new Option<FileInfo[]>("--questions")
        {
            Description = "JSON lines of questions with gold papers; may be given several times", HelpName = "FILE",
        };
        var keys = new Option<FileInfo?>("--keys") { Description = "JSON lines {\"key\",\"title\"} naming the gold papers", HelpName = "FILE" };
        var model = new Option<string>("--model")
        {
            Description = "Who writes: the configured model or nobody (auto), nobody, or a stand-in that quotes honestly or lies in 3 of 10 sentences",
            DefaultValueFactory = _ => EvalModel.Configured.Option,
        }.AcceptOnlyFromAmong([.. EvalModel.All.Select(m => m.Option)]);
        var failures = new Option<bool>("--failures") { Description = "List the questions that went wrong before the table" };
        var lies = new Option<double?>("--lies")
        {
            Description = "Let a stand-in for a weak model answer, this share of its sentences false, and count what is posted", HelpName = "0..1",
            Validators = { RequireShare },
        };
        var report = new Option<FileInfo?>("--report")
        {
            Description = "Measure everything, the shipped questions and those given, and write it to a file in Markdown", HelpName = "FILE",
        };
        var json = SharedOptions.Json();
        var command = new Command("eval", "Score a question file; without one, the shipped questions over the shipped sample")
        {
            questions, keys, model, failures, lies, report, json,
        };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var given = SetsOf(run.Value(questions) ?? [], run.Value(keys));
            if (run.Value(report) is { } file)
            {
                return await EvalReportFile.WriteAsync(run, [EvalSet.Shipped(), .. given], file, cancellationToken).ConfigureAwait(false);
            }

            var set = given switch
            {
                [] => EvalSet.Shipped(),
                [var only] => only,
                _ => given[0] with { Questions = [.. given.SelectMany(s => s.Questions)] },
            };
            if (run.Value(lies) is { } rate)
            {
                return await set.UseAsync(
                    run, (place, papers) => LieTable.WriteAsync(place, set.Questions, papers, rate, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
            }

            var writer = EvalModel.All.First(m => m.Option == run.Value(model));
            return await set.UseAsync(
                run, (place, _) => ScoreAsync(place, set, writer, run.Value(failures), run.Value(json), cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        });
    }

    private static List<EvalSet> SetsOf(FileInfo[] questions, FileInfo? keys) => keys is null == (questions.Length == 0)
        ? [.. questions.Select(q => EvalSet.Of(q, keys!))]
        : throw new UsageException("--questions and --keys go together.");

    private static async Task<int> ScoreAsync(
        Run run, EvalSet set, EvalModel model, bool failures, bool json, CancellationToken cancellationToken)
    {
        Action<EvalOutcome>? list = failures && !json ? outcome => run.Out.Write(EvalTable.Failure(outcome)) : null;
        var report = await model.UseAsync(
            run, answerer => new Evaluator(run.Service<Corpus>(), answerer).RunAsync(set.Questions, set.Keys, list, cancellationToken))
            .ConfigureAwait(false);
        if (json)
        {
            run.Out.WriteJson(EvalReportJson.Of(report));
        }
        else
        {
            await run.Out.WriteAsync(EvalTable.Of(report)).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private static void RequireShare(OptionResult result)
    {
        var typed = result.Tokens.Count > 0 ? result.Tokens[0].Value : null;
        if (typed is not null && !(double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1))
        {
            result.AddError($"--lies takes a share from 0 to 1, not '{typed}'.");
        }
    }
}
