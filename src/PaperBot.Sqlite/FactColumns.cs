using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using PaperBot.Papers;

namespace PaperBot.Sqlite;

/// <summary>The columns that papers and sightings share: the facts beside title and abstract.</summary>
internal static class FactColumns
{
    /// <summary>Column names, in the order in which <see cref="Read"/> expects them.</summary>
    public const string Names =
        "authors, author_count, et_al, affiliations, published, category, score, comments, arxiv_id, doi, url";

    /// <summary>Parameters in the order of <see cref="Names"/>.</summary>
    public const string Parameters =
        "@authors, @author_count, @et_al, @affiliations, @published, @category, @score, @comments, @arxiv_id, @doi, @url";

    // Names in other scripts stay readable in the database; it is never put into HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Bind(PreparedCommand command, PaperFacts facts)
    {
        command["@authors"] = List(facts.Authors);
        command["@author_count"] = facts.AuthorCount;
        command["@et_al"] = facts.EtAl;
        command["@affiliations"] = List(facts.Affiliations);
        command["@published"] = facts.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        command["@category"] = facts.Category;
        command["@score"] = facts.Score;
        command["@comments"] = facts.Comments;
        command["@arxiv_id"] = facts.ArxivId;
        command["@doi"] = facts.Doi;
        command["@url"] = facts.Url;
    }

    /// <summary>A copy of <paramref name="record"/> with the facts in the columns from <paramref name="first"/> on.</summary>
    public static T Read<T>(T record, SqliteDataReader row, int first)
        where T : PaperFacts =>
        (T)((PaperFacts)record with
        {
            Authors = List(row, first),
            AuthorCount = row.IsDBNull(first + 1) ? null : row.GetInt32(first + 1),
            EtAl = row.GetBoolean(first + 2),
            Affiliations = List(row, first + 3),
            Published = Text(row, first + 4) is { } day
                ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                : null,
            Category = Text(row, first + 5),
            Score = row.IsDBNull(first + 6) ? null : row.GetDouble(first + 6),
            Comments = row.IsDBNull(first + 7) ? null : row.GetInt32(first + 7),
            ArxivId = Text(row, first + 8),
            Doi = Text(row, first + 9),
            Url = Text(row, first + 10),
        });

    public static string? List(IReadOnlyList<string>? items) =>
        items is null ? null : JsonSerializer.Serialize(items, Readable);

    public static IReadOnlyList<string>? List(SqliteDataReader row, int column) =>
        Text(row, column) is { } json ? JsonSerializer.Deserialize<string[]>(json) : null;

    public static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Moment(SqliteDataReader row, int column) =>
        DateTimeOffset.Parse(row.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
