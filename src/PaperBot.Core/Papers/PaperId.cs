using System.Security.Cryptography;
using System.Text;

namespace PaperBot.Papers;

/// <summary>Names papers so that the same papers get the same names in every database.</summary>
internal static class PaperId
{
    // Long enough to recognise a title in a link or a log line, short enough to type.
    private const int SlugLength = 48;

    /// <summary>
    /// Ids for a new paper in order of preference, without end: its arXiv id, its title's slug and hash, and for a namesake
    /// of a known paper the same slug with another hash. The first free one is taken.
    /// </summary>
    public static IEnumerable<string> Candidates(ListedPaper listed)
    {
        if (PaperIdentity.ArxivKey(listed) is { Length: > 0 } arxivId && arxivId.All(IsAllowed))
        {
            yield return arxivId;
        }

        var slug = Slug(listed.Title);
        var key = TitleKey.Of(listed.Title);
        yield return $"{slug}-{Hash(key)}";

        var own = listed.Doi ?? (listed.Authors is { } names ? string.Join(' ', names) : PrintedText.Collapse(listed.Abstract));
        for (var i = 0; ; i++)
        {
            yield return $"{slug}-{Hash($"{key}\n{own}\n{i}")}";
        }
    }

    private static bool IsAllowed(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '/' or '-';

    private static string Slug(string title)
    {
        var slug = new StringBuilder(SlugLength);
        foreach (var word in FoldedText.Of(title).Split(' '))
        {
            var letters = string.Concat(word.Where(char.IsAsciiLetterOrDigit));
            if (slug.Length > 0 && slug.Length + 1 + letters.Length > SlugLength)
            {
                break;
            }

            if (letters.Length > 0)
            {
                slug.Append(slug.Length > 0 ? "-" : "").Append(letters, 0, Math.Min(letters.Length, SlugLength));
            }
        }

        return slug.Length > 0 ? slug.ToString() : "paper";
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 3));
}
