using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Importing;
using PaperBot.Papers;
using PaperBot.Settings;
using PaperBot.Terminal;

namespace PaperBot.Hosting;

/// <summary>
/// Imports listings that appear or change in a folder, each once it has stopped growing. Looking at the folder instead of listening
/// to it also works on network shares and in containers. What was imported before a restart is read again and found unchanged.
/// </summary>
internal sealed partial class WatchedFolder(
    IOptions<WatchOptions> options, IOptions<StorageOptions> storage, PaperImports imports, TerminalScreen screen, TimeProvider time,
    ILogger<WatchedFolder> logger) : BackgroundService
{
    private readonly Dictionary<string, Sight> seen = new(StringComparer.Ordinal);

    /// <summary>The folder, wherever the settings put it.</summary>
    public static string FolderOf(WatchOptions options, StorageOptions storage) =>
        Path.GetFullPath(options.Folder.Length > 0 ? options.Folder : Path.Combine(storage.Data, "inbox"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        var folder = FolderOf(options.Value, storage.Value);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.PollSeconds), time);
        try
        {
            Directory.CreateDirectory(folder);
            do
            {
                await LookAsync(folder, stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LogGone(failed, folder);
        }
    }

    /// <summary>Takes one look; a failure of one file, or of the store, is told and ends neither the others nor the watching.</summary>
    internal async Task LookAsync(string folder, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(IsVisible).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            var state = (file.Length, file.LastWriteTimeUtc);
            if (!seen.TryGetValue(file.FullName, out var sight) || sight.State != state)
            {
                seen[file.FullName] = sight = new Sight(state, now, Imported: false);
            }

            if (!sight.Imported && now - sight.Since >= TimeSpan.FromSeconds(options.Value.QuietSeconds))
            {
                // Marked first, so that a file that cannot be read is reported once and not at every look.
                seen[file.FullName] = sight with { Imported = true };
                await ImportAsync(file, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ImportAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            var report = await imports.ImportAndIndexAsync(new ImportRequest([file.FullName]), showProgress: false, cancellationToken)
                .ConfigureAwait(false);
            foreach (var line in ImportText.OfWatched(report))
            {
                screen.Show(line);
            }
        }
        catch (StoreUnavailableException unavailable)
        {
            LogNotStored(file.Name, unavailable.Message);
            seen.Remove(file.FullName);
        }
    }

    // Editors and downloads keep what is not finished under such names.
    private static bool IsVisible(FileInfo file) =>
        !file.Name.StartsWith('.') && !file.Name.EndsWith('~')
        && file.Extension.ToUpperInvariant() is not (".TMP" or ".PART" or ".CRDOWNLOAD" or ".SWP")
        && !file.Attributes.HasFlag(FileAttributes.Hidden);

    [LoggerMessage(Level = LogLevel.Error, Message = "The folder {Folder} cannot be watched any longer")]
    private partial void LogGone(Exception exception, string folder);

    [LoggerMessage(Level = LogLevel.Error, Message = "{File} was not imported and will be tried again: {Reason}")]
    private partial void LogNotStored(string file, string reason);

    private sealed record Sight((long Length, DateTime Written) State, DateTimeOffset Since, bool Imported);
}
