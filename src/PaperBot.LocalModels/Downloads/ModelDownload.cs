using PaperBot.LocalModels.Catalogue;

namespace PaperBot.LocalModels.Downloads;

/// <summary>
/// Fetches a model's file: size and room first, in one piece or going on where an earlier try ended, checked, and put into place in one
/// step. At its place there is never anything but the whole file.
/// </summary>
/// <param name="client">Follows redirects and has no time limit of its own.</param>
/// <param name="store">Where it goes, and where its hash is kept.</param>
/// <param name="options">How patient to be.</param>
/// <param name="time">By which pauses are made.</param>
internal sealed class ModelDownload(HttpClient client, ModelStore store, DownloadOptions options, TimeProvider time)
{
    // Beside the file itself: notes, the kept hashes, and something for everybody else on that disk.
    private const long Margin = 64L << 20;

    /// <summary>Fetches a file, or finds that it is there.</summary>
    /// <param name="plan">What to fetch.</param>
    /// <param name="progress">Told how far it is; returns at once.</param>
    /// <param name="cancellationToken">Stops it; what came is kept.</param>
    /// <exception cref="DownloadException">It cannot be had.</exception>
    public async Task<FetchedModel> FetchAsync(DownloadPlan plan, Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        RequireSafe(plan);
        using var guard = Claim(plan);
        if (await FindAsync(plan, progress, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return there;
        }

        RequireRoom(plan, new PartFile(plan.Path).Length, plan.SizeBytes);
        var tries = 0;
        while (true)
        {
            var before = new PartFile(plan.Path).Length;
            try
            {
                var transfer = new Transfer(client, plan, options, time, progress, left => RequireRoom(plan, left.Done, left.All));
                var (size, hash) = await transfer.RunAsync(cancellationToken).ConfigureAwait(false);
                return await KeepAsync(plan, size, hash, wasThere: false, cancellationToken).ConfigureAwait(false);
            }
            catch (DownloadException passing) when (passing.MayPass)
            {
                // A line that is cut again and again still gets there as long as each time something comes.
                tries = new PartFile(plan.Path).Length > before ? 1 : tries + 1;
                if (tries >= options.MostTries)
                {
                    throw Last(passing, plan);
                }

                await Task.Delay(options.Pause * Math.Pow(2, tries - 1), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static DownloadException Last(DownloadException failed, DownloadPlan plan) =>
        new PartFile(plan.Path) is { Length: > 0 } part
            ? new DownloadException(
                failed.Failure, $"{failed.Message} What came so far is kept in {part.Path}; the same command goes on there.", failed.InnerException)
            : failed;

    // Without a hash only the encrypted connection says that the file is the right one.
    private static void RequireSafe(DownloadPlan plan)
    {
        if (plan.Address.Scheme is not ("https" or "http"))
        {
            throw new DownloadException(DownloadFailure.Unsafe, $"{DownloadPlan.Shown(plan.Address)} is no http or https address.");
        }

        if (plan.Address is { Scheme: "http", IsLoopback: false } && plan.Sha256 is null)
        {
            throw new DownloadException(
                DownloadFailure.Unsafe,
                $"{DownloadPlan.Shown(plan.Address)} is not encrypted and the file's SHA-256 is not known, so anybody on the way could change it. "
                + "Use https, or name the hash with --sha256.");
        }
    }

    private FileStream Claim(DownloadPlan plan)
    {
        try
        {
            Directory.CreateDirectory(store.Folder);
            return new FileStream(
                plan.Path + ".pull", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException taken) when (File.Exists(plan.Path + ".pull"))
        {
            throw new DownloadException(
                DownloadFailure.Busy, $"{Path.GetFileName(plan.Path)} is being fetched by another process; wait for it, or end it.", taken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw ServerWords.NoRoom(refused, store.Folder);
        }
    }

    // A whole file is not fetched twice; a damaged one is replaced, at the end and in one step.
    private async Task<FetchedModel?> FindAsync(DownloadPlan plan, Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        var file = new FileInfo(plan.Path);
        if (!file.Exists || (plan.SizeBytes is { } size && size != file.Length))
        {
            return null;
        }

        var hash = await FileHash
            .OfAsync(plan.Path, done => progress(new DownloadProgress(done, file.Length, Checking: true)), cancellationToken).ConfigureAwait(false);
        return plan.Sha256 is { } expected && expected != hash
            ? null
            : await KeepAsync(plan, file.Length, hash, wasThere: true, cancellationToken).ConfigureAwait(false);
    }

    private void RequireRoom(DownloadPlan plan, long there, long? all)
    {
        if (all is not { } size)
        {
            return;
        }

        var needed = size - there + Margin;
        var free = options.FreeBytes(store.Folder);
        if (free < needed)
        {
            throw new DownloadException(
                DownloadFailure.NoRoom,
                $"{Path.GetFileName(plan.Path)} needs {Bytes.Shown(needed)} in {store.Folder}, where {Bytes.Shown(free)} are free. Make room, or set "
                + "Model:Folder to another disk.");
        }
    }

    private async Task<FetchedModel> KeepAsync(DownloadPlan plan, long size, string hash, bool wasThere, CancellationToken cancellationToken)
    {
        await store.Ledger.KeepAsync(
            new KeptHash(store.KeyOf(plan.Path), size, hash, ModelStore.Changed(plan.Path), DownloadPlan.Shown(plan.Address)),
            cancellationToken).ConfigureAwait(false);
        return new FetchedModel(plan.Path, size, hash, plan.Sha256 is null, wasThere);
    }
}
