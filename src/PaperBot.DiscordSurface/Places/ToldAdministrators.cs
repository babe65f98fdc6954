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
    private readonly StateLines lines = new(file);
    private List<string>? told;

    /// <summary>True when this was not told yet, and notes that it is now.</summary>
    /// <param name="what">One line.</param>
    public bool First(string what)
    {
        lock (gate)
        {
            var all = told ??= [.. lines.Read()];
            if (all.Contains(what))
            {
                return false;
            }

            all.Add(what);
            all.RemoveRange(0, Math.Max(0, all.Count - Most));
            lines.Write(all);
            return true;
        }
    }

    /// <summary>Whether this was told.</summary>
    public bool Knows(string what)
    {
        lock (gate)
        {
            return (told ??= [.. lines.Read()]).Contains(what);
        }
    }

    /// <summary>It is over: when it happens again it is told again.</summary>
    public void Over(string what)
    {
        lock (gate)
        {
            if ((told ??= [.. lines.Read()]).Remove(what))
            {
                lines.Write(told);
            }
        }
    }
}
