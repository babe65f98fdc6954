using System.Globalization;
using PaperBot.Surfaces;
using PaperBot.Waiting;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>
/// Keeps private replies that may still be shared, the newest so many, and which message's button was used. Safe for
/// concurrent use.
/// </summary>
internal sealed class SharedPosts
{
    private const int Most = 500;

    private readonly Lock gate = new();
    private readonly Dictionary<string, IReadOnlyList<ChatPost>> kept = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private readonly RecentSet<Snowflake> used = new(Most);

    /// <summary>Keeps a reply under the interaction that asked for it. Files are not shared.</summary>
    public string Keep(DiscordInteraction interaction, IReadOnlyList<ChatPost> posts)
    {
        var key = interaction.Id.Value.ToString(CultureInfo.InvariantCulture);
        lock (gate)
        {
            if (!kept.ContainsKey(key))
            {
                order.Enqueue(key);
            }

            kept[key] = [.. posts.Select(p => p with { Files = [] })];
            if (order.Count > Most)
            {
                kept.Remove(order.Dequeue());
            }
        }

        return key;
    }

    /// <summary>The reply's posts, or null when they are no longer kept.</summary>
    public IReadOnlyList<ChatPost>? Find(string key)
    {
        lock (gate)
        {
            return kept.GetValueOrDefault(key);
        }
    }

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
