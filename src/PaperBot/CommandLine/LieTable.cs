using System.Globalization;
using System.Text;
using PaperBot.Evaluation;
using PaperBot.Generation;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary>The table of <c>eval --lies</c>: errors made and errors posted, by kind.</summary>
internal static class LieTable
{
    private const int Seed = 7;

    public static async Task<int> WriteAsync(
        Run run, IReadOnlyList<EvalQuestion> questions, CorpusSnapshot papers, double rate, CancellationToken cancellationToken)
    {
        var table = new StringBuilder("kind             told  posted  repaired  dropped\n");
        foreach (var (kind, t) in await TellAsync(run, questions, papers, rate, cancellationToken).ConfigureAwait(false))
        {
            table.Append(CultureInfo.InvariantCulture, $"{kind,-15}{t.Told,6}{t.Posted,8}{t.Repaired,10}{t.Dropped,9}\n");
        }

        await run.Out.WriteAsync(table.ToString()).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>What became of the stand-in's sentences, by kind of lie.</summary>
    public static async Task<IReadOnlyDictionary<string, LieTally>> TellAsync(
        Run run, IReadOnlyList<EvalQuestion> questions, CorpusSnapshot papers, double rate, CancellationToken cancellationToken)
    {
        using var liar = new LyingModel(Seed, rate);
        return await LieReport.RunAsync(questions, papers, StandIn.WriterWith(run.Services, liar), liar, cancellationToken).ConfigureAwait(false);
    }
}
