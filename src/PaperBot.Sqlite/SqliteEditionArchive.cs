using System.Globalization;
using Microsoft.Data.Sqlite;
using PaperBot.Archive;
using PaperBot.Digests;

namespace PaperBot.Sqlite;

/// <summary>
/// Searches the editions' tables, which are told in <see cref="DigestSchema"/>; words are compared here, not by SQLite.
/// </summary>
internal sealed class SqliteEditionArchive(SqliteDatabase database) : IEditionArchive
{
    public Task<ArchivePage> SearchAsync(ArchiveQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Search(connection, query, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<StandingEdition>> StandingAsync(DateOnly from, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StandingEdition>>(
            connection =>
            {
                // Lengths stand for the texts: whoever changes one also sets the moment of its part.
                using var standing = new PreparedCommand(
                    connection,
                    """
                    SELECT channel, day,
                        made || (SELECT ifnull(max(changed), '') FROM edition_parts WHERE edition = seq)
                        || (SELECT ' ' || ifnull(sum(length(text)), 0) FROM edition_parts WHERE edition = seq)
                        || (SELECT ' ' || sum(length(title) + length(tldr) + length(reason)) FROM edition_papers WHERE edition = seq)
                    FROM editions
                    WHERE day >= @from AND EXISTS (SELECT 1 FROM edition_papers WHERE edition = seq)
                        AND NOT EXISTS (SELECT 1 FROM edition_parts WHERE edition = seq AND state NOT IN ('posted', 'outdated'))
                    ORDER BY day DESC, channel
                    """);
                standing["@from"] = Day(from);
                return standing.Rows(row => new StandingEdition(Edition(row, 0), row.GetString(2)));
            },
            cancellationToken);

    private static ArchivePage Search(SqliteConnection connection, ArchiveQuery query, CancellationToken cancellationToken)
    {
        var words = new ArchiveWords(query.Text);
        using var papers = new PreparedCommand(
            connection,
            """
            SELECT number, paper, title, tldr, origin, topic, reason, print, version FROM edition_papers
            WHERE edition = @edition ORDER BY number
            """);
        List<ArchivedEdition> found = [];
        foreach (var (seq, edition) in Editions(connection, query))
        {
            cancellationToken.ThrowIfCancellationRequested();
            papers["@edition"] = seq;
            var all = papers.Rows(SqliteDigestLedger.Paper);
            List<DigestLedgerPaper> matches = [.. all.Where(words.Match)];
            if (matches.Count > 0)
            {
                if (found.Count == query.Most)
                {
                    return new ArchivePage(found, HasMore: true);
                }

                found.Add(new ArchivedEdition(edition, all, matches));
            }
        }

        return new ArchivePage(found, HasMore: false);
    }

    private static List<(long Seq, DigestEdition Edition)> Editions(SqliteConnection connection, ArchiveQuery query)
    {
        string[] conditions =
        [
            query.Channel is null ? "" : " AND channel = @channel",
            query.Since is null ? "" : " AND day >= @since",
            query.Until is null ? "" : " AND day <= @until",
        ];
        using var editions = new PreparedCommand(
            connection, $"SELECT seq, channel, day FROM editions WHERE 1{string.Concat(conditions)} ORDER BY day DESC, channel");
        if (query.Channel is { } channel)
        {
            editions["@channel"] = channel;
        }

        if (query.Since is { } since)
        {
            editions["@since"] = Day(since);
        }

        if (query.Until is { } until)
        {
            editions["@until"] = Day(until);
        }

        return editions.Rows(row => (row.GetInt64(0), Edition(row, 1)));
    }

    private static DigestEdition Edition(SqliteDataReader row, int column) => new(
        row.GetString(column), DateOnly.ParseExact(row.GetString(column + 1), "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
