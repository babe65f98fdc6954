using PaperBot.DiscordSurface.Places;

namespace PaperBot.DiscordSurface.Commands;

/// <summary>
/// The servers that got commands of their own, kept in a file so that they can be taken away again once another place has them.
/// One user at a time.
/// </summary>
/// <param name="file">One id a line; null keeps it in memory.</param>
internal sealed class ServersWithCommands(string? file)
{
    /// <summary>Its name in the data folder.</summary>
    public const string FileName = "discord-commands.txt";

    private readonly StateLines lines = new(file);
    private List<Snowflake>? servers;

    /// <summary>In the order in which they got them.</summary>
    public IReadOnlyList<Snowflake> All => servers ??=
    [
        .. lines.Read().Select(l => l.Trim()).Where(l => Snowflake.TryParse(l, out _)).Select(l => Snowflake.Parse(l)),
    ];

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

    private void Write(List<Snowflake> now)
    {
        servers = now;
        lines.Write(now.Select(s => s.ToString()));
    }
}
