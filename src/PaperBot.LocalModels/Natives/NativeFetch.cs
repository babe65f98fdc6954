using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Natives;

/// <summary>
/// Fetches a pinned set: packages come into a folder beside the place of the set, only pinned files are taken out of them, each
/// is checked, and the whole gets its name at the end. Whatever happens before leaves nothing.
/// </summary>
internal sealed class NativeFetch(Npm npm, TimeProvider time)
{
    private const string Unfinished = ".fetching-";

    /// <summary>Older than any fetch still running, so left by one that was killed.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Fetches a set unless it is there, whole and unchanged.</summary>
    /// <param name="pin">Which.</param>
    /// <param name="target">Its folder, named by <see cref="NativeFolders.Of"/> or the user; what is there is replaced.</param>
    /// <param name="progress">Told in words what is being done.</param>
    /// <param name="cancellationToken">Stops it and leaves nothing.</param>
    /// <returns>False when it was there already.</returns>
    /// <exception cref="NativeFetchException">It could not be fetched, or was not what it should be.</exception>
    public async Task<bool> RunAsync(
        NativePin pin, string target, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var root = Path.GetDirectoryName(Path.GetFullPath(target))!;
        if (IsThere(pin, target))
        {
            return false;
        }

        if (Directory.Exists(target) && !IsReplaceable(target))
        {
            throw new NativeFetchException($"The folder {target} has other files in it; name an empty or a new one.");
        }

        var work = Path.Combine(root, Unfinished + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(work);
            Clean(root);
            CheckSpace(pin, root);
            var set = Directory.CreateDirectory(Path.Combine(work, "set")).FullName;
            foreach (var package in pin.Packages)
            {
                progress.Report($"fetching {package}");
                var folder = Directory.CreateDirectory(Path.Combine(work, "package")).FullName;
                var file = await npm.PackAsync(package, folder, cancellationToken).ConfigureAwait(false);
                progress.Report($"checking {package}");
                await UnpackAsync(file, pin, package, set, cancellationToken).ConfigureAwait(false);
                Directory.Delete(folder, recursive: true);
            }

            Take(set, target);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new NativeFetchException(
                IsFull(failure)
                    ? $"The disk of {root} is full: about {pin.NeededBytes / 1_000_000} MB are needed."
                    : $"llama.cpp's libraries could not be put into {target}: {failure.Message}",
                failure);
        }
        finally
        {
            Delete(work);
        }
    }

    private static bool IsThere(NativePin pin, string target)
    {
        try
        {
            return Directory.Exists(target) && NativeTrust.Check(target).Pin == pin;
        }
        catch (LlamaException)
        {
            return false;
        }
    }

    /// <summary>Only libraries are replaced: a folder named by mistake must not be emptied.</summary>
    private static bool IsReplaceable(string target) => Directory.EnumerateFileSystemEntries(target).All(entry =>
        Path.GetFileName(entry) is var name
        && (name.StartsWith("libggml", StringComparison.Ordinal) || name.StartsWith("libllama", StringComparison.Ordinal)));

    private static async Task UnpackAsync(
        string package, NativePin pin, string name, string folder, CancellationToken cancellationToken)
    {
        var wanted = pin.Files.Where(file => file.Package == name)
            .ToDictionary(file => "package/" + file.Path, StringComparer.Ordinal);
        await using var packed = File.OpenRead(package);
        await using var unzipped = new GZipStream(packed, CompressionMode.Decompress);
        await using var archive = new TarReader(unzipped);
        while (await archive.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            // Names in an archive are only compared, never used as paths.
            if (entry.DataStream is { } data && wanted.Remove(entry.Name, out var file))
            {
                await TakeAsync(data, file, Path.Combine(folder, file.Name), cancellationToken).ConfigureAwait(false);
            }
        }

        if (wanted.Count > 0)
        {
            throw new NativeFetchException(
                $"The package {name} lacks {wanted.Values.First().Path}; it is not the one this program knows.");
        }
    }

    private static async Task TakeAsync(Stream data, NativeFile file, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            var buffer = new byte[1 << 20];
            int read;
            while ((read = await data.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }

        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found != file.Sha256)
        {
            throw new NativeFetchException(
                $"{file.Name} of {file.Package} is not the file this program knows (SHA-256 {found} instead of {file.Sha256}), "
                + "so it is not used. The registry may hold a changed package.");
        }
    }

    private static void Take(string set, string target)
    {
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.Move(set, target);
    }

    private static void CheckSpace(NativePin pin, string root)
    {
        if (new DriveInfo(root).AvailableFreeSpace < pin.NeededBytes)
        {
            throw new NativeFetchException($"The disk of {root} is full: about {pin.NeededBytes / 1_000_000} MB are needed.");
        }
    }

    private void Clean(string root)
    {
        foreach (var folder in Directory.GetDirectories(root, Unfinished + "*"))
        {
            if (time.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) > Abandoned)
            {
                Delete(folder);
            }
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It bothers nobody, and the next fetch tries again.
            return;
        }
    }

    private static bool IsFull(Exception failure)
    {
        const int NoSpace = 28;
        const int WindowsDiskFull = unchecked((int)0x80070070);
        return failure.HResult is NoSpace or WindowsDiskFull;
    }
}
