using System.Globalization;
using PaperBot.Recency;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>
/// Keeps private replies that may still be shared, the newest so many, and which message's button was used. Safe for
/// concurrent use.
/// </summary>
internal sealed class SharedPosts
{
    private const int Most = 500;

    private readonly Lock gate = new();
    private readonly RecentMap<string, IReadOnlyList<ChatPost>> kept = new(Most, StringComparer.Ordinal);
    private readonly RecentSet<Snowflake> used = new(Most);

    /// <summary>Keeps a reply under the interaction that asked for it. Files are not shared.</summary>
    public string Keep(DiscordInteraction interaction, IReadOnlyList<ChatPost> posts)
    {
        var key = interaction.Id.Value.ToString(CultureInfo.InvariantCulture);
        kept[key] = [.. posts.Select(p => p with { Files = [] })];
        return key;
    }

    /// <summary>The reply's posts, or null when they are no longer kept.</summary>
    public IReadOnlyList<ChatPost>? Find(string key) => kept.TryGetValue(key, out var posts) ? posts : null;

    /// <summary>True the first time for each message.</summary>
    public bool TryUse(Snowflake message)
    {
        lock (gate)
        {
            return used.Add(message);
        }
    }

    /// <summary>Lets a message's button be used again, after nothing came of it.</summary>
    public void Release(Snowflake message)
    {
        lock (gate)
        {
            used.Remove(message);
        }
    }
}
