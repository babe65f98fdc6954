namespace PaperBot.Hosting;

/// <summary>
/// The right to deliver digests from one data folder, which one process at a time has: a post that another process is just sending
/// looks like one that a crash left behind. The operating system takes the right back when its process ends, however it ends.
/// </summary>
/// <param name="file">A file of its own in the data folder.</param>
internal sealed class PublishingLock(string file) : IDisposable
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "paperbot.publishing";

    private FileStream? held;

    /// <summary>True when this process has the right, now or already; false when another has it.</summary>
    public bool TryTake()
    {
        if (held is not null)
        {
            return true;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => held?.Dispose();
}
