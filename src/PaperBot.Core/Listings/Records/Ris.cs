using System.Text.RegularExpressions;
using PaperBot.Papers;

namespace PaperBot.Listings.Records;

/// <summary>
/// RIS, the exchange format of reference managers: <c>TY  - </c> to <c>ER  - </c>, one tag a line, long values continued on lines without
/// a tag or by repeating it. Tags as in Zotero's and EndNote's reading of the 2011 specification.
/// </summary>
internal sealed partial class Ris : IListingLayout
{
    public string Format => "ris";

    public double Evidence(ListingText text)
    {
        var first = text.Head.FirstOrDefault(line => !line.IsBlank);
        var tags = text.Head.Count(line => Tag().IsMatch(line.Content));
        var begins = text.Head.Any(line => Tag().Match(line.Content) is { Success: true } match && match.Groups["tag"].Value == "TY");
        return begins && tags >= 2 ? 0.97 : first is not null && Tag().IsMatch(first.Content) && tags >= 3 ? 0.7 : 0;
    }

    public IEnumerable<ListingEntry> Read(ListingText text)
    {
        RisRecord? record = null;
        foreach (var line in text.VisibleLines())
        {
            var match = Tag().Match(line.Content);
            var tag = match.Success && line.Fault is null ? match.Groups["tag"].Value : string.Empty;
            if (tag == "TY")
            {
                if (record is not null)
                {
                    yield return record.ToEntry();
                }

                record = new RisRecord(line.Number);
            }
            else if (tag == "ER")
            {
                if (record is not null)
                {
                    yield return record.ToEntry();
                }

                record = null;
            }
            else if (record is not null)
            {
                record.Add(line, tag, match.Groups["value"].Value.Trim());
            }
            else if (tag.Length > 0)
            {
                yield return new SkippedEntry(line.Number, "the beginning of this record is missing (no TY line)");

                // One sentence for the whole torn record, not one for each of its lines.
                record = new RisRecord(line.Number) { Torn = true };
            }
        }

        if (record is { Torn: false })
        {
            yield return new SkippedEntry(record.Line, "the file is cut off in the middle of this record (no ER line)");
        }
    }

    [GeneratedRegex(@"^(?<tag>[A-Z][A-Z0-9])\s{1,2}-(?:\s(?<value>.*))?$")]
    private static partial Regex Tag();

    private sealed class RisRecord(int line)
    {
        private readonly List<(string Tag, string Value)> _fields = [];
        private readonly Dictionary<PaperField, int> _lines = [];
        private string? _fault;

        public int Line { get; } = line;

        public bool Torn { get; init; }

        public void Add(Line line, string tag, string value)
        {
            _fault ??= line.Fault;
            if (tag.Length > 0)
            {
                _fields.Add((tag, value));
                if (FieldOf(tag) is { } field)
                {
                    _lines.TryAdd(field, line.Number);
                }
            }
            else if (_fields.Count > 0)
            {
                var (last, text) = _fields[^1];
                _fields[^1] = (last, $"{text} {line.Content}".Trim());
            }
        }

        public ListingEntry ToEntry()
        {
            if (_fault is not null)
            {
                return new SkippedEntry(Line, $"this record is left out: {_fault}");
            }

            if (Torn)
            {
                return new SkippedEntry(Line, "the rest of a torn record is left out");
            }

            var authors = AuthorNames.From(All("AU", "A1"));
            var url = PaperIdentifiers.Url(First("UR", "L2"));
            return RecordEntry.From(
                new RecordFacts
                {
                    Title = First("TI", "T1", "CT"),
                    Abstract = All("AB") is { Count: > 0 } @abstract ? WrappedText.Join(@abstract) : WrappedText.Join(All("N2")),
                    Authors = authors.NamesOrNull,
                    AuthorCount = authors.Count,
                    EtAl = authors.EtAl,
                    Published = Date("DA") ?? Date("Y1") ?? Date("PY"),
                    ArxivId = PaperIdentifiers.Arxiv(url) ?? PaperIdentifiers.Arxiv(First("DO")) ?? ArxivAccession(),
                    Doi = PaperIdentifiers.Doi(First("DO")),
                    Url = url,
                },
                Line,
                _lines);
        }

        private DateOnly? Date(string tag) => PrintedDate.Parse(First(tag)?.TrimEnd('/'));

        private string? ArxivAccession() =>
            First("AN", "M1") is { } text && text.StartsWith("arXiv", StringComparison.OrdinalIgnoreCase) ? PaperIdentifiers.Arxiv(text) : null;

        private string? First(params ReadOnlySpan<string> tags)
        {
            foreach (var tag in tags)
            {
                if (All(tag).FirstOrDefault(value => value.Length > 0) is { } value)
                {
                    return value;
                }
            }

            return null;
        }

        private List<string> All(params string[] tags) => [.. _fields.Where(field => tags.Contains(field.Tag)).Select(field => field.Value)];

        private static PaperField? FieldOf(string tag) => tag switch
        {
            "TI" or "T1" or "CT" => PaperField.Title,
            "AB" or "N2" => PaperField.Abstract,
            "AU" or "A1" => PaperField.Authors,
            "DA" or "Y1" => PaperField.Published,
            "DO" => PaperField.Doi,
            "UR" => PaperField.Url,
            _ => null,
        };
    }
}
