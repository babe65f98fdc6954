namespace PaperBot.DiscordSurface.Commands;

/// <summary>
/// The servers that got commands of their own, kept in a file so that they can be taken away again once another place has them. Where
/// the file cannot be used it is known for as long as the program runs. One user at a time.
/// </summary>
/// <param name="file">One id a line; null keeps it in memory.</param>
internal sealed class ServersWithCommands(string? file)
{
    /// <summary>Its name in the data folder.</summary>
    public const string FileName = "discord-commands.txt";

    private List<Snowflake>? servers;

    /// <summary>In the order in which they got them.</summary>
    public IReadOnlyList<Snowflake> All => [.. servers ??= Read()];

    /// <summary>A server is about to get commands.</summary>
    public void Add(Snowflake server)
    {
        if (!All.Contains(server))
        {
            Write([.. All, server]);
        }
    }

    /// <summary>A server has none any more.</summary>
    public void Remove(Snowflake server)
    {
        if (All.Contains(server))
        {
            Write([.. All.Where(s => s != server)]);
        }
    }

    private List<Snowflake> Read()
    {
        try
        {
            return file is null || !File.Exists(file) ? []
                : [.. File.ReadAllLines(file).Where(l => Snowflake.TryParse(l.Trim(), out _)).Select(l => Snowflake.Parse(l.Trim()))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Write(List<Snowflake> now)
    {
        servers = now;
        try
        {
            if (file is not null)
            {
                // A crash while writing must not lose the whole.
                File.WriteAllLines(file + ".new", now.Select(s => s.ToString()));
                File.Move(file + ".new", file, overwrite: true);
            }
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // Commands stay behind in a server that tried them out, at worst.
        }
    }
}
