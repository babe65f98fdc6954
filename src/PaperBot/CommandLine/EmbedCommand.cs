using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using PaperBot.CommandLine.Json;
using PaperBot.Embeddings;
using PaperBot.Papers;
using PaperBot.Terminal;
using PaperBot.Text;

namespace PaperBot.CommandLine;

/// <summary><c>embed</c>: the vectors by which papers are found by what they mean, as far as they are missing.</summary>
internal static class EmbedCommand
{
    private const string NoModel =
        "No embedding model is set: fetch one, such as `paperbot model pull bge-small-en-v1.5`, and set Model:EmbeddingFile to its name, "
        + "or set Endpoint:EmbeddingModel. `paperbot doctor` says what is wrong with one that is set.";

    public static Command Create(CommandLineProgram program)
    {
        var json = SharedOptions.Json();
        var command = new Command("embed", "Make the missing vectors of papers now; the service makes them by itself") { json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var started = Stopwatch.GetTimestamp();
            var report = await EmbedAsync(run, run.Value(json), cancellationToken).ConfigureAwait(false);
            if (run.Value(json))
            {
                run.Out.WriteJson(new EmbeddingJson(
                    report.Name, report.Model?.Dimensions, report.Papers, report.Complete, report.Embedded, report.Refused,
                    Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            }
            else
            {
                run.Show(Said(report));
            }

            return report.Refused == 0 ? ExitCode.Done : ExitCode.Failed;
        });
    }

    private static async Task<EmbeddingReport> EmbedAsync(Run run, bool json, CancellationToken cancellationToken)
    {
        List<Paper> papers = [];
        await foreach (var paper in run.Service<IPaperStore>().ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            papers.Add(paper);
        }

        using var bar = new ProgressBar(run.Streams, run.Service<TimeProvider>(), !json);
        try
        {
            return await run.Service<PaperEmbedder>().EmbedAsync(papers, pause: null, new BarProgress(bar), cancellationToken)
                .ConfigureAwait(false) ?? throw new CommandFailure(NoModel);
        }
        catch (EmbeddingFailedException failed)
        {
            throw new CommandFailure(
                $"The papers were not all embedded: {failed.Message} What was made is kept; `paperbot embed` goes on.");
        }
    }

    private static string Said(EmbeddingReport report)
    {
        var refused = report.Refused == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" {report.Refused} texts failed: {Markdown.Literal(report.Why ?? "")}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Embedded} texts embedded by {Markdown.Literal(report.Name)}; {report.Complete} of {report.Papers} papers have their "
            + $"vectors.{refused}");
    }

    // Progress<T> would report from another thread, after the bar is gone.
    private sealed class BarProgress(ProgressBar bar) : IProgress<EmbeddingProgress>
    {
        public void Report(EmbeddingProgress value) =>
            bar.Report(value.Done, value.All, $"{value.Done} of {value.All} papers by {value.Model}");
    }
}
