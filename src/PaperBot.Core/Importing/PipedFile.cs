namespace PaperBot.Importing;

/// <summary>
/// Files that state no length: pipes and devices, beside those that are empty. Opening a pipe into which nobody writes would wait
/// for ever, and .NET cannot tell a pipe before it is open.
/// </summary>
internal static class PipedFile
{
    // A program that is to write into the pipe has long opened it, or was never started.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>False for what certainly lies on a disk, and for what does not exist.</summary>
    public static bool MayBe(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return false;
        }

        // /dev/fd/63, the shell's <(…), is a link to a name that exists only inside the kernel.
        var target = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        return target is FileInfo real && (!real.Exists || real.Length == 0);
    }

    /// <summary>Opens the file to be read once, from its beginning.</summary>
    /// <exception cref="IOException">It cannot be opened, or nobody writes into it.</exception>
    public static async Task<Stream> OpenAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var opening = Task.Run(
            () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), CancellationToken.None);
        try
        {
            return await opening.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            CloseWhenOpen(opening);
            throw new IOException("it is a pipe, and nobody writes into it", exception);
        }
        catch (OperationCanceledException)
        {
            CloseWhenOpen(opening);
            throw;
        }
    }

    // The system call cannot be called off: a writer may come after all.
    private static void CloseWhenOpen(Task<FileStream> opening) => _ = opening.ContinueWith(
        late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
}
