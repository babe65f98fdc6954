using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Archive;
using PaperBot.Digests;
using PaperBot.Settings;

namespace PaperBot.Hosting;

/// <summary>
/// Keeps the files of editions as the ledger has the editions: written once an edition stands in its channel, again when it
/// changed or a file is missing. It follows the ledger, so that posting never waits for a disk, and what a crash left out comes
/// with the next start.
/// </summary>
internal sealed partial class EditionPrinter(
    EditionFiles files, IEditionArchive archive, IDigestLedger ledger, IOptions<DigestSettings> digest,
    IOptions<StorageOptions> storage, TimeProvider time, ILogger<EditionPrinter> logger) : BackgroundService
{
    // An older edition is written when its files are missing at a start, and left alone otherwise.
    private const int WatchedDays = 60;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private readonly string? folder = FolderOf(digest.Value, storage.Value);
    private readonly Dictionary<DigestEdition, string> printed = [];
    private readonly SemaphoreSlim printing = new(1, 1);
    private bool looked;
    private bool told;

    /// <summary>The folder that the settings name; null when no files are wanted.</summary>
    public static string? FolderOf(DigestSettings digest, StorageOptions storage) =>
        digest.Files.Trim().Equals("off", StringComparison.OrdinalIgnoreCase) ? null
        : Path.GetFullPath(string.IsNullOrWhiteSpace(digest.Files) ? Path.Combine(storage.Data, "editions") : digest.Files.Trim());

    /// <summary>Writes an edition now, whether or not it stands in its channel. A failure is a warning and nothing more.</summary>
    public Task PrintAsync(DigestLedgerEntry entry, CancellationToken cancellationToken) => UnharmedAsync(
        async into =>
        {
            if (entry.Papers.Count > 0)
            {
                await files.WriteAsync(into, entry, cancellationToken).ConfigureAwait(false);
                await files.WriteListsAsync(into, entry.Edition.Channel, cancellationToken).ConfigureAwait(false);
            }
        },
        cancellationToken);

    /// <summary>
    /// Writes what stands in its channel and is missing or was changed. A failure is a warning, told once, and tried again.
    /// </summary>
    public Task LookAsync(CancellationToken cancellationToken) => UnharmedAsync(
        async into =>
        {
            await LookAsync(into, cancellationToken).ConfigureAwait(false);
            looked = true;
        },
        cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // What was shown just before the end, as in a run with piped questions.
            await LookAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Whoever stops the program waits no longer; the next start writes it.
        }
    }

    public override void Dispose()
    {
        printing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (folder is not null)
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
                await Task.Delay(BetweenLooks, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task LookAsync(string into, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var watched = today.AddDays(-WatchedDays);
        HashSet<string> channels = new(StringComparer.Ordinal);
        HashSet<string> changed = new(StringComparer.Ordinal);
        var from = looked ? watched : DateOnly.MinValue;
        foreach (var standing in await archive.StandingAsync(from, cancellationToken).ConfigureAwait(false))
        {
            var edition = standing.Edition;
            channels.Add(edition.Channel);
            var isKnown = edition.Date < watched || printed.GetValueOrDefault(edition) == standing.Stamp;
            if (isKnown && EditionFiles.Exist(into, edition))
            {
                continue;
            }

            if (await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false) is { Papers.Count: > 0 } entry
                && await files.WriteAsync(into, entry, cancellationToken).ConfigureAwait(false))
            {
                changed.Add(edition.Channel);
            }

            printed[edition] = standing.Stamp;
        }

        // At a start every list, too: the address in the feed may be another one now.
        foreach (var channel in channels.Where(c => !looked || changed.Contains(c) || !EditionFiles.ListsExist(into, c)))
        {
            await files.WriteListsAsync(into, channel, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UnharmedAsync(Func<string, Task> write, CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            return;
        }

        await printing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await write(folder).ConfigureAwait(false);
            told = false;
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Once: what lasts is tried again every minute.
            if (!told)
            {
                told = true;
                LogUnwritten(failed is EditionFileException ? failed.Message : $"Files of editions could not be written ({failed.Message})");
            }
        }
        finally
        {
            printing.Release();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{What}; the digest itself is not affected. Make room or give write access, or set Digest:Files to another folder "
            + "or to off")]
    private partial void LogUnwritten(string what);
}
