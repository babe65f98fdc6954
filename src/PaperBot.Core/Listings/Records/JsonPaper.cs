using System.Globalization;
using System.Text.Json;

namespace PaperBot.Listings.Records;

/// <summary>
/// Reads a paper from a JSON object. Keys are compared without case, underscores and hyphens; a value of an unexpected type counts
/// as not stated.
/// </summary>
internal static class JsonPaper
{
    private static readonly string[] AuthorNameKeys = ["name", "fullname", "author", "displayname"];

    /// <exception cref="InvalidOperationException">A string holds an unpaired surrogate escape.</exception>
    public static ListingEntry Read(JsonElement record, int line)
    {
        var fields = Fields(record);
        var external = Find(fields, "externalids") is { ValueKind: JsonValueKind.Object } ids ? Fields(ids) : [];
        var authors = Authors(Find(fields, "authors", "author"));
        var url = PaperIdentifiers.Url(Text(Find(fields, "url", "link", "absurl")));
        var etAl = authors.EtAl || Find(fields, "etal") is { ValueKind: JsonValueKind.True };
        return RecordEntry.From(
            new RecordFacts
            {
                Title = Joined(Text(Find(fields, "title"))),
                Abstract = Text(Find(fields, "abstract", "summary", "abstracttext", "paperabstract")),
                Authors = authors.NamesOrNull,
                AuthorCount = Count(Find(fields, "authorcount", "numauthors", "numberofauthors")) is { } stated and > 0
                    ? stated
                    : etAl ? null : authors.Count,
                EtAl = etAl,
                Affiliations = Strings(Find(fields, "affiliations", "affiliation", "institutions")),
                Published = PrintedDate.Parse(Text(Find(fields, "published", "publishedat", "publicationdate", "publisheddate", "date"))),
                Category = Category(Find(fields, "category", "primarycategory", "categories")),
                Score = Number(Find(fields, "score")),
                Comments = Count(Find(fields, "comments", "commentcount", "numcomments")),
                ArxivId = PaperIdentifiers.Arxiv(Text(Find(fields, "arxivid", "arxiv")))
                    ?? PaperIdentifiers.Arxiv(Text(Find(external, "arxiv")))
                    ?? PaperIdentifiers.Arxiv(Text(Find(fields, "id", "eprint")))
                    ?? PaperIdentifiers.Arxiv(url)
                    ?? PaperIdentifiers.Arxiv(Text(Find(fields, "doi"))),
                Doi = PaperIdentifiers.Doi(Text(Find(fields, "doi")) ?? Text(Find(external, "doi"))),
                Url = url,
            },
            line);
    }

    private static AuthorNames Authors(JsonElement? value)
    {
        switch (value)
        {
            case { ValueKind: JsonValueKind.String } list:
                return AuthorNames.Split(list.GetString()!);
            case { ValueKind: JsonValueKind.Array } array:
                var names = array.EnumerateArray().Select(AuthorName).ToList();

                // A list with a hole is not a list: half of its names would pass for all of them.
                return names.Contains(null) ? new AuthorNames([], false) : AuthorNames.From(names!);
            default:
                return new AuthorNames([], false);
        }
    }

    private static string? AuthorName(JsonElement author)
    {
        if (author.ValueKind != JsonValueKind.Object)
        {
            return Text(author);
        }

        var parts = Fields(author);
        var given = Text(Find(parts, "given", "firstname", "first"));
        var family = Text(Find(parts, "family", "lastname", "last"));
        return Text(Find(parts, AuthorNameKeys)) ?? (family is null ? given : given is null ? family : $"{given} {family}");
    }

    private static string? Category(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(item => Text(item)).FirstOrDefault(),
        { ValueKind: JsonValueKind.Object } term => term.TryGetProperty("term", out var name) ? Text(name) : null,

        // arXiv's metadata dump lists all categories in one string, the primary one first.
        _ => Text(value) is { } text && text.Split(' ') is [{ Length: > 0 } first, ..] parts && parts.All(part => part.AsSpan().ContainsAny('.', '-'))
            ? first
            : Text(value),
    };

    private static List<string>? Strings(JsonElement? value)
    {
        var list = value switch
        {
            { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select(item => Text(item)).OfType<string>()],
            { ValueKind: JsonValueKind.String } one => Text(one) is { } text ? [text] : [],
            _ => new List<string>(),
        };
        return list.Count == 0 ? null : list;
    }

    private static double? Number(JsonElement? value)
    {
        double number;
        var read = value switch
        {
            { ValueKind: JsonValueKind.Number } given => given.TryGetDouble(out number),
            { ValueKind: JsonValueKind.String } text => double.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => Fail(out number),
        };
        return read && double.IsFinite(number) ? number : null;

        static bool Fail(out double number)
        {
            number = 0;
            return false;
        }
    }

    private static int? Count(JsonElement? value) =>
        Number(value) is { } number && number >= 0 && number <= int.MaxValue && number == Math.Floor(number) ? (int)number : null;

    private static string? Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text && text.GetString() is { } content && !string.IsNullOrWhiteSpace(content)
            ? content.Trim()
            : null;

    private static string? Joined(string? text) => text is null ? null : WrappedText.Join(text);

    private static Dictionary<string, JsonElement> Fields(JsonElement record)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in record.EnumerateObject())
        {
            // The first of two equal keys wins, so that what is shown does not depend on what follows.
            fields.TryAdd(Plain(property.Name), property.Value);
        }

        return fields;
    }

    private static JsonElement? Find(Dictionary<string, JsonElement> fields, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (fields.TryGetValue(key, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            {
                return value;
            }
        }

        return null;
    }

    private static string Plain(string key) =>
        key.Replace("_", string.Empty, StringComparison.Ordinal).Replace("-", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
}
