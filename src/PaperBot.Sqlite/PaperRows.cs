using System.Text.Json;
using Microsoft.Data.Sqlite;
using PaperBot.Papers;

namespace PaperBot.Sqlite;

/// <summary>Reads the sightings of a paper and writes their merge, within one transaction.</summary>
internal sealed class PaperRows(SqliteConnection connection) : IDisposable
{
    /// <summary>Columns of a <see cref="Paper"/>, as <see cref="ReadPaper"/> expects them.</summary>
    public const string SelectPapers =
        $"""
        SELECT id, title, abstract, version, first_imported, is_sample, sources, {FactColumns.Names}
        FROM papers JOIN texts ON texts.seq = papers.text
        """;

    private const string SelectSightings =
        $"""
        SELECT sightings.text, line, field_lines, title, abstract, file, begun, sample, {FactColumns.Names}
        FROM sightings
        JOIN texts ON texts.seq = sightings.text
        JOIN listings ON listings.seq = sightings.listing
        JOIN imports ON imports.number = listings.import
        WHERE paper = @paper ORDER BY sightings.seq
        """;

    private readonly PreparedCommand _id = new(connection, "SELECT id FROM papers WHERE seq = @paper");

    private readonly PreparedCommand _sightings = new(connection, SelectSightings);

    private readonly PreparedCommand _insert = new(
        connection,
        $"""
        INSERT INTO papers (id, title, text, version, first_imported, is_sample, sources, {FactColumns.Names})
        VALUES (@id, @title, @text, @version, @first_imported, @is_sample, @sources, {FactColumns.Parameters})
        ON CONFLICT (id) DO NOTHING RETURNING seq
        """);

    private readonly PreparedCommand _update = new(
        connection,
        $"""
        UPDATE papers
        SET (title, text, version, first_imported, is_sample, sources, {FactColumns.Names})
          = (@title, @text, @version, @first_imported, @is_sample, @sources, {FactColumns.Parameters})
        WHERE seq = @seq
        """);

    /// <summary>The paper in row <paramref name="paper"/> with its sightings, in order of import.</summary>
    public StoredPaper Load(long paper)
    {
        _id["@paper"] = paper;
        _sightings["@paper"] = paper;
        return new StoredPaper(paper, _id.Rows(row => row.GetString(0))[0], _sightings.Rows(ReadSighting));
    }

    /// <summary>Adds a paper with the first free id.</summary>
    /// <returns>Its row.</returns>
    public long Insert(IEnumerable<string> ids, StoredSighting sighting)
    {
        // Whether an id is free is the table's answer; the merge of one sighting is the same under each.
        foreach (var id in ids)
        {
            Bind(_insert, PaperMerge.Of(id, [sighting.Sighting]).Paper, sighting.Text);
            _insert["@id"] = id;
            if (_insert.Number() is { } row)
            {
                return row;
            }
        }

        throw new ArgumentException("The ids ended before a free one was found.", nameof(ids));
    }

    /// <summary>Writes what <paramref name="stored"/>'s sightings state together.</summary>
    public void Update(StoredPaper stored)
    {
        var merged = stored.Merge();
        var current = stored.Sightings.First(sighting => ReferenceEquals(sighting.Sighting, merged.Texts[^1]));
        Bind(_update, merged.Paper, current.Text);
        _update["@seq"] = stored.Row;
        _update.Run();
    }

    public static Paper ReadPaper(SqliteDataReader row) => FactColumns.Read(
        new Paper
        {
            Id = row.GetString(0),
            Title = row.GetString(1),
            Abstract = row.GetString(2),
            Version = row.GetInt32(3),
            FirstImported = FactColumns.Moment(row, 4),
            IsSample = row.GetBoolean(5),
            Sources = FactColumns.List(row, 6)!,
        },
        row,
        7);

    public void Dispose()
    {
        _id.Dispose();
        _sightings.Dispose();
        _insert.Dispose();
        _update.Dispose();
    }

    private static StoredSighting ReadSighting(SqliteDataReader row)
    {
        var listed = new ListedPaper { Title = row.GetString(3), Abstract = row.GetString(4), Line = row.GetInt32(1) };
        if (FactColumns.Text(row, 2) is { } lines)
        {
            listed = listed with { FieldLines = JsonSerializer.Deserialize<Dictionary<PaperField, int>>(lines)! };
        }

        return new StoredSighting(
            new Sighting(FactColumns.Read(listed, row, 8), row.GetString(5), FactColumns.Moment(row, 6), row.GetBoolean(7)),
            row.GetInt64(0));
    }

    private static void Bind(PreparedCommand command, Paper paper, long text)
    {
        command["@title"] = paper.Title;
        command["@text"] = text;
        command["@version"] = paper.Version;
        command["@first_imported"] = FactColumns.Moment(paper.FirstImported);
        command["@is_sample"] = paper.IsSample;
        command["@sources"] = FactColumns.List(paper.Sources);
        FactColumns.Bind(command, paper);
    }
}
