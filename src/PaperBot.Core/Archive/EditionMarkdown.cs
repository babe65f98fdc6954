using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Text;

namespace PaperBot.Archive;

/// <summary>A whole edition as one document of CommonMark, with the papers' abstracts. Pure.</summary>
internal static partial class EditionMarkdown
{
    /// <summary>Lines end with a line feed; the last one too.</summary>
    public static string Of(PrintedEdition edition)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Paper digest, {edition.Day}\n\n{edition.Counts}.\n");
        if (edition.Findings.Count > 0)
        {
            text.Append('\n');
            foreach (var finding in edition.Findings)
            {
                var sentence = Inert(ShownText.Of(finding.Text, ShownText.MostSentence));
                text.Append(CultureInfo.InvariantCulture, $"- “{sentence}” \\[{finding.Number}\\]\n");
            }
        }

        foreach (var group in edition.Groups)
        {
            text.Append(edition.IsHeaded ? $"\n## {Heading(ShownText.Of(group.Heading, ShownText.MostName))}\n" : "");
            foreach (var paper in group.Papers)
            {
                Append(text, paper, edition.IsHeaded ? "###" : "##");
            }
        }

        var key = Inert(edition.Entry.Edition.Key);
        text.Append(CultureInfo.InvariantCulture, $"\n---\n\n*{key} · made {edition.Entry.Made:yyyy-MM-dd HH:mm} UTC*\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, PrintedPaper paper, string level)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{level} {paper.Kept.Number}. {Heading(paper.Title)}\n");
        text.Append(paper.Stored?.IsSample == true ? $"\n*{PrintedPaper.Sample}*\n" : "");
        text.Append(paper.Summary.Length > 0 ? $"\n{Inert(paper.Summary)} *({paper.Origin})*\n" : "");
        string[] facts = [Inert(paper.Authors), Date(paper), Inert(paper.Category), Link(paper)];
        text.Append('\n').AppendJoin(" · ", facts.Where(f => f.Length > 0)).Append('\n');
        text.Append(paper.Reason.Length > 0 ? $"\n*Why: {Inert(paper.Reason)}*\n" : "");
        text.Append(paper.Abstract.Length > 0 ? $"\n> {Inert(paper.Abstract)}\n" : "");
    }

    private static string Date(PrintedPaper paper) => paper.Stored?.Published is { } day ? PrintedEdition.DayOf(day) : "";

    private static string Link(PrintedPaper paper) =>
        paper.Link is { } link ? $"[{link.Label}](<{Address(link.Url)}>)" : PrintedPaper.Gone;

    // Inside angle brackets only these end or change an address.
    private static string Address(string url) =>
        url.Replace("\\", "%5C", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal)
            .Replace(">", "%3E", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal);

    // Number signs at the end would be read as the end of the heading.
    private static string Heading(string plain) => Inert(plain) is var text && text.EndsWith('#') ? text[..^1] + "\\#" : text;

    // A chat shows "&lt;" as it reads, CommonMark as "<"; in code it reads as it stands.
    private static string Inert(string plain) =>
        Reference().Replace(Markdown.Literal(plain), m => m.Groups["mark"].Success ? "\\&" : m.Value);

    [GeneratedRegex(@"\\.|`[^`\n]*`|(?<mark>&)(?=#?[A-Za-z0-9]+;)")]
    private static partial Regex Reference();
}
