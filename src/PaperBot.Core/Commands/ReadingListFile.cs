using System.Text;
using PaperBot.Answering;
using PaperBot.Exporting;
using PaperBot.Papers;
using PaperBot.ReadingLists;
using PaperBot.Retrieval;
using PaperBot.Surfaces;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>A reading list as a file to keep. A paper that is no longer stored stays with its title.</summary>
internal static class ReadingListFile
{
    private const string Heading = "# Reading list\n";

    /// <summary>BibTeX entries in the order of the list, an empty line between them.</summary>
    public static ChatFile BibTexOf(IReadOnlyList<SavedPaper> saved, CorpusSnapshot corpus) => new(
        "reading-list.bib",
        string.Join(
            "\n\n", saved.Select(s => corpus.Find(s.PaperId) is { } paper ? BibTex.Of(paper) : BibTex.Of(s.PaperId, s.Title))) + "\n",
        "application/x-bibtex");

    /// <summary>A Markdown list in the order of the list.</summary>
    public static ChatFile MarkdownOf(IReadOnlyList<SavedPaper> saved, CorpusSnapshot corpus)
    {
        var text = new StringBuilder(Heading);
        foreach (var item in saved)
        {
            text.Append("\n- ").Append(corpus.Find(item.PaperId) is { } paper
                ? Line(paper)
                : $"**{Markdown.Escape(item.Title)}** · no longer stored · `{item.PaperId}`");
        }

        return new ChatFile("reading-list.md", text.Append('\n').ToString(), "text/markdown");
    }

    private static string Line(Paper paper)
    {
        var link = PaperLink.Of(paper);
        string[] facts =
        [
            $"**{PaperText.Title(paper)}**",
            paper.Authors is { Count: > 0 } authors ? PaperText.Names(authors) + (paper.EtAl ? " et al." : "") : "",
            paper.Published?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "",
            $"[{link.Label}](<{link.Url}>)",
            $"`{paper.Id}`",
            paper.IsSample ? "sample, invented" : "",
        ];
        return string.Join(" · ", facts.Where(f => f.Length > 0));
    }
}
