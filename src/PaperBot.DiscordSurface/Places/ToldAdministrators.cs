namespace PaperBot.DiscordSurface.Places;

/// <summary>
/// What administrators were told, kept in a file so that a restart does not tell it again. Where the file cannot be used it is
/// known for as long as the program runs. Safe for concurrent use.
/// </summary>
/// <param name="file">One line for each thing told; null keeps it in memory.</param>
internal sealed class ToldAdministrators(string? file)
{
    /// <summary>Its name in the data folder.</summary>
    public const string FileName = "discord-told.txt";

    // Far more than a bot meets; the oldest go first.
    private const int Most = 1000;

    private readonly Lock gate = new();
    private List<string>? told;

    /// <summary>True when this was not told yet, and notes that it is now.</summary>
    /// <param name="what">One line.</param>
    public bool First(string what)
    {
        lock (gate)
        {
            var all = told ??= Read();
            if (all.Contains(what))
            {
                return false;
            }

            all.Add(what);
            all.RemoveRange(0, Math.Max(0, all.Count - Most));
            Write(all);
            return true;
        }
    }

    /// <summary>Whether this was told.</summary>
    public bool Knows(string what)
    {
        lock (gate)
        {
            return (told ??= Read()).Contains(what);
        }
    }

    /// <summary>It is over: when it happens again it is told again.</summary>
    public void Over(string what)
    {
        lock (gate)
        {
            if ((told ??= Read()).Remove(what))
            {
                Write(told);
            }
        }
    }

    private List<string> Read()
    {
        try
        {
            return file is not null && File.Exists(file) ? [.. File.ReadAllLines(file)] : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Write(List<string> all)
    {
        try
        {
            if (file is not null)
            {
                // A crash while writing must not lose the whole.
                File.WriteAllLines(file + ".new", all);
                File.Move(file + ".new", file, overwrite: true);
            }
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // Told twice after a restart, at worst.
        }
    }
}
