namespace PaperBot.Archive;

/// <summary>Writes files so that a reader sees the old one or the new one, never half of one.</summary>
internal static class WholeFile
{
    private const string Prefix = ".new-";

    /// <summary>Writes the file, with its folder, unless it holds these bytes already.</summary>
    /// <returns>True when it was written.</returns>
    /// <exception cref="EditionFileException">The system refused.</exception>
    public static async Task<bool> WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        // Beside the file: only within one file system is a renaming one step.
        var folder = Path.GetDirectoryName(path)!;
        var fresh = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}");
        try
        {
            if (await HoldsAsync(path, content, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            Directory.CreateDirectory(folder);
            try
            {
                await WriteThroughAsync(fresh, content, cancellationToken).ConfigureAwait(false);
                File.Move(fresh, path, overwrite: true);
            }
            finally
            {
                File.Delete(fresh);
            }

            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EditionFileException(path, refused);
        }
    }

    /// <summary>Removes what a crash left of writing more than a day ago. Does nothing where that is not possible.</summary>
    public static void RemoveLeftOvers(string folder, DateTimeOffset now)
    {
        try
        {
            var before = now.UtcDateTime.AddDays(-1);
            foreach (var left in Directory.EnumerateFiles(folder, Prefix + "*").Where(f => File.GetLastWriteTimeUtc(f) < before))
            {
                File.Delete(left);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // They cost a little space and nothing else.
        }
    }

    private static async Task<bool> HoldsAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == content.Length
            && (await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)).AsSpan().SequenceEqual(content);
    }

    private static async Task WriteThroughAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.Asynchronous);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
        }
    }
}
