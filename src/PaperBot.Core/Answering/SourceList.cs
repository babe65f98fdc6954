using System.Globalization;
using System.Text;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>Numbers the papers of one answer in the order they are first cited, and collects what is quoted from them.</summary>
internal sealed class SourceList
{
    /// <summary>What stands between an answer and its sources.</summary>
    public const string Heading = "\nSources:";

    private readonly List<Paper> papers = [];
    private readonly List<Citation> citations = [];

    /// <summary>The evidence so far, in order of the markers.</summary>
    public IReadOnlyList<Citation> Citations => [.. citations.OrderBy(c => c.Number)];

    /// <summary>The sentence as a reader sees it, with its marker; the quote is recorded as it was printed.</summary>
    public string Cite(Evidence evidence) => $"{PaperText.Sentence(evidence.Sentence.Text)} {Cite(evidence.Paper, evidence.Sentence.Text)}";

    /// <summary>The marker of a paper; <paramref name="quote"/> is verbatim from its abstract, or empty for its fields.</summary>
    public string Cite(Paper paper, string quote)
    {
        var number = papers.FindIndex(p => p.Id == paper.Id) + 1;
        if (number == 0)
        {
            papers.Add(paper);
            number = papers.Count;
        }

        citations.Add(new Citation(number, paper.Id, paper.Title, quote, paper.Published));
        return $"[{number}]";
    }

    /// <summary>One line a source: marker, title, date, and whether it is one of the invented samples.</summary>
    public string Render()
    {
        var text = new StringBuilder(Heading.TrimStart());
        for (var i = 0; i < papers.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[{i + 1}] {PaperText.Title(papers[i])} ({DateOf(papers[i])}){(papers[i].IsSample ? " · sample, invented" : "")}");
        }

        return text.ToString();
    }

    /// <summary>The titles listed at the end of an answer given earlier, as they read, in their order; empty when it lists none.</summary>
    public static IEnumerable<string> TitlesIn(string answer)
    {
        var heading = answer.LastIndexOf(Heading, StringComparison.Ordinal);
        foreach (var line in heading < 0 ? [] : answer[heading..].Split('\n'))
        {
            var start = line.IndexOf("] ", StringComparison.Ordinal);
            var end = line.LastIndexOf(" (", StringComparison.Ordinal);
            if (line.StartsWith('[') && start > 0 && end > start)
            {
                yield return Markdown.Read(line[(start + 2)..end]);
            }
        }
    }

    /// <summary>An answer without the list of its sources.</summary>
    public static string Without(string answer)
    {
        var heading = answer.LastIndexOf(Heading, StringComparison.Ordinal);
        return heading < 0 ? answer : answer[..heading].TrimEnd();
    }

    private static string DateOf(Paper paper) =>
        paper.Published?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "date not given";
}
