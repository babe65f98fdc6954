using System.Security.Cryptography;
using System.Text;
using PaperBot.Recency;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>
/// Keeps the values of buttons that are too long to travel with them, the newest so many; a restart forgets them, and whoever
/// presses such a button then is told the command. The same values always get the same key, so that an edit changes no button.
/// Safe for concurrent use.
/// </summary>
internal sealed class KeptActions(int most = KeptActions.Most)
{
    /// <summary>How many are kept unless said otherwise; at a few hundred characters each this is some megabytes.</summary>
    public const int Most = 5000;

    /// <summary>Longer values are not kept at all.</summary>
    public const int Longest = 8000;

    private readonly RecentMap<string, string> kept = new(most, StringComparer.Ordinal);

    /// <summary>A key of 24 letters and digits for this text, or null when it is too long.</summary>
    public string? Keep(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
        kept.TryAdd(key, text);
        return key;
    }

    /// <summary>The text, or null when it is no longer kept.</summary>
    public string? Find(string key) => kept.TryGetValue(key, out var text) ? text : null;
}
