using System.Text.RegularExpressions;
using System.Xml.Linq;
using PaperBot.Listings.Records;

namespace PaperBot.Listings.Markup;

/// <summary>Reads one Atom entry or RSS item. Element names count without their namespace, which feeds handle carelessly.</summary>
internal static partial class AtomEntry
{
    public static ListingEntry Read(XElement entry, int line)
    {
        var people = entry.Elements().Where(element => Named(element, "author")).ToList();
        var authors = people.Count > 0
            ? AuthorNames.From(people.Select(person => person.Elements().FirstOrDefault(element => Named(element, "name"))?.Value ?? person.Value))
            : AuthorNames.Split(Creators(entry));
        var affiliations = people.SelectMany(person => person.Elements().Where(element => Named(element, "affiliation")))
            .Select(element => WrappedText.Join(element.Value)).Where(name => name.Length > 0).Distinct().ToList();
        var url = Links(entry).Select(PaperIdentifiers.Url).FirstOrDefault(link => link is not null);
        var id = Text(entry, "id") ?? Text(entry, "guid");
        var doi = Text(entry, "doi");
        return RecordEntry.From(
            new RecordFacts
            {
                Title = Text(entry, "title"),
                Abstract = Prose(Text(entry, "summary") ?? Text(entry, "content") ?? Text(entry, "description")),
                Authors = authors.NamesOrNull,
                AuthorCount = authors.Count,
                EtAl = authors.EtAl,
                Affiliations = affiliations.Count == 0 ? null : affiliations,
                Published = PrintedDate.Parse(Text(entry, "published") ?? Text(entry, "pubDate")),
                Category = Category(entry),
                ArxivId = PaperIdentifiers.Arxiv(id) ?? PaperIdentifiers.Arxiv(url) ?? PaperIdentifiers.Arxiv(OaiId().Replace(id ?? string.Empty, "arXiv:")),
                Doi = PaperIdentifiers.Doi(doi),
                Url = url,
            },
            line);
    }

    private static IEnumerable<string> Links(XElement entry)
    {
        var links = entry.Elements().Where(element => Named(element, "link")).ToList();
        return links
            .Where(link => (string?)link.Attribute("rel") is null or "alternate")
            .Select(link => (string?)link.Attribute("href") ?? link.Value);
    }

    private static string? Category(XElement entry)
    {
        var element = entry.Elements().FirstOrDefault(element => Named(element, "primary_category"))
            ?? entry.Elements().FirstOrDefault(element => Named(element, "category"));
        return (string?)element?.Attribute("term") ?? element?.Value;
    }

    private static string Creators(XElement entry) =>
        string.Join("; ", entry.Elements().Where(element => Named(element, "creator")).SelectMany(element => element.Value.Split(',', ';')));

    /// <summary>arXiv's RSS puts the identifier and the kind of announcement before the abstract.</summary>
    private static string? Prose(string? text) => text is null ? null : Announcement().Replace(text, string.Empty);

    private static string? Text(XElement entry, string name)
    {
        var value = entry.Elements().FirstOrDefault(element => Named(element, name))?.Value;
        return string.IsNullOrWhiteSpace(value) ? null : WrappedText.Join(value);
    }

    private static bool Named(XElement element, string name) => element.Name.LocalName == name;

    [GeneratedRegex(@"^arXiv:\S+\s+Announce Type:\s*\S+\s+Abstract:\s*")]
    private static partial Regex Announcement();

    [GeneratedRegex(@"^oai:arXiv\.org:")]
    private static partial Regex OaiId();
}
