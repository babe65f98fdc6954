using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaperBot.LocalModels.Catalogue;

/// <summary>What is known of a file that was whole once.</summary>
/// <param name="File">Its name, or its full path where it lies outside the folder of models.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Changed">The file's own time when it was last read through; with another time it is read anew before it is used.</param>
/// <param name="Address">Where it came from; null when somebody put it there.</param>
internal sealed record KeptHash(string File, long SizeBytes, string Sha256, DateTimeOffset Changed, string? Address);

/// <summary>The hashes of files that were whole once, beside the files. Safe for concurrent use, by several processes too.</summary>
/// <param name="folder">The folder of models.</param>
internal sealed class HashLedger(string folder)
{
    /// <summary>Name of its file.</summary>
    public const string FileName = "models.lock.json";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // A writer needs milliseconds; one that holds the file for longer has died in a way that the system has not noticed yet.
    private const int MostTries = 250;

    private readonly string path = System.IO.Path.Combine(folder, FileName);

    /// <summary>Where it stands.</summary>
    public string Path => path;

    /// <summary>What is kept, in order of the names.</summary>
    /// <exception cref="ModelCatalogueException">The file is damaged.</exception>
    public IReadOnlyList<KeptHash> Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), LedgerShapes.Default.IReadOnlyListKeptHash) ?? [];
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (JsonException)
        {
            throw new ModelCatalogueException(
                $"{path} is damaged. Delete it: files of models in the list are checked against the list again, hashes of others are learnt anew.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ModelCatalogueException($"The hashes in {path} cannot be read: {refused.Message}");
        }
    }

    /// <summary>What is kept of a file; null for nothing.</summary>
    public KeptHash? Find(string file) => Read().FirstOrDefault(k => k.File == file);

    /// <summary>Keeps what is known of a file, in place of what was.</summary>
    public Task KeepAsync(KeptHash kept, CancellationToken cancellationToken) =>
        ChangeAsync(all => [.. all.Where(k => k.File != kept.File), kept], cancellationToken);

    /// <summary>Forgets a file.</summary>
    public Task ForgetAsync(string file, CancellationToken cancellationToken) =>
        ChangeAsync(all => [.. all.Where(k => k.File != file)], cancellationToken);

    // Two downloads may end at the same moment; what is read, changed and written is one step under a lock of the system.
    private async Task ChangeAsync(Func<IReadOnlyList<KeptHash>, IEnumerable<KeptHash>> change, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var guard = await LockAsync(cancellationToken).ConfigureAwait(false);
        await using (guard.ConfigureAwait(false))
        {
            List<KeptHash> all = [.. change(Read()).OrderBy(k => k.File, StringComparer.Ordinal)];
            var draft = path + ".new";
            await File.WriteAllTextAsync(
                draft, JsonSerializer.Serialize<IReadOnlyList<KeptHash>>(all, LedgerShapes.Default.IReadOnlyListKeptHash) + "\n", cancellationToken)
                .ConfigureAwait(false);
            File.Move(draft, path, overwrite: true);
        }
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(path + ".guard", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (tries < MostTries)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<KeptHash>))]
internal sealed partial class LedgerShapes : JsonSerializerContext;
