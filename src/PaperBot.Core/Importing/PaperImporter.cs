using Microsoft.Extensions.Logging;
using PaperBot.Listings;
using PaperBot.Papers;

namespace PaperBot.Importing;

/// <summary>
/// Reads files of papers into the store. Each file is stored as a whole or not at all, whatever happens to the program; one
/// bad file never keeps the others out.
/// </summary>
internal sealed partial class PaperImporter(
    IPaperStore store, IListingReader reader, TimeProvider time, ILogger<PaperImporter> logger)
{
    private const string StandardInputName = "standard input";

    /// <summary>Imports what <paramref name="request"/> names.</summary>
    /// <param name="request">Files, folders, standard input.</param>
    /// <param name="progress">Told at each file and every few hundred papers; may be null.</param>
    /// <param name="cancellationToken">
    /// Ends the import early, with a report: files already read stay, the one being read is rolled back.
    /// </param>
    /// <exception cref="StoreUnavailableException">The store cannot be used; files already read stay.</exception>
    public async Task<ImportReport> ImportAsync(
        ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var files = ListingFiles.Find(request.Paths);
        var run = new Run(request, progress, files.Count);
        var cancelled = false;
        try
        {
            foreach (var file in files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                run.Files.Add(await ImportFileAsync(file, run, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            cancelled = true;
        }

        return new ImportReport(
            run.Added + run.Merged > 0 ? run.Number : null,
            run.Files,
            run.Added,
            run.Merged,
            run.Unchanged,
            // The report of an interrupted import still says what the store holds.
            await store.CountAsync(CancellationToken.None),
            time.GetElapsedTime(started),
            cancelled);
    }

    private async Task<ImportedFile> ImportFileAsync(ListingFile file, Run run, CancellationToken cancellationToken)
    {
        run.Report(file.Path, 0);
        if (file.Fault is { } fault)
        {
            return Refused(file, fault);
        }

        try
        {
            using var reading = await OpenAsync(file, run.Request, cancellationToken);
            var import = new FileImport(reading, papers => run.Report(file.Path, papers));
            await StoreAsync(file, import, run, cancellationToken);
            return new ImportedFile(file.Requested, file.Path, reading.Format, import.Papers, import.Skipped);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refused(file, $"the file cannot be read: {exception.Message.TrimEnd('.')}");
        }
        catch (ListingFaultException exception)
        {
            LogReaderFailed(exception, file.Path);
            return Refused(file, $"reading the file failed, and nothing of it was stored: {exception.Message.TrimEnd('.')}");
        }
    }

    private async Task<ListingReading> OpenAsync(ListingFile file, ImportRequest request, CancellationToken cancellationToken)
    {
        if (file.Path == ImportRequest.StandardInput)
        {
            return reader.Open(await SpooledInput.CopyAsync(request.Input ?? Stream.Null, cancellationToken));
        }

        if (!PipedFile.MayBe(file.Path))
        {
            return reader.OpenFile(file.Path);
        }

        var input = await PipedFile.OpenAsync(file.Path, time, cancellationToken);
        if (input.CanSeek)
        {
            return reader.Open(input);
        }

        await using (input)
        {
            return file.Path == file.Requested
                ? reader.Open(await SpooledInput.CopyAsync(input, cancellationToken))
                : throw new IOException("it is a pipe or a device, which is only read when named itself");
        }
    }

    private async Task StoreAsync(ListingFile file, FileImport import, Run run, CancellationToken cancellationToken)
    {
        using var papers = import.Read().GetEnumerator();
        if (!papers.MoveNext())
        {
            return;
        }

        run.Number ??= await store.BeginImportAsync(run.Request.Sample, cancellationToken);
        var name = file.Path == ImportRequest.StandardInput ? run.Request.InputName ?? StandardInputName : Path.GetFileName(file.Path);
        run.Count(await store.StoreAsync(run.Number.Value, name, Rest(papers), cancellationToken), import.Papers);
    }

    private static IEnumerable<ListedPaper> Rest(IEnumerator<ListedPaper> papers)
    {
        do
        {
            yield return papers.Current;
        }
        while (papers.MoveNext());
    }

    private static ImportedFile Refused(ListingFile file, string reason) =>
        new(file.Requested, file.Path, null, 0, [new SkippedEntry(1, reason)]);

    [LoggerMessage(Level = LogLevel.Error, Message = "The listing reader failed on {Path}")]
    private partial void LogReaderFailed(Exception exception, string path);

    /// <summary>What one import has done so far.</summary>
    private sealed class Run(ImportRequest request, IProgress<ImportProgress>? progress, int fileCount)
    {
        private int _papers;

        public ImportRequest Request => request;

        public List<ImportedFile> Files { get; } = [];

        public long? Number { get; set; }

        public int Added { get; private set; }

        public int Merged { get; private set; }

        public int Unchanged { get; private set; }

        public void Report(string path, int papers) =>
            progress?.Report(new ImportProgress(path, Files.Count + 1, fileCount, _papers + papers));

        public void Count(FileChanges changes, int papers)
        {
            Added += changes.Added;
            Merged += changes.Merged;
            Unchanged += changes.Unchanged;
            _papers += papers;
        }
    }
}
