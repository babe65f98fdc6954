using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Evaluation;
using PaperBot.Generation;
using PaperBot.Prompts;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary>The table of <c>eval --lies</c>: errors made and errors posted, by kind.</summary>
internal static class LieTable
{
    private const int Seed = 7;

    /// <summary>A writer whose model is the stand-in.</summary>
    public static GroundedWriter WriterWith(Run run, LyingModel liar) => new(
        new PromptRunner(
            run.Service<PromptLibrary>(), liar, run.Service<IOptions<PromptOptions>>(), run.Service<TimeProvider>(), run.Service<ILogger<PromptRunner>>()),
        liar,
        run.Service<TimeProvider>());

    public static async Task<int> WriteAsync(
        Run run, IReadOnlyList<EvalQuestion> questions, CorpusSnapshot papers, double rate, CancellationToken cancellationToken)
    {
        using var liar = new LyingModel(Seed, rate);
        var tallies = await LieReport.RunAsync(questions, papers, WriterWith(run, liar), liar, cancellationToken).ConfigureAwait(false);
        var table = new StringBuilder("kind             told  posted  repaired  dropped\n");
        foreach (var (kind, t) in tallies)
        {
            table.Append(CultureInfo.InvariantCulture, $"{kind,-15}{t.Told,6}{t.Posted,8}{t.Repaired,10}{t.Dropped,9}\n");
        }

        await run.Out.WriteAsync(table.ToString()).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
