using System.Globalization;
using System.Text;
using PaperBot.Answering;
using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>Everything known of one paper, in Markdown.</summary>
internal static class PaperCard
{
    private const int AuthorsShown = 12;

    // Twice the longest abstract of real listings.
    private const int MostAbstract = 4000;

    /// <summary>With the abstract.</summary>
    public static string Of(Paper paper, Tldr tldr) => Of(paper, tldr, withAbstract: true);

    /// <summary>For readers who have the abstract one press away.</summary>
    public static string WithoutAbstract(Paper paper, Tldr tldr) => Of(paper, tldr, withAbstract: false);

    /// <summary>Title and abstract alone.</summary>
    public static string AbstractOf(Paper paper) =>
        $"**{PaperText.Title(paper)}**\n\n> {Markdown.Escape(paper.Abstract, MostAbstract)}";

    private static string Of(Paper paper, Tldr tldr, bool withAbstract)
    {
        var card = new StringBuilder().Append("**").Append(PaperText.Title(paper)).Append("**\n");
        if (paper.IsSample)
        {
            card.Append("*Sample: an invented paper by invented authors*\n");
        }

        if (paper.Authors is not null)
        {
            card.Append(Authors(paper.Authors, paper)).Append('\n');
        }

        if (paper.Affiliations is { Count: > 0 })
        {
            card.Append(PaperText.Names(paper.Affiliations)).Append('\n');
        }

        card.Append(string.Join(" · ", Facts(paper))).Append('\n');
        if (tldr.Text.Length > 0)
        {
            card.Append("\n**TL;DR** ").Append(DigestCard.Summary(tldr)).Append('\n');
        }

        if (withAbstract)
        {
            card.Append("\n> ").Append(Markdown.Escape(paper.Abstract, MostAbstract)).Append('\n');
        }

        var link = PaperLink.Of(paper);
        card.Append(CultureInfo.InvariantCulture, $"\n[{link.Label}](<{link.Url}>)\n");
        return card.ToString().TrimEnd();
    }

    private static string Authors(IReadOnlyList<string> authors, Paper paper)
    {
        var names = PaperText.Names([.. authors.Take(AuthorsShown)]);
        var cut = paper.EtAl || authors.Count > AuthorsShown;
        var count = paper.AuthorCount is { } all && all > Math.Min(authors.Count, AuthorsShown)
            ? string.Create(CultureInfo.InvariantCulture, $" ({all} authors)") : "";
        return names + (cut ? " et al." : "") + count;
    }

    private static IEnumerable<string> Facts(Paper paper)
    {
        if (paper.Authors is null && paper.AuthorCount is { } authors)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{authors} {(authors == 1 ? "author" : "authors")}");
        }

        if (paper.Published is { } day)
        {
            yield return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (paper.Category is not null)
        {
            yield return PaperText.Name(paper.Category);
        }

        if (paper.Score is { } score)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"score {score}");
        }

        if (paper.Comments is { } comments)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{comments} {(comments == 1 ? "comment" : "comments")}");
        }

        yield return $"`{paper.Id}`";
    }
}
