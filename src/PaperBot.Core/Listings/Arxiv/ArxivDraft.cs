using System.Text.RegularExpressions;
using PaperBot.Listings.Records;
using PaperBot.Papers;

namespace PaperBot.Listings.Arxiv;

/// <summary>One record of an arXiv listing while its lines arrive.</summary>
internal sealed partial class ArxivDraft(int line)
{
    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<PaperField, int> _lines = [];
    private string? _fault;

    /// <summary>Where the record begins.</summary>
    public int Line { get; } = line;

    /// <summary>The identifier in the record's own heading.</summary>
    public string? ArxivId { get; set; }

    /// <summary>The address the record prints for itself.</summary>
    public string? Url { get; set; }

    /// <summary>The field whose lines are arriving, in lower case.</summary>
    public string Current { get; private set; } = string.Empty;

    public bool Has(string field) => _fields.TryGetValue(field, out var lines) && lines.Any(line => line.Length > 0);

    /// <summary>Begins a field.</summary>
    public void Begin(string field, string text, Line line)
    {
        Current = field;
        if (!_fields.TryGetValue(field, out var lines))
        {
            _fields[field] = lines = [];
        }

        lines.Add(text.Trim());
        _fault ??= line.Fault;
        if (PaperFieldOf(field) is { } stated && (text.Trim().Length > 0 || stated == PaperField.Published))
        {
            _lines.TryAdd(stated, line.Number);
        }
    }

    /// <summary>Adds a line to the current field.</summary>
    public void Continue(Line line) => Begin(Current, line.Content, line);

    /// <summary>The finished record.</summary>
    public ListingEntry ToEntry()
    {
        if (_fault is not null)
        {
            return new SkippedEntry(Line, $"this record is left out: {_fault}");
        }

        var authors = Authors();
        var doi = Text("doi");
        return RecordEntry.From(
            new RecordFacts
            {
                Title = Text("title"),
                Abstract = Text("abstract"),
                Authors = authors.NamesOrNull,
                AuthorCount = authors.Count,
                EtAl = authors.EtAl,
                Published = Text("date") is { } date ? PrintedDate.Parse(date) : null,
                Category = Category(),
                ArxivId = ArxivId ?? PaperIdentifiers.Arxiv(Text("cite as")),
                Doi = PaperIdentifiers.Doi(doi),
                Url = Url,
            },
            Line,
            _lines);
    }

    private AuthorNames Authors()
    {
        // Institutions stand in parentheses, nested where they are numbered; which belongs to whom is not always told.
        var list = Text("authors") ?? string.Empty;
        for (string shorter; (shorter = Parenthesis().Replace(list, string.Empty)).Length < list.Length;)
        {
            list = shorter;
        }

        return AuthorNames.Split(More().Replace(list, string.Empty));
    }

    private string? Category()
    {
        if (Text("categories") is { } categories)
        {
            return categories.Split(' ')[0];
        }

        return Text("subjects") is { } subjects
            ? SubjectCode().Match(subjects) is { Success: true } code ? code.Groups[1].Value : subjects.Split(';')[0].Trim()
            : null;
    }

    private string? Text(string field)
    {
        if (!_fields.TryGetValue(field, out var lines))
        {
            return null;
        }

        var text = WrappedText.Join(lines);
        return text.Length == 0 ? null : text;
    }

    private static PaperField? PaperFieldOf(string field) => field switch
    {
        "title" => PaperField.Title,
        "abstract" => PaperField.Abstract,
        "authors" => PaperField.Authors,
        "date" => PaperField.Published,
        "categories" or "subjects" => PaperField.Category,
        "doi" => PaperField.Doi,
        "cite as" => PaperField.ArxivId,
        _ => null,
    };

    [GeneratedRegex(@"\s*\([^()]*\)")]
    private static partial Regex Parenthesis();

    [GeneratedRegex(@",?\s*(?:et\s+al\.?\s*\(.*|\(\d+ (?:additional|more) authors? .*)$")]
    private static partial Regex More();

    [GeneratedRegex(@"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)")]
    private static partial Regex SubjectCode();
}
