using PaperBot.Answering;
using PaperBot.Surfaces;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>
/// Makes posts of a reply's text: every one within the surface's length, cut where a reader would cut, the sources together where
/// they fit, and only so many. Pure: the same text and limits give the same posts.
/// </summary>
internal static class AnswerRenderer
{
    /// <summary>More would be a wall of text in a channel where others talk.</summary>
    public const int MostPosts = 3;

    private const string Shortened = "\n… shortened";

    /// <summary>Whether something of the text is left out of these posts of it.</summary>
    public static bool IsShortened(IReadOnlyList<string> posts) => posts.Any(p => p.EndsWith(Shortened, StringComparison.Ordinal));

    /// <summary>At least one post, each at most <see cref="SurfaceLimits.MessageLength"/> UTF-16 units, none empty.</summary>
    public static IReadOnlyList<string> Render(string text, SurfaceLimits limits)
    {
        var guarded = MarkdownGuard.Of(text);
        if (guarded.Length <= limits.MessageLength)
        {
            return [guarded];
        }

        var heading = guarded.LastIndexOf(SourceList.Heading, StringComparison.Ordinal);
        var body = heading < 0 ? guarded : guarded[..heading].TrimEnd();
        var sources = heading < 0 ? [] : Parts(guarded[heading..].TrimStart('\n'), limits.MessageLength, MostPosts - 1);
        return Joined(body, sources, limits.MessageLength);
    }

    private static List<string> Joined(string body, List<string> sources, int length)
    {
        // Sources that fit below the last words of the answer stand there.
        var whole = Parts(body, length, MostPosts);
        if (sources is [var list] && whole[^1].Length + 2 + list.Length <= length)
        {
            return [.. whole.SkipLast(1), $"{whole[^1]}\n\n{list}"];
        }

        return whole.Count + sources.Count <= MostPosts
            ? [.. whole, .. sources]
            : [.. Parts(body, length, MostPosts - sources.Count), .. sources];
    }

    private static List<string> Parts(string text, int length, int most)
    {
        List<string> parts = [];
        var rest = text;
        while (rest.Length > 0 && parts.Count < most)
        {
            var (part, after) = MarkdownCut.At(rest, length);
            if (after.Length > 0 && parts.Count == most - 1)
            {
                part = MarkdownCut.At(rest, length - Shortened.Length).First + Shortened;
            }

            rest = after;
            if (part.Length > 0)
            {
                parts.Add(part);
            }
        }

        return parts.Count > 0 ? parts : ["…"];
    }
}
