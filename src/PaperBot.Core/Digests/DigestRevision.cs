using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.Papers;
using PaperBot.Summaries;

namespace PaperBot.Digests;

/// <summary>A paper of an edition as it is now.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Tldr">Its summary now; null where its text is still as it was printed.</param>
internal sealed record DigestChange(Paper Paper, Tldr? Tldr);

/// <summary>
/// Rewrites a kept edition where its papers changed. Papers, numbers, headings, order, reasons, the split into posts and their
/// footers stay, so that a post is still found by its key; only the cards and findings of changed papers are written anew. Pure.
/// </summary>
internal static partial class DigestRevision
{
    private const string Between = "\n\n";

    // A post that fits a chat service stays so, also where it is kept by a place without limits.
    private static readonly int ChatLength = new DigestRequest().MaxLength;

    /// <summary>Whether the paper reads differently from what was printed of it. What nobody noted counts as up to date.</summary>
    public static bool IsOutdated(DigestLedgerPaper kept, Paper now) =>
        kept.Printed is { } printed && (printed.Abstract != DigestPrint.Of(now).Abstract || kept.Title != now.Title);

    /// <summary>The edition with its newest words; states and moments of the parts are as they were.</summary>
    /// <param name="kept">As it is kept.</param>
    /// <param name="changes">Papers of the edition that are no longer, or not yet, noted as they are now.</param>
    /// <param name="maxLength">Most UTF-16 units of a post. What grows beyond it is shortened, never split anew.</param>
    /// <param name="today">The local day that the notes name.</param>
    public static DigestLedgerEntry Of(DigestLedgerEntry kept, IReadOnlyList<DigestChange> changes, int maxLength, DateOnly today)
    {
        var byId = changes.ToDictionary(c => c.Paper.Id, StringComparer.Ordinal);
        List<(DigestItem Item, string Note)> rewritten = [];
        List<DigestLedgerPaper> papers = [];
        foreach (var paper in kept.Papers)
        {
            if (!byId.TryGetValue(paper.PaperId, out var change))
            {
                papers.Add(paper);
                continue;
            }

            if (change.Tldr is { } tldr)
            {
                rewritten.Add((new DigestItem(paper.Number, change.Paper, tldr, paper.Reason), Note(kept.Edition, paper, change.Paper, today)));
            }

            papers.Add(paper with { Title = change.Paper.Title, Tldr = change.Tldr ?? paper.Tldr, Printed = DigestPrint.Of(change.Paper) });
        }

        return kept with { Papers = papers, Parts = [.. kept.Parts.Select(p => p with { Text = Rewritten(p.Text, rewritten, maxLength) })] };
    }

    // Text from outside is always a single line, so that empty lines stand between cards and nowhere else.
    private static string Rewritten(string text, List<(DigestItem Item, string Note)> changes, int maxLength)
    {
        var limit = text.Length <= ChatLength ? Math.Min(maxLength, ChatLength) : maxLength;
        var blocks = text.Split(Between);
        var length = text.Length;
        foreach (var (item, note) in changes)
        {
            // The last block is the footer.
            for (var i = 0; i < blocks.Length - 1; i++)
            {
                var room = Math.Max(limit - length, 0) + blocks[i].Length;
                var block = Card(Overview(blocks[i], item, room), item, note, room);
                length += block.Length - blocks[i].Length;
                blocks[i] = block;
            }
        }

        return string.Join(Between, blocks);
    }

    // A sentence that the abstract no longer has makes way for another finding of the paper, if it has one.
    private static string Overview(string block, DigestItem item, int room)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"” [{item.Number}]");
        var lines = block.Split('\n').ToList();
        var at = lines.FindIndex(l => l.StartsWith("- “", StringComparison.Ordinal) && l.EndsWith(end, StringComparison.Ordinal));
        if (at < 0 || AbstractSummarizer.SentencesOf(item.Paper.Abstract).Any(s => DigestRenderer.FindingLine(new(s, item.Number)) == lines[at]))
        {
            return block;
        }

        if (Findings.Of(item.Paper, item.Tldr.Text) is { } finding)
        {
            var old = lines[at];
            lines[at] = DigestRenderer.FindingLine(new DigestFinding(finding.Text, item.Number));
            if (block.Length + lines[at].Length - old.Length <= room)
            {
                return string.Join('\n', lines);
            }
        }

        lines.RemoveAt(at);
        return string.Join('\n', lines);
    }

    private static string Card(string block, DigestItem item, string note, int room)
    {
        var heading = block.StartsWith("## ", StringComparison.Ordinal) ? block[..(block.IndexOf('\n', StringComparison.Ordinal) + 1)] : "";
        var card = block[heading.Length..];
        if (!card.StartsWith(string.Create(CultureInfo.InvariantCulture, $"**{item.Number}. "), StringComparison.Ordinal))
        {
            return block;
        }

        // At whatever length it was printed: the same again is no news, nor is what that length does not show.
        var lengths = DigestCard.Lengths(item);
        if (lengths.Contains(NotePattern().Replace(card, ""), StringComparer.Ordinal))
        {
            return block;
        }

        // The note matters more than authors and reason, the summary more than the note. Where not even the shortened title fits, which takes a limit that no place has,
        // the old words stand.
        var fitting = lengths.Skip(1).SelectMany(l => new[] { l + "\n" + note, l }).Prepend(lengths[0] + "\n" + note).FirstOrDefault(l => heading.Length + l.Length <= room);
        return heading + (fitting ?? card);
    }

    private static string Note(DigestEdition edition, DigestLedgerPaper kept, Paper now, DateOnly today)
    {
        var day = DigestReasons.Day(today, edition.Date);
        var print = DigestPrint.Of(now);
        return kept.Printed?.Abstract == print.Abstract ? $"*Corrected {day}: the title changed.*"
            : print.Version > kept.Printed?.Version ? string.Create(CultureInfo.InvariantCulture, $"*Updated {day}: the abstract changed, version {print.Version}.*")
            : $"*Corrected {day}: the abstract changed.*";
    }

    // Text of a paper never begins with a bare asterisk; the reason's line begins with "*Why".
    [GeneratedRegex(@"\n\*(?:Updated|Corrected) [^\n]*\*\z")]
    private static partial Regex NotePattern();
}
