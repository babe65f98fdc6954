namespace PaperBot.DiscordSurface.Places;

/// <summary>A setting that lists ids of Discord with commas between them.</summary>
internal static class IdList
{
    /// <summary>The ids; an entry that is none is left out, see <see cref="Wrong"/>.</summary>
    public static IReadOnlySet<Snowflake> Read(string text)
    {
        var ids = new HashSet<Snowflake>();
        foreach (var entry in Entries(text))
        {
            if (Snowflake.TryParse(entry, out var id))
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    /// <summary>The first entry that is no id, or null.</summary>
    public static string? Wrong(string text) => Entries(text).FirstOrDefault(e => !Snowflake.TryParse(e, out _));

    private static string[] Entries(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
