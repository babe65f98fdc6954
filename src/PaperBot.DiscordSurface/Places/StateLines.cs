namespace PaperBot.DiscordSurface.Places;

/// <summary>
/// A short list that outlasts a restart, a line each, replaced as a whole so that a crash while writing loses nothing. Where the
/// file cannot be used, nothing outlasts.
/// </summary>
/// <param name="file">Where; null writes nothing.</param>
internal sealed class StateLines(string? file)
{
    private bool isClosed;

    /// <summary>The lines, or none.</summary>
    public IReadOnlyList<string> Read()
    {
        try
        {
            return file is not null && File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Replaces them.</summary>
    public void Write(IEnumerable<string> lines)
    {
        try
        {
            if (file is not null && !isClosed)
            {
                var half = file + ".new";
                using (var stream = new FileStream(half, Private()))
                using (var writer = new StreamWriter(stream))
                {
                    foreach (var line in lines)
                    {
                        writer.WriteLine(line);
                    }
                }

                File.Move(half, file, overwrite: true);
            }
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // What was known is known until the program ends.
        }
    }

    /// <summary>Nothing is written any more.</summary>
    public void Close() => isClosed = true;

    // Nobody else on the machine has to know who talks with the bot.
    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
