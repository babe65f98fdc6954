using System.Globalization;
using System.Text.RegularExpressions;
using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Archive;

/// <summary>An edition as kept, joined with what the store knows of its papers now: what a document or page is made of.</summary>
internal sealed partial record PrintedEdition
{
    public required DigestLedgerEntry Entry { get; init; }

    /// <summary>In order of the papers' numbers.</summary>
    public required IReadOnlyList<PrintedGroup> Groups { get; init; }

    /// <summary>The overview's findings, as posted.</summary>
    public required IReadOnlyList<DigestFinding> Findings { get; init; }

    /// <summary>The day in words, <c>20 November 2026</c>.</summary>
    public string Day => DayOf(Entry.Edition.Date);

    /// <summary>How much there is: <c>8 papers under 3 headings</c>.</summary>
    public string Counts
    {
        get
        {
            var headings = Groups.Count(g => g.Heading != DigestGroup.Rest);
            return Plural(Entry.Papers.Count, "paper") + (headings > 0 ? $" under {Plural(headings, "heading")}" : "");
        }
    }

    /// <summary>Whether headings are printed: "Also" beside nothing would be a riddle.</summary>
    public bool IsHeaded => Groups.Count > 1 || Groups is [{ Heading: not DigestGroup.Rest }];

    /// <summary>Joins an edition with papers by their ids; a paper that is not among them appears as it was kept.</summary>
    public static PrintedEdition Of(DigestLedgerEntry entry, IReadOnlyDictionary<string, Paper> stored)
    {
        List<PrintedGroup> groups = [];
        foreach (var kept in entry.Papers.OrderBy(p => p.Number))
        {
            var paper = new PrintedPaper(kept, stored.GetValueOrDefault(kept.PaperId));
            if (groups.Count > 0 && groups[^1].Heading == kept.Topic)
            {
                groups[^1] = groups[^1] with { Papers = [.. groups[^1].Papers, paper] };
            }
            else
            {
                groups.Add(new PrintedGroup(kept.Topic, [paper]));
            }
        }

        return new PrintedEdition { Entry = entry, Groups = groups, Findings = FindingsOf(entry) };
    }

    public static string DayOf(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Plural(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    // The ledger keeps findings only in the post that showed them: its first block, one a line.
    private static List<DigestFinding> FindingsOf(DigestLedgerEntry entry)
    {
        if (entry.Parts.Count == 0)
        {
            return [];
        }

        var post = entry.Parts[0].Text;
        var end = post.IndexOf("\n\n", StringComparison.Ordinal);
        var numbers = entry.Papers.Select(p => p.Number).ToHashSet();
        return
        [
            .. Finding().Matches(end < 0 ? post : post[..end])
                .Select(m => new DigestFinding(
                    Markdown.Read(m.Groups["text"].Value), int.Parse(m.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)))
                .Where(f => numbers.Contains(f.Number)),
        ];
    }

    [GeneratedRegex(@"^- “(?<text>.+)” \[(?<number>[0-9]{1,4})\]$", RegexOptions.Multiline)]
    private static partial Regex Finding();
}

/// <summary>Papers under one heading.</summary>
internal sealed record PrintedGroup(string Heading, IReadOnlyList<PrintedPaper> Papers);

/// <summary>One paper of an edition.</summary>
/// <param name="Kept">As it was shown.</param>
/// <param name="Stored">What is known of it now; null when it was taken back.</param>
internal sealed record PrintedPaper(DigestLedgerPaper Kept, Paper? Stored)
{
    private const int NamedAuthors = 40;

    /// <summary>What readers are told of a paper that was taken back.</summary>
    public const string Gone = "no longer stored";

    /// <summary>What readers are told of a bundled paper.</summary>
    public const string Sample = "sample, an invented paper";

    public string Title => ShownText.Title(Kept.Title);

    /// <summary>The summary as shown; empty when there was none.</summary>
    public string Summary => ShownText.Of(Kept.Tldr.Shown, ShownText.MostSentence);

    /// <summary>Whose words the summary uses.</summary>
    public string Origin => Kept.Tldr.Origin == Summaries.TldrOrigin.Model ? Summaries.Tldr.ModelNote : "in the abstract's words";

    public string Reason => ShownText.Of(Kept.Reason, ShownText.MostSentence);

    public string Category => ShownText.Of(Stored?.Category ?? "", ShownText.MostName);

    public string Abstract => ShownText.Of(Stored?.Abstract ?? "", ShownText.MostAbstract);

    /// <summary>Where a reader finds it; null when it was taken back.</summary>
    public PaperLink? Link => Stored is { } paper ? PaperLink.Of(paper with { Title = ShownText.Title(paper.Title) }) : null;

    /// <summary>Names, of very many the first; a number where only that is known; empty when nothing is.</summary>
    public string Authors
    {
        get
        {
            if (Stored?.Authors is not { Count: > 0 } authors)
            {
                return Stored?.AuthorCount is { } count ? PrintedEdition.Plural(count, "author") : "";
            }

            var named = string.Join(", ", authors.Take(NamedAuthors).Select(a => ShownText.Of(a, ShownText.MostName)));
            var more = (Stored.AuthorCount ?? authors.Count) - Math.Min(authors.Count, NamedAuthors);
            return Stored.EtAl && Stored.AuthorCount is null ? named + " et al."
                : more > 0 ? string.Create(CultureInfo.InvariantCulture, $"{named} and {more} more")
                : named;
        }
    }
}
