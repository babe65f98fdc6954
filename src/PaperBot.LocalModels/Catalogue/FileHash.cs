using System.Buffers;
using System.Security.Cryptography;

namespace PaperBot.LocalModels.Catalogue;

/// <summary>SHA-256 of files of gigabytes.</summary>
internal static class FileHash
{
    private const int Chunk = 1 << 20;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told of the bytes read so far; null for nobody.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<string> OfAsync(string path, Action<long>? progress, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await AddAsync(hash, path, progress, cancellationToken).ConfigureAwait(false);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Adds a file's bytes to a hash.</summary>
    public static async Task AddAsync(IncrementalHash hash, string path, Action<long>? progress, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0, FileOptions.SequentialScan);
            await using (file.ConfigureAwait(false))
            {
                var done = 0L;
                while (await file.ReadAsync(buffer.AsMemory(0, Chunk), cancellationToken).ConfigureAwait(false) is > 0 and var read)
                {
                    hash.AppendData(buffer, 0, read);
                    progress?.Invoke(done += read);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
