using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PaperBot.Text;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>How a post of the bot's own accord is recognised: for minutes by its nonce, for ever by its last line.</summary>
internal static class PostMark
{
    /// <summary>What Discord takes at most.</summary>
    private const int NonceLength = 25;

    /// <summary>25 characters that depend on channel and key alone, so that a repetition is recognised also after a restart.</summary>
    public static string Nonce(string channel, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{channel}\n{key}")))[..NonceLength];

    /// <summary>The text with its key in the last line, which a digest's footer has already; shortened where it must be.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="key">The idempotency key.</param>
    /// <param name="most">UTF-16 units.</param>
    public static string On(string text, string key, int most)
    {
        if (text.Length <= most && IsOn(text, key))
        {
            return text;
        }

        var line = $"\n-# {key}";
        return (text.Length + line.Length <= most ? text : MarkdownCut.At(text, most - line.Length).First) + line;
    }

    /// <summary>Whether a text ends with the line of this key.</summary>
    public static bool IsOn(string text, string key)
    {
        // Escapes come and go with the way Markdown is written.
        var last = text.TrimEnd().Split('\n')[^1].Replace("\\", "", StringComparison.Ordinal).Trim('*', '_', ' ');
        if (last == $"-# {key}")
        {
            return true;
        }

        // A digest's footer names the edition, and the part when there are several.
        var slash = key.LastIndexOf('/');
        if (slash < 1 || !int.TryParse(key[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var part))
        {
            return false;
        }

        var edition = key[..slash];
        return (last == edition && part == 1)
            || last.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{edition} · part {part} of "), StringComparison.Ordinal);
    }
}
