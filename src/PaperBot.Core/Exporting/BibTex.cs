using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Papers;

namespace PaperBot.Exporting;

/// <summary>
/// Papers as BibTeX entries of what their sources state and nothing else. Every entry is <c>@misc</c>: no listing states the
/// journal that an <c>@article</c> must have, and it is what arXiv itself gives its papers, with <c>eprint</c>,
/// <c>archivePrefix</c> and <c>primaryClass</c>.
/// </summary>
internal static partial class BibTex
{
    /// <summary>The entry, without a line end after it. An invented paper says so and has no identifiers.</summary>
    public static string Of(Paper paper)
    {
        List<(string Name, string Value)> fields = [("title", $"{{{BibTexText.Of(paper.Title)}}}")];
        if (paper.Authors is { Count: > 0 } authors)
        {
            fields.Add(("author", string.Join(" and ", authors.Select(Author)) + (paper.EtAl ? " and others" : "")));
        }

        if (paper.Published is { } day)
        {
            fields.Add(("year", day.Year.ToString("0000", CultureInfo.InvariantCulture)));
            fields.Add(("month", day.ToString("MMM", CultureInfo.InvariantCulture).ToLowerInvariant()));
        }

        fields.AddRange(paper.IsSample ? [("note", "An invented paper by invented authors")] : Identifiers(paper));
        return Entry(Key(paper.Id), fields);
    }

    /// <summary>What is left of a paper that is no longer stored.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="title">Its title as printed.</param>
    public static string Of(string id, string title) => Entry(Key(id), [("title", $"{{{BibTexText.Of(title)}}}")]);

    /// <summary>
    /// The name under which the entry is cited: made of the paper's id alone, so that it stays when facts are added, and different for
    /// different papers.
    /// </summary>
    public static string Key(string id) => id.Replace('/', ':');

    private static IEnumerable<(string, string)> Identifiers(Paper paper)
    {
        if (paper.ArxivId is { Length: > 0 } arxiv)
        {
            yield return ("eprint", Bare(arxiv));
            yield return ("archivePrefix", "arXiv");
            if (paper.Category is { } category && ArxivClassPattern().IsMatch(category))
            {
                yield return ("primaryClass", category);
            }
        }

        if (paper.Doi is { Length: > 0 } doi)
        {
            yield return ("doi", Bare(doi));
        }

        if (paper.Url is { Length: > 0 } url && Uri.TryCreate(url, UriKind.Absolute, out var own)
            && (own.Scheme == Uri.UriSchemeHttps || own.Scheme == Uri.UriSchemeHttp))
        {
            yield return ("url", Bare(own.AbsoluteUri));
        }
    }

    // Braces keep together what BibTeX would take apart: a name with "and" in it, or with more commas than a person's has.
    private static string Author(string printed)
    {
        var name = BibTexText.Of(printed);
        var isOne = AndPattern().IsMatch(name) || name.Count(c => c == ',') > 2
            || name.Equals("others", StringComparison.OrdinalIgnoreCase);
        return isOne ? $"{{{name}}}" : name;
    }

    // Identifiers are read as they stand; only a brace would end them early.
    private static string Bare(string identifier) => string.Concat(identifier.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c)))
        .Replace("{", "%7B", StringComparison.Ordinal)
        .Replace("}", "%7D", StringComparison.Ordinal)
        .Replace("\\", "%5C", StringComparison.Ordinal);

    private static string Entry(string key, IEnumerable<(string Name, string Value)> fields)
    {
        var entry = new StringBuilder("@misc{").Append(key);
        foreach (var (name, value) in fields)
        {
            // The names of months are BibTeX's own; styles write them in the language of the document.
            entry.Append(",\n  ").Append(name).Append(" = ").Append(name == "month" ? value : $"{{{value}}}");
        }

        return entry.Append("\n}").ToString();
    }

    [GeneratedRegex(@"\sand\s", RegexOptions.IgnoreCase)]
    private static partial Regex AndPattern();

    [GeneratedRegex(@"\A[a-z]+(-[a-z]+)*(\.[A-Za-z-]+)?\z")]
    private static partial Regex ArxivClassPattern();
}
