using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PaperBot.Evaluation;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary><c>eval --report</c>: everything measured, in one file.</summary>
internal static class EvalReportFile
{
    private static readonly double[] LieRates = [0.1, 0.3, 0.5, 1];

    public static async Task<int> WriteAsync(Run run, IReadOnlyList<EvalSet> sets, FileInfo file, CancellationToken cancellationToken)
    {
        List<QualitySet> measured = [];
        foreach (var set in sets)
        {
            await set.UseAsync(
                run,
                async (place, papers) =>
                {
                    measured.Add(await MeasureAsync(place, set, papers, cancellationToken).ConfigureAwait(false));
                    return ExitCode.Done;
                },
                cancellationToken).ConfigureAwait(false);
        }

        var today = DateOnly.FromDateTime(run.Service<TimeProvider>().GetUtcNow().DateTime);
        await File.WriteAllTextAsync(file.FullName, QualityReport.Of(measured, today), cancellationToken).ConfigureAwait(false);
        run.Show($"The report is in `{file}`.");
        return ExitCode.Done;
    }

    private static async Task<QualitySet> MeasureAsync(Run run, EvalSet set, CorpusSnapshot papers, CancellationToken cancellationToken)
    {
        List<EvalModel> models = [EvalModel.None, EvalModel.Honest, EvalModel.Lying];
        if (run.Services.GetService<IChatClient>() is not null)
        {
            models.Add(EvalModel.Configured);
        }

        List<ModelScores> scores = [];
        foreach (var model in models)
        {
            var report = await model.UseAsync(
                run, answerer => new Evaluator(run.Service<Corpus>(), answerer).RunAsync(set.Questions, set.Keys, null, cancellationToken))
                .ConfigureAwait(false);
            scores.Add(new ModelScores(model.Name, report));
        }

        List<LieScores> lies = [];
        foreach (var rate in LieRates)
        {
            lies.Add(new LieScores(rate, await LieTable.TellAsync(run, set.Questions, papers, rate, cancellationToken).ConfigureAwait(false)));
        }

        return new QualitySet(set.Name, papers.Papers.Count, scores, lies);
    }
}
