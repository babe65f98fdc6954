namespace PaperBot.CommandLine.Trying.Keeping;

/// <summary>
/// The folder of one try-out, which one process at a time has: the bot's data, and when it is to be kept, the world. A folder that is
/// not to be kept goes at the end.
/// </summary>
internal sealed class TryFolder : IDisposable
{
    /// <summary>Begins the names of the folders that are not kept.</summary>
    public const string Prefix = "paperbot-try-";

    /// <summary>The file that says whose folder it is, held as long as it is used.</summary>
    public const string Mark = "paperbot-try.lock";

    /// <summary>What stands in that file while the folder is to go at the end: the right to remove it.</summary>
    public const string Words = "A try-out of PaperBot lives in this folder until it ends.\n";

    private const string KeptWords = "A try-out of PaperBot is kept in this folder.\n";

    /// <summary>The name of the bot's data folder in it.</summary>
    public const string BotFolder = "bot";

    private readonly HeldFile held;

    private TryFolder(string path, bool isKept, HeldFile held) => (Path, IsKept, this.held) = (path, isKept, held);

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Whether it stays when the try-out ends.</summary>
    public bool IsKept { get; }

    /// <summary>Where the bot stores what it stores.</summary>
    public string BotData => System.IO.Path.Combine(Path, BotFolder);

    /// <summary>Makes one that goes at the end.</summary>
    public static TryFolder Temporary()
    {
        var path = Directory.CreateTempSubdirectory(Prefix).FullName;
        HeldFile? held;
        for (var tries = 0; (held = HeldFile.TryTake(System.IO.Path.Combine(path, Mark), FileMode.OpenOrCreate)) is null; tries++)
        {
            // Another start may be looking just now whether the folder was left behind.
            if (tries == 50)
            {
                throw new CommandFailure($"The temporary folder {path} cannot be used.");
            }

            Thread.Sleep(10);
        }

        held.Text = Words;
        return new TryFolder(path, isKept: false, held);
    }

    /// <summary>Takes one that stays: a new or an empty folder, or that of a try-out before.</summary>
    /// <exception cref="CommandFailure">It cannot be used, with the sentence that says why; nothing in it was changed.</exception>
    public static TryFolder Kept(string given)
    {
        var path = System.IO.Path.GetFullPath(given);
        try
        {
            if (File.Exists(path))
            {
                throw new CommandFailure($"--keep: {path} is a file; name a folder.");
            }

            PrivateFiles.MakeFolder(path);
            RequireOurs(path);
            var held = HeldFile.TryTake(System.IO.Path.Combine(path, Mark), FileMode.OpenOrCreate)
                ?? throw new CommandFailure($"--keep: another `try` uses {path} now; end that one first, or name another folder.");
            held.Text = KeptWords;
            return new TryFolder(path, isKept: true, held);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"--keep: {path} cannot be used: {refused.Message}");
        }
    }

    public void Dispose()
    {
        if (IsKept)
        {
            held.Dispose();
            return;
        }

        // Windows deletes nothing that is held.
        if (OperatingSystem.IsWindows())
        {
            held.Dispose();
        }

        Directory.Delete(Path, recursive: true);
        held.Dispose();
    }

    private static void RequireOurs(string path)
    {
        List<string> there = [.. Directory.EnumerateFileSystemEntries(path).Select(e => System.IO.Path.GetFileName(e)).Order()];
        if (there.Count > 0 && !there.Contains(Mark))
        {
            var some = string.Join(", ", there.Take(3)) + (there.Count > 3 ? ", …" : "");
            throw new CommandFailure($"--keep: {path} holds other things ({some}); name a new or an empty folder.");
        }

        if (there.Contains(BotFolder) && !there.Contains(RoomFile.Name))
        {
            throw new CommandFailure(
                $"--keep: {path} has lost its {RoomFile.Name}, without which the rest is of no use; take the folder away, or name another.");
        }
    }
}
