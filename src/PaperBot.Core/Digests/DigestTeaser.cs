using System.Globalization;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>The last line of a digest that could not show everything: how many more there are, and the next titles.</summary>
internal static class DigestTeaser
{
    private const int MostTitle = 80;

    private const string Hint = "They stay in line for the coming digests; `/search` finds each by its words.";

    /// <summary>
    /// The line with the blank line before it, at most <paramref name="room"/> UTF-16 units, with as many titles as fit; empty
    /// when nothing is left over, or not even the number fits: the overview has it too.
    /// </summary>
    public static string Of(DigestContent content, int room)
    {
        if (content.Waiting <= 0)
        {
            return "";
        }

        var count = string.Create(CultureInfo.InvariantCulture, $"\n\n**And {content.Waiting} more**");
        List<string> titles = [.. content.Next.Take(content.Waiting).Select(Title)];
        return Enumerable.Range(0, titles.Count + 1).Reverse()
            .Select(named => count + Named(titles.Take(named), content.Waiting - named) + ". " + Hint)
            .Append(count + ".")
            .FirstOrDefault(line => line.Length <= room, "");
    }

    private static string Named(IEnumerable<string> titles, int others) =>
        string.Join(", ", titles) is { Length: > 0 } named ? (others > 0 ? ", among them " : ": ") + named : "";

    private static string Title(Paper paper)
    {
        var title = Markdown.Escape(paper.Title, MostTitle);
        return $"“{(title.Length > 0 ? title : "untitled")}”{(paper.IsSample ? " (sample)" : "")}";
    }
}
