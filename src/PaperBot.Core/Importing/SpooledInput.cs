namespace PaperBot.Importing;

/// <summary>
/// Copies a stream that arrives at its own speed into a temporary file, so that the database is not locked while somebody types.
/// A read that waits is given up when the import is: the system call cannot be called off, so it is left to its thread.
/// </summary>
internal static class SpooledInput
{
    // One byte past the reader's limit of 256 MB is enough for it to refuse.
    private const long Enough = (256L << 20) + 1;

    /// <summary>The copy, at its beginning; it deletes itself when disposed.</summary>
    public static async Task<Stream> CopyAsync(Stream input, CancellationToken cancellationToken)
    {
        var copy = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            });
        try
        {
            var buffer = new byte[1 << 16];
            int count;
            while (copy.Length < Enough && (count = await ReadAsync()) > 0)
            {
                await copy.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }

            copy.Position = 0;
            return copy;

            Task<int> ReadAsync() => Task.Run(() => input.Read(buffer), CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }
}
