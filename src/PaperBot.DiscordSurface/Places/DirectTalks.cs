namespace PaperBot.DiscordSurface.Places;

/// <summary>
/// In which direct exchanges somebody wrote within the last day, kept in a file: after a restart Discord does not tell of them.
/// Where the file cannot be used it is known for as long as the program runs. Safe for concurrent use.
/// </summary>
/// <param name="file">A line for each exchange: its id and that of the last message, which tells when; null keeps it in memory.</param>
/// <param name="time">The clock.</param>
internal sealed class DirectTalks(string? file, TimeProvider time) : IDisposable
{
    /// <summary>Its name in the data folder.</summary>
    public const string FileName = "discord-direct.txt";

    // As many exchanges are read at a start, one call each.
    private const int Most = 100;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly StateLines lines = new(file);
    private List<(Snowflake Channel, Snowflake Last)>? talks;

    /// <summary>Somebody wrote.</summary>
    public void Note(Snowflake channel, Snowflake message)
    {
        lock (gate)
        {
            var all = talks ??= Read();
            all.RemoveAll(t => t.Channel == channel || t.Last < Snowflake.At(time.GetUtcNow() - Kept));
            all.Add((channel, message));
            all.RemoveRange(0, Math.Max(0, all.Count - Most));
            lines.Write(all.Select(t => $"{t.Channel} {t.Last}"));
        }
    }

    /// <summary>The exchanges, the latest first.</summary>
    public IReadOnlyList<Snowflake> Lately()
    {
        lock (gate)
        {
            var oldest = Snowflake.At(time.GetUtcNow() - Kept);
            return [.. (talks ??= Read()).Where(t => t.Last >= oldest).Select(t => t.Channel).Reverse()];
        }
    }

    /// <summary>The service is gone: what stands in the file stays.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            lines.Close();
        }
    }

    private List<(Snowflake Channel, Snowflake Last)> Read()
    {
        List<(Snowflake Channel, Snowflake Last)> all = [];
        foreach (var line in lines.Read())
        {
            if (line.Split(' ') is [var first, var second] && Snowflake.TryParse(first, out var channel)
                && Snowflake.TryParse(second, out var last))
            {
                all.Add((channel, last));
            }
        }

        return all;
    }
}
