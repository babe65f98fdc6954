using PaperBot.Importing;
using PaperBot.Retrieval;
using PaperBot.Terminal;

namespace PaperBot.Hosting;

/// <summary>Imports with a progress bar, and makes what was imported known to the corpus.</summary>
internal sealed class PaperImports(PaperImporter importer, Corpus corpus, Streams streams, TimeProvider time)
{
    public async Task<ImportReport> ImportAsync(ImportRequest request, bool showProgress, CancellationToken cancellationToken)
    {
        using var bar = new ProgressBar(streams, time, showProgress);
        var report = await importer.ImportAsync(request, new BarProgress(bar), cancellationToken).ConfigureAwait(false);
        if (report.Import is not null)
        {
            await corpus.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return report;
    }

    // Progress<T> would report from another thread, after the bar is gone.
    private sealed class BarProgress(ProgressBar bar) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => bar.Report(
            value.File - 1, value.Files, $"{Path.GetFileName(value.Path)}, {value.Papers} papers");
    }
}
