using PaperBot.Importing;
using PaperBot.Retrieval;
using PaperBot.Terminal;

namespace PaperBot.Hosting;

/// <summary>Imports with a progress bar.</summary>
internal sealed class PaperImports(PaperImporter importer, Corpus corpus, Streams streams, TimeProvider time)
{
    /// <summary>Imports, and lets whoever asks from now on find what was imported.</summary>
    public async Task<ImportReport> ImportAndIndexAsync(ImportRequest request, bool showProgress, CancellationToken cancellationToken)
    {
        var report = await ImportAsync(request, showProgress, cancellationToken).ConfigureAwait(false);
        if (report.Import is not null)
        {
            await corpus.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return report;
    }

    /// <summary>Imports without looking at the papers again.</summary>
    public async Task<ImportReport> ImportAsync(ImportRequest request, bool showProgress, CancellationToken cancellationToken)
    {
        using var bar = new ProgressBar(streams, time, showProgress);
        return await importer.ImportAsync(request, new BarProgress(bar), cancellationToken).ConfigureAwait(false);
    }

    // Progress<T> would report from another thread, after the bar is gone.
    private sealed class BarProgress(ProgressBar bar) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => bar.Report(
            value.File - 1, value.Files, $"{Path.GetFileName(value.Path)}, {value.Papers} papers");
    }
}
