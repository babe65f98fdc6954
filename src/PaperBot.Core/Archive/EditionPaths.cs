using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Digests;

namespace PaperBot.Archive;

/// <summary>Where an edition's files lie below the folder of all: <c>console/2026-11-20.html</c>.</summary>
internal static partial class EditionPaths
{
    public const string Index = "index.html";

    public const string Feed = "feed.xml";

    // File systems take 255 bytes; some space is left for what tools append.
    private const int LongestName = 120;

    public static string Page(DigestEdition edition) => Day(edition) + ".html";

    public static string Document(DigestEdition edition) => Day(edition) + ".md";

    /// <summary>
    /// A channel's folder as one path segment that every system takes: what is not a letter or digit of ASCII, <c>-</c>, <c>_</c>,
    /// <c>~</c> or an inner dot is percent-encoded, and so is the first letter of a name that Windows keeps for a device. A long
    /// name is cut and carries its hash. Different channels have different folders where capital letters are told from small ones.
    /// </summary>
    public static string Folder(string channel)
    {
        var name = Uri.EscapeDataString(channel);
        name = EndDot().Replace(name, "%2E");
        if (Device().IsMatch(name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"%{(int)name[0]:X2}{name[1..]}");
        }

        if (name.Length <= LongestName)
        {
            return name;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16];
        return $"{CutEscape().Replace(name[..LongestName], "")}-{hash}";
    }

    private static string Day(DigestEdition edition) => edition.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // ".." is the folder above, ".x" is hidden, and Windows drops a dot at the end.
    [GeneratedRegex(@"\A\.|\.\z")]
    private static partial Regex EndDot();

    [GeneratedRegex(@"\A(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?:\.|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();

    [GeneratedRegex(@"%[0-9A-F]?\z")]
    private static partial Regex CutEscape();
}
