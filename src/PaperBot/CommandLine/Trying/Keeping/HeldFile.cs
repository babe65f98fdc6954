namespace PaperBot.CommandLine.Trying.Keeping;

/// <summary>
/// A file that one process at a time holds. The operating system lets go of it when the process ends, however it ends.
/// </summary>
internal sealed class HeldFile : IDisposable
{
    private readonly FileStream stream;

    private HeldFile(FileStream stream) => this.stream = stream;

    /// <summary>Takes hold of it; null when another holds it.</summary>
    /// <param name="file">Where.</param>
    /// <param name="mode">Whether it may be made.</param>
    /// <exception cref="IOException">There is no such file, or no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    public static HeldFile? TryTake(string file, FileMode mode)
    {
        var options = PrivateFiles.For(mode, FileAccess.ReadWrite);
        options.BufferSize = 0;
        try
        {
            return new HeldFile(new FileStream(file, options));
        }
        catch (IOException held) when (held is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }

    /// <summary>What stands in it: at most 100 bytes of UTF-8.</summary>
    public string Text
    {
        get
        {
            var bytes = new byte[100];
            stream.Position = 0;
            return System.Text.Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }

        set
        {
            stream.SetLength(0);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(value));
            stream.Flush(flushToDisk: false);
        }
    }

    public void Dispose() => stream.Dispose();
}
