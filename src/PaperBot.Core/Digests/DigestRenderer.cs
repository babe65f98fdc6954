using System.Globalization;
using System.Text;
using PaperBot.Answering;
using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>Turns an edition into posts of Markdown. Pure: the same content and limit give the same posts.</summary>
internal static class DigestRenderer
{
    /// <summary>The shortest limit that every card fits in for certain when shortened.</summary>
    public const int ShortestLimit = 200;

    private const int LongestReason = 600;

    /// <summary>
    /// At least one post, each at most <paramref name="maxLength"/> UTF-16 units, split between papers. Every post ends with a
    /// line that names the edition's key and, of several, its part.
    /// </summary>
    public static IReadOnlyList<string> Render(DigestContent content, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, ShortestLimit);
        // Room for the longest footer that can come, so that numbering the parts never lengthens one beyond the limit.
        var room = maxLength - Footer(content.Edition, 99, 99).Length;
        List<string> bodies = [];
        var open = new StringBuilder();
        Append(bodies, open, Overview(content, room), room);
        foreach (var group in content.Groups)
        {
            // "Also" beside nothing would be a riddle.
            var headed = content.Groups.Count > 1 || group.Heading != DigestGroup.Rest;
            var heading = headed ? $"## {PaperText.Name(group.Heading)}\n" : "";
            for (var i = 0; i < group.Items.Count; i++)
            {
                var card = DigestCard.Of(group.Items[i]);
                var begun = i == 0 ? heading : "";
                if (open.Length > 0 && open.Length + 2 + begun.Length + card.Length > room)
                {
                    Close(bodies, open);
                    begun = i == 0 || !headed ? heading : $"## {PaperText.Name(group.Heading)}, continued\n";
                }

                Append(bodies, open, Fitted(begun, group.Items[i], room), room);
            }
        }

        open.Append(DigestTeaser.Of(content, room - open.Length));
        Close(bodies, open);
        return [.. bodies.Select((b, i) => b + Footer(content.Edition, i + 1, bodies.Count))];
    }

    private static string Overview(DigestContent content, int room)
    {
        var date = content.Edition.Date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var text = new StringBuilder($"# Paper digest, {date}\n");
        if (content.EmptyReason is { } reason)
        {
            text.Append(Markdown.Literal(reason, LongestReason)).Append(content.Note is null ? "" : "\n" + Note(content.Note));
            return MarkdownCut.At(text.ToString(), room).First;
        }

        text.Append(Counts(content));
        if (content.Note is { } note && text.Length + 1 + Note(note).Length <= room)
        {
            text.Append('\n').Append(Note(note));
        }

        foreach (var finding in content.Findings)
        {
            var line = "\n" + FindingLine(finding);
            // A finding that does not fit whole is left out: cut, it would no longer be the abstract's statement.
            text.Append(text.Length + line.Length <= room ? line : "");
        }

        return text.ToString();
    }

    private static string Note(string note) => $"*{Markdown.Literal(note)}*";

    /// <summary>A finding's line in the overview.</summary>
    public static string FindingLine(DigestFinding finding) =>
        string.Create(CultureInfo.InvariantCulture, $"- “{PaperText.Sentence(finding.Text)}” [{finding.Number}]");

    private static string Counts(DigestContent content)
    {
        var papers = content.Groups.Sum(g => g.Items.Count);
        var headings = content.Groups.Count(g => g.Heading != DigestGroup.Rest);
        return $"{Plural(papers, "paper")}"
            + (headings > 0 ? $" under {Plural(headings, "heading")}" : "")
            + (content.Waiting > 0 ? $", and {content.Waiting} more" : "; none left waiting")
            + SampleNote(content.Groups.Sum(g => g.Items.Count(i => i.Paper.IsSample)), papers) + ".";
    }

    private static string SampleNote(int samples, int papers) =>
        samples == 0 ? ""
        : samples == papers ? "; all of them are bundled samples"
        : samples == 1 ? "; one is a bundled sample"
        : $"; {samples} are bundled samples";

    private static string Plural(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Footer(DigestEdition edition, int part, int parts) =>
        $"\n\n*{Markdown.Literal(edition.Key)}{(parts > 1 ? $" · part {part} of {parts}" : "")}*";

    // A card beyond a whole post can only come of a very small limit: what matters least goes first.
    private static string Fitted(string heading, DigestItem item, int room)
    {
        var lengths = DigestCard.Lengths(item);
        return lengths.FirstOrDefault(l => heading.Length + l.Length <= room) is { } card
            ? heading + card
            : MarkdownCut.At(lengths[^1], room).First;
    }

    private static void Append(List<string> bodies, StringBuilder open, string block, int room)
    {
        if (open.Length > 0 && open.Length + 2 + block.Length > room)
        {
            Close(bodies, open);
        }

        open.Append(open.Length > 0 ? "\n\n" : "").Append(block);
    }

    private static void Close(List<string> bodies, StringBuilder open)
    {
        if (open.Length > 0)
        {
            bodies.Add(open.ToString());
            open.Clear();
        }
    }
}
