using System.Globalization;
using System.Text;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Summaries;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>
/// Papers one below another in a code block, at most 55 columns wide so that a phone shows it without wrapping: marker, name and
/// month, what the title says it is about, and its main figure with the words around it, without which a number says little.
/// Cells are the paper's own words and fields, or a dash.
/// </summary>
internal static class ComparisonTable
{
    /// <summary>No line is wider.</summary>
    public const int Columns = 55;

    private const int NameColumns = 41;
    private const int CellColumns = 43;
    private const string Unknown = "–";

    /// <summary>The main figure of a paper as the table shows it, or null.</summary>
    public static MainFigure? FigureOf(Paper paper) => MainFigure.Of(paper, CellColumns);

    /// <summary>The code block.</summary>
    /// <param name="papers">In order of their markers, from 1; at most nine.</param>
    /// <param name="figures">Their main figures, in the same order.</param>
    public static string Of(IReadOnlyList<Paper> papers, IReadOnlyList<MainFigure?> figures)
    {
        var table = new StringBuilder("```\n");
        for (var i = 0; i < papers.Count; i++)
        {
            var date = papers[i].Published?.ToString("MMM yyyy", CultureInfo.InvariantCulture) ?? Unknown;
            table.Append(CultureInfo.InvariantCulture, $"[{i + 1}] {Cell(NameOf(papers[i]), NameColumns),-NameColumns}  {date,8}")
                .Append('\n')
                .Append(AimOf(papers[i]) is { } aim ? $"    about   {Cell(aim, CellColumns)}\n" : "")
                .Append(CultureInfo.InvariantCulture, $"    figure  {Cell(figures[i]?.Text ?? Unknown, CellColumns)}\n");
        }

        return table.Append("```").ToString();
    }

    /// <summary>What people call the paper, or its whole title.</summary>
    public static string NameOf(Paper paper) => PaperNames.HeadOf(paper.Title) ?? paper.Title.TrimEnd('.', ' ');

    // "Windfield: Training Outdoor Speech Recognizers": what stands after the name is what it is about.
    private static string? AimOf(Paper paper) =>
        PaperNames.HeadOf(paper.Title) is { } head && paper.Title[head.Length..].TrimStart(' ', ':') is { Length: > 0 } aim
            ? aim : null;

    // Nothing in a cell may end the code block or break its line.
    private static string Cell(string text, int columns) => PlainLine.Of(
        string.Concat(ReadableLatex.Of(text).Replace('`', '\'').Where(c => !char.IsControl(c) || char.IsWhiteSpace(c))), columns);
}
