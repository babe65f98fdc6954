using System.Globalization;
using System.Text;
using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>One paper of an edition as Markdown lines: number and title, summary, authors and date, reason.</summary>
internal static class DigestCard
{
    private const int NamedAuthors = 3;
    private const int ShortTitle = 60;

    /// <summary>The card; a fact nobody stated is left out, a sample is marked as such.</summary>
    public static string Of(DigestItem item)
    {
        var paper = item.Paper;
        var link = PaperLink.Of(paper);
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"**{item.Number}. {PaperText.Title(paper)}**");
        card.Append(paper.IsSample ? " · *sample, an invented paper*" : "").Append('\n');
        if (item.Tldr.Text.Length > 0)
        {
            card.Append(Summary(item.Tldr)).Append('\n');
        }

        string[] facts = [Authors(paper), Date(paper), PaperText.Name(paper.Category ?? "")];
        card.Append(string.Join(" · ", [.. facts.Where(f => f.Length > 0), $"[{link.Label}](<{link.Url}>)"])).Append('\n');
        card.Append(CultureInfo.InvariantCulture, $"*Why: {Markdown.Literal(item.Reason)}*");
        return card.ToString();
    }

    /// <summary>The card, and what is left of it where there is less room: most first, what matters least goes first.</summary>
    public static IReadOnlyList<string> Lengths(DigestItem item)
    {
        var bare = string.Create(CultureInfo.InvariantCulture, $"**{item.Number}. {Markdown.Escape(item.Paper.Title, ShortTitle)}**")
            + (item.Paper.IsSample ? " · *sample*" : "");
        return item.Tldr.Text.Length > 0 ? [Of(item), bare + "\n" + Summary(item.Tldr), bare] : [Of(item), bare];
    }

    /// <summary>The summary as Markdown, with a note where it is not in the abstract's own words.</summary>
    public static string Summary(Tldr tldr) =>
        PaperText.Sentence(tldr.Shown) + (tldr.Origin == TldrOrigin.Model ? $" *({Tldr.ModelNote})*" : "");

    private static string Date(Paper paper) => paper.Published?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "";

    private static string Authors(Paper paper)
    {
        if (paper.Authors is not { Count: > 0 } authors)
        {
            return paper.AuthorCount is { } count ? $"{count} author{(count == 1 ? "" : "s")}" : "";
        }

        var named = string.Join(", ", authors.Take(NamedAuthors).Select(PaperText.Name));
        var more = (paper.AuthorCount ?? authors.Count) - Math.Min(authors.Count, NamedAuthors);
        return paper.EtAl && paper.AuthorCount is null ? named + " et al."
            : more > 0 ? $"{named} and {more} more"
            : named;
    }
}
