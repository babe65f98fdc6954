namespace PaperBot.LocalModels.Catalogue;

/// <summary>How much is known of a model's file.</summary>
internal enum FileState
{
    /// <summary>It is not there.</summary>
    Absent,

    /// <summary>A part of it is there; it is not used.</summary>
    Partial,

    /// <summary>It was read through since it last changed, and is what it should be.</summary>
    Verified,

    /// <summary>It has not been read through since it last changed; that is done before it is used.</summary>
    Unread,

    /// <summary>It is not what it should be, and is not used.</summary>
    Wrong,
}

/// <summary>A model's file and what is known of it.</summary>
/// <param name="Path">Where it is, or would be.</param>
/// <param name="Known">Its entry in the list; null for a file that somebody put there.</param>
/// <param name="State">How much is known.</param>
/// <param name="SizeBytes">Bytes that are there; 0 for none.</param>
/// <param name="Sha256">What it was read to be, or should be; null when nobody knows.</param>
/// <param name="Problem">What is wrong, in a sentence; null for nothing.</param>
internal sealed record ModelFile(string Path, KnownModel? Known, FileState State, long SizeBytes, string? Sha256, string? Problem = null)
{
    /// <summary>Its name in the list, or its file's.</summary>
    public string Name => Known?.Name ?? System.IO.Path.GetFileName(Path);
}

/// <summary>The folder of models: what is in it, and whether it may be used.</summary>
/// <param name="catalogue">The models known by name.</param>
/// <param name="folder">Full path; need not exist.</param>
internal sealed class ModelStore(ModelCatalogue catalogue, string folder)
{
    /// <summary>What is added to a file's name while it is incomplete.</summary>
    public const string PartSuffix = ".part";

    private readonly HashLedger ledger = new(folder);

    public ModelCatalogue Catalogue => catalogue;

    public string Folder => folder;

    public HashLedger Ledger => ledger;

    /// <summary>Every known model, then what else lies in the folder; nothing is read but names, sizes and times.</summary>
    /// <exception cref="ModelCatalogueException">The kept hashes cannot be read.</exception>
    public IReadOnlyList<ModelFile> List()
    {
        var kept = ledger.Read();
        var known = catalogue.Models.ToLookup(m => m.File, StringComparer.OrdinalIgnoreCase);
        List<string> others =
        [
            .. (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.gguf") : [])
                .Where(f => !known.Contains(System.IO.Path.GetFileName(f))).Order(StringComparer.Ordinal),
        ];
        return
        [
            .. catalogue.Models.Select(m => Look(System.IO.Path.Combine(folder, m.File), m, kept)),
            .. others.Select(f => Look(f, null, kept)),
        ];
    }

    /// <summary>Finds a model by what a person calls it: a name of the list, a file in the folder, or a path.</summary>
    /// <returns>The file, which may be absent; null when the text is neither a known name nor a GGUF file's.</returns>
    public ModelFile? Find(string name)
    {
        var kept = ledger.Read();
        if (catalogue.Find(name) is { } known)
        {
            return Look(System.IO.Path.Combine(folder, known.File), known, kept);
        }

        if (!name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase))
        {
            return File.Exists(name) ? Look(System.IO.Path.GetFullPath(name), null, kept) : null;
        }

        var inFolder = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));
        var path = File.Exists(inFolder) || !File.Exists(name) ? inFolder : System.IO.Path.GetFullPath(name);
        return Look(path, KnownAt(path), kept);
    }

    /// <summary>
    /// Makes sure that a file is whole before it is used: it is read through when it changed since that was last done, and its hash is
    /// learnt when nobody knows it.
    /// </summary>
    /// <param name="file">As found or listed.</param>
    /// <param name="anew">True to read it in any case.</param>
    /// <param name="progress">Told of the bytes read so far; null for nobody.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Verified or wrong; absent and partial files as they are.</returns>
    public async Task<ModelFile> VerifyAsync(ModelFile file, bool anew, Action<long>? progress, CancellationToken cancellationToken)
    {
        if (file.State is FileState.Absent or FileState.Partial || (file.State == FileState.Verified && !anew))
        {
            return file;
        }

        // A file that has not even the right size needs no reading.
        if (file is { State: FileState.Wrong, Known.SizeBytes: { } size } && size != file.SizeBytes)
        {
            return file;
        }

        if (!await HasMagicAsync(file.Path, cancellationToken).ConfigureAwait(false))
        {
            return file with { State = FileState.Wrong, Problem = $"{file.Path} is no GGUF file." };
        }

        var changed = Changed(file.Path);
        var found = await FileHash.OfAsync(file.Path, progress, cancellationToken).ConfigureAwait(false);
        var key = KeyOf(file.Path);
        var kept = ledger.Find(key);
        var expected = file.Known?.Sha256 ?? kept?.Sha256 ?? found;
        if (found != expected)
        {
            return file with
            {
                State = FileState.Wrong, Sha256 = expected,
                Problem = $"{file.Path} has the SHA-256 {found} and should have {expected}; it is damaged or another file. {Remedy(file)}",
            };
        }

        await ledger.KeepAsync(new KeptHash(key, file.SizeBytes, found, changed, kept?.Address), cancellationToken).ConfigureAwait(false);
        return file with { State = FileState.Verified, Sha256 = found, Problem = null };
    }

    /// <summary>Under what name hashes of a file are kept.</summary>
    public string KeyOf(string path) =>
        System.IO.Path.GetDirectoryName(path) == System.IO.Path.TrimEndingDirectorySeparator(folder) ? System.IO.Path.GetFileName(path) : path;

    /// <summary>When a file last changed, in whole milliseconds, which every file system and the kept text can hold.</summary>
    public static DateTimeOffset Changed(string path) =>
        DateTimeOffset.FromUnixTimeMilliseconds(new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeMilliseconds());

    private KnownModel? KnownAt(string path) =>
        KeyOf(path) is var key && key != path ? catalogue.Models.FirstOrDefault(m => m.File == key) : null;

    private ModelFile Look(string path, KnownModel? known, IReadOnlyList<KeptHash> all)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            var part = new FileInfo(path + PartSuffix);
            return part.Exists
                ? new ModelFile(path, known, FileState.Partial, part.Length, known?.Sha256)
                : new ModelFile(path, known, FileState.Absent, 0, known?.Sha256);
        }

        var kept = all.FirstOrDefault(k => k.File == KeyOf(path));
        var sha256 = known?.Sha256 ?? kept?.Sha256;
        var size = known?.SizeBytes ?? kept?.SizeBytes;
        var found = new ModelFile(path, known, FileState.Unread, file.Length, sha256);
        return size is { } expected && expected != file.Length
            ? found with
            {
                State = FileState.Wrong,
                Problem = $"{path} has {file.Length} bytes and should have {expected}; it is damaged or another file. {Remedy(found)}",
            }
            : kept is not null && kept.Sha256 == sha256 && kept.Changed == Changed(path) ? found with { State = FileState.Verified } : found;
    }

    private static string Remedy(ModelFile file) => file.Known is { } known
        ? $"Fetch it anew with `paperbot model pull {known.Name}`."
        : $"If it was replaced on purpose, `paperbot model remove {file.Name} --keep-file` forgets its old hash.";

    private static async Task<bool> HasMagicAsync(string path, CancellationToken cancellationToken)
    {
        var file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            var start = new byte[ModelFileName.Magic.Length];
            var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return read == start.Length && start.AsSpan().SequenceEqual(ModelFileName.Magic);
        }
    }
}
