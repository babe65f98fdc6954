using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Papers;

namespace PaperBot.Listings.Records;

/// <summary>A BibTeX or BibLaTeX file. Read entry by entry, so that a broken one spoils no other.</summary>
internal sealed partial class BibTex : IListingLayout
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public string Format => "bibtex";

    public double Evidence(ListingText text)
    {
        var entries = text.Head.Count(line => EntryStart().IsMatch(line.Content));
        var fields = text.Head.Count(line => Field().IsMatch(line.Content));
        return entries > 0 && fields > 0 ? 0.97 : 0;
    }

    public IEnumerable<ListingEntry> Read(ListingText text)
    {
        var strings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var month in Months)
        {
            strings[month] = month;
        }

        var block = new List<Line>();
        foreach (var line in text.Lines())
        {
            if (EntryStart().IsMatch(line.Content))
            {
                foreach (var entry in ReadBlock(block, strings))
                {
                    yield return entry;
                }

                block.Clear();
            }

            // Text before the first entry is comment by BibTeX's rules.
            if (block.Count > 0 || EntryStart().IsMatch(line.Content))
            {
                block.Add(line);
            }
        }

        foreach (var entry in ReadBlock(block, strings))
        {
            yield return entry;
        }
    }

    /// <summary>Reads the entries of one block; more than one only where they share a line.</summary>
    private static List<ListingEntry> ReadBlock(List<Line> block, Dictionary<string, string> strings)
    {
        var result = new List<ListingEntry>();
        if (block.FirstOrDefault(line => line.Fault is not null) is { } faulty)
        {
            result.Add(new SkippedEntry(block[0].Number, $"this entry is left out: {faulty.Fault}"));
            return result;
        }

        var text = string.Join('\n', block.Select(line => line.Text));
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0;)
        {
            var entry = BibTexEntry.Read(text, at, strings);
            var line = block[0].Number + text.AsSpan(0, at).Count('\n');
            if (entry.Problem is { } problem)
            {
                result.Add(new SkippedEntry(line, problem));
                break;
            }

            if (entry.Type is not ("string" or "comment" or "preamble"))
            {
                result.Add(ToEntry(entry.Fields, line, FieldLines(text, at, entry.End, line)));
            }

            at = text.IndexOf('@', entry.End);
        }

        return result;
    }

    private static ListingEntry ToEntry(Dictionary<string, string> fields, int line, Dictionary<PaperField, int> lines)
    {
        var authors = Authors(fields.GetValueOrDefault("author"));
        var eprint = IsArxiv(fields) ? PaperIdentifiers.Arxiv(fields.GetValueOrDefault("eprint")) : null;
        var url = PaperIdentifiers.Url(fields.GetValueOrDefault("url"));
        return RecordEntry.From(
            new RecordFacts
            {
                Title = fields.TryGetValue("title", out var title) ? LatexText.Decode(WrappedText.Join(title)) : null,
                Abstract = fields.TryGetValue("abstract", out var prose) ? WrappedText.Join(prose) : null,
                Authors = authors.NamesOrNull,
                AuthorCount = authors.Count,
                EtAl = authors.EtAl,
                Published = Published(fields),
                Category = fields.GetValueOrDefault("primaryclass"),
                ArxivId = eprint ?? PaperIdentifiers.Arxiv(url) ?? PaperIdentifiers.Arxiv(fields.GetValueOrDefault("doi")),
                Doi = PaperIdentifiers.Doi(fields.GetValueOrDefault("doi")),
                Url = url,
            },
            line,
            lines);
    }

    private static bool IsArxiv(Dictionary<string, string> fields) =>
        (fields.GetValueOrDefault("archiveprefix") ?? fields.GetValueOrDefault("eprinttype")) is not { } archive
        || archive.Equals("arxiv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Names are separated by "and" outside braces; a name wholly in braces is an institution and keeps its commas.</summary>
    private static AuthorNames Authors(string? value)
    {
        var names = new List<string>();
        var name = new StringBuilder();
        var depth = 0;
        foreach (var word in Space().Split((value ?? string.Empty).Trim()))
        {
            if (depth == 0 && word.Equals("and", StringComparison.OrdinalIgnoreCase))
            {
                names.Add(name.ToString());
                name.Clear();
                continue;
            }

            depth += word.Count(c => c == '{') - word.Count(c => c == '}');
            name.Append(name.Length > 0 ? " " : string.Empty).Append(word);
        }

        names.Add(name.ToString());
        return AuthorNames.From(names.Select(LatexText.Decode));
    }

    private static DateOnly? Published(Dictionary<string, string> fields)
    {
        if (fields.TryGetValue("date", out var date))
        {
            return PrintedDate.Parse(date);
        }

        var month = fields.GetValueOrDefault("month")?.Trim() ?? string.Empty;
        var named = Array.FindIndex(Months, name => month.StartsWith(name, StringComparison.OrdinalIgnoreCase)) + 1;
        return int.TryParse(fields.GetValueOrDefault("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && int.TryParse(fields.GetValueOrDefault("day"), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            && (named > 0 || int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out named))
            && year is > 0 and < 10000 && named is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, named)
                ? new DateOnly(year, named, day)
                : null;
    }

    private static Dictionary<PaperField, int> FieldLines(string text, int start, int end, int line)
    {
        var lines = new Dictionary<PaperField, int>();
        foreach (Match match in FieldName().Matches(text[start..end]))
        {
            PaperField? field = match.Groups["name"].Value.ToLowerInvariant() switch
            {
                "title" => PaperField.Title,
                "abstract" => PaperField.Abstract,
                "author" => PaperField.Authors,
                "date" or "day" => PaperField.Published,
                "primaryclass" => PaperField.Category,
                "eprint" => PaperField.ArxivId,
                "doi" => PaperField.Doi,
                "url" => PaperField.Url,
                _ => null,
            };
            if (field is { } known)
            {
                lines.TryAdd(known, line + text.AsSpan(start, match.Groups["name"].Index).Count('\n'));
            }
        }

        return lines;
    }

    [GeneratedRegex(@"^@\s*[A-Za-z]+\s*[{(]")]
    private static partial Regex EntryStart();

    [GeneratedRegex(@"\b(?:title|author|abstract|year|date|journal|booktitle|doi|eprint|url)\s*=\s*[{""\d\w]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex(@"(?:^|[,{(\n])\s*(?<name>[A-Za-z]+)\s*=", RegexOptions.CultureInvariant)]
    private static partial Regex FieldName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
