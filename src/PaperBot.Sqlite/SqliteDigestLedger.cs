using System.Globalization;
using Microsoft.Data.Sqlite;
using PaperBot.Digests;
using PaperBot.Summaries;

namespace PaperBot.Sqlite;

/// <summary>Keeps editions in SQLite; what the tables mean is told in <see cref="DigestSchema"/>.</summary>
internal sealed class SqliteDigestLedger(SqliteDatabase database) : IDigestLedger
{
    public Task<DigestLedgerEntry?> FindAsync(DigestEdition edition, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Find(connection, edition), cancellationToken);

    public Task<DigestLedgerEntry?> TryOpenAsync(DigestLedgerEntry entry, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => MayOpen(connection, entry) ? Insert(connection, entry) : null, cancellationToken);

    public Task<IReadOnlySet<string>> ShownAsync(string channel, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlySet<string>>(
            connection =>
            {
                using var shown = new PreparedCommand(connection, "SELECT paper FROM edition_papers WHERE channel = @channel");
                shown["@channel"] = channel;
                return shown.Rows(row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);
            },
            cancellationToken);

    public Task<DateOnly?> PreviousAsync(string channel, DateOnly day, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var latest = new PreparedCommand(
                connection,
                """
                SELECT day FROM editions
                WHERE channel = @channel AND day < @day AND EXISTS (SELECT 1 FROM edition_papers WHERE edition = seq)
                ORDER BY day DESC LIMIT 1
                """);
            latest["@channel"] = channel;
            latest["@day"] = Day(day);
            var days = latest.Rows(row => Day(row, 0));
            return days.Count == 0 ? (DateOnly?)null : days[0];
        },
        cancellationToken);

    public Task<IReadOnlySet<DateOnly>> DaysAsync(string channel, DateOnly from, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlySet<DateOnly>>(
            connection =>
            {
                using var days = new PreparedCommand(
                    connection, "SELECT day FROM editions WHERE channel = @channel AND day >= @from");
                days["@channel"] = channel;
                days["@from"] = Day(from);
                return days.Rows(row => Day(row, 0)).ToHashSet();
            },
            cancellationToken);

    public Task<IReadOnlyList<DigestLedgerEntry>> UnfinishedAsync(DateOnly from, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DigestLedgerEntry>>(
            connection =>
            {
                using var unfinished = new PreparedCommand(
                    connection,
                    """
                    SELECT channel, day FROM editions
                    WHERE day >= @from AND EXISTS (SELECT 1 FROM edition_parts WHERE edition = seq AND state NOT IN ('posted', 'outdated'))
                    ORDER BY day, seq
                    """);
                unfinished["@from"] = Day(from);
                return [.. unfinished.Rows(row => new DigestEdition(row.GetString(0), Day(row, 1))).Select(e => Find(connection, e)!)];
            },
            cancellationToken);

    public Task<IReadOnlyList<DigestLedgerEntry>> SinceAsync(string channel, DateOnly from, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DigestLedgerEntry>>(
            connection =>
            {
                using var since = new PreparedCommand(
                    connection,
                    """
                    SELECT day FROM editions WHERE channel = @channel AND day >= @from
                        AND EXISTS (SELECT 1 FROM edition_papers WHERE edition = seq)
                    ORDER BY day
                    """);
                since["@channel"] = channel;
                since["@from"] = Day(from);
                return [.. since.Rows(row => Day(row, 0)).Select(day => Find(connection, new DigestEdition(channel, day))!)];
            },
            cancellationToken);

    public Task<bool> TryReviseAsync(DigestLedgerEntry expected, DigestLedgerEntry revised, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                if (Find(connection, expected.Edition) is not { } current || !current.IsStill(expected))
                {
                    return false;
                }

                EditionRevision.Run(connection, revised);
                return true;
            },
            cancellationToken);

    public Task<bool> WithdrawAsync(DigestEdition edition, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            using var withdraw = new PreparedCommand(
                connection,
                """
                DELETE FROM editions WHERE channel = @channel AND day = @day
                    AND NOT EXISTS (SELECT 1 FROM edition_parts WHERE edition = seq AND state <> 'pending')
                RETURNING seq
                """);
            withdraw["@channel"] = edition.Channel;
            withdraw["@day"] = Day(edition.Date);
            return withdraw.Number() is not null;
        },
        cancellationToken);

    public Task<bool> TryMoveAsync(
        DigestEdition edition, DigestPart expected, DigestPart after, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            using var move = new PreparedCommand(
                connection,
                """
                UPDATE edition_parts SET state = @state, message = @message, changed = @changed
                WHERE part = @part AND state = @before AND changed IS @since
                    AND edition = (SELECT seq FROM editions WHERE channel = @channel AND day = @day)
                RETURNING part
                """);
            move["@state"] = Name(after.State);
            move["@message"] = after.MessageId;
            move["@changed"] = Moment(after.Changed);
            move["@part"] = expected.Number;
            move["@before"] = Name(expected.State);
            move["@since"] = Moment(expected.Changed);
            move["@channel"] = edition.Channel;
            move["@day"] = Day(edition.Date);
            return move.Number() is not null;
        },
        cancellationToken);

    // An empty edition that nobody was sent gives way: the papers imported since deserve the day.
    private static bool MayOpen(SqliteConnection connection, DigestLedgerEntry entry)
    {
        if (Find(connection, entry.Edition) is { } existing)
        {
            if (existing.Papers.Count > 0 || existing.Parts.Any(p => p.State != DigestPartState.Pending))
            {
                return false;
            }

            using var remove = new PreparedCommand(connection, "DELETE FROM editions WHERE channel = @channel AND day = @day");
            remove["@channel"] = entry.Edition.Channel;
            remove["@day"] = Day(entry.Edition.Date);
            remove.Run();
        }

        using var shown = new PreparedCommand(
            connection, "SELECT 1 FROM edition_papers WHERE channel = @channel AND paper = @paper");
        shown["@channel"] = entry.Edition.Channel;
        foreach (var paper in entry.Papers)
        {
            shown["@paper"] = paper.PaperId;
            if (shown.Number() is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static DigestLedgerEntry Insert(SqliteConnection connection, DigestLedgerEntry entry)
    {
        using var insert = new PreparedCommand(
            connection,
            """
            INSERT INTO editions (channel, day, made, empty_reason) VALUES (@channel, @day, @made, @reason)
            RETURNING seq
            """);
        insert["@channel"] = entry.Edition.Channel;
        insert["@day"] = Day(entry.Edition.Date);
        insert["@made"] = FactColumns.Moment(entry.Made);
        insert["@reason"] = entry.EmptyReason;
        var seq = insert.Number()!.Value;
        InsertPapers(connection, seq, entry);
        InsertParts(connection, seq, entry.Parts);
        return entry;
    }

    private static void InsertPapers(SqliteConnection connection, long edition, DigestLedgerEntry entry)
    {
        using var insert = new PreparedCommand(
            connection,
            """
            INSERT INTO edition_papers (edition, channel, number, paper, title, tldr, origin, topic, reason, print, version)
            VALUES (@edition, @channel, @number, @paper, @title, @tldr, @origin, @topic, @reason, @print, @version)
            """);
        insert["@edition"] = edition;
        insert["@channel"] = entry.Edition.Channel;
        foreach (var paper in entry.Papers)
        {
            insert["@number"] = paper.Number;
            insert["@paper"] = paper.PaperId;
            insert["@title"] = paper.Title;
            insert["@tldr"] = paper.Tldr.Text;
            insert["@origin"] = paper.Tldr.Origin == TldrOrigin.Model ? "model" : "abstract";
            insert["@topic"] = paper.Topic;
            insert["@reason"] = paper.Reason;
            insert["@print"] = paper.Printed?.Abstract;
            insert["@version"] = paper.Printed?.Version;
            insert.Run();
        }
    }

    private static void InsertParts(SqliteConnection connection, long edition, IReadOnlyList<DigestPart> parts)
    {
        using var insert = new PreparedCommand(
            connection,
            """
            INSERT INTO edition_parts (edition, part, text, state, message, changed)
            VALUES (@edition, @part, @text, @state, @message, @changed)
            """);
        insert["@edition"] = edition;
        foreach (var part in parts)
        {
            insert["@part"] = part.Number;
            insert["@text"] = part.Text;
            insert["@state"] = Name(part.State);
            insert["@message"] = part.MessageId;
            insert["@changed"] = Moment(part.Changed);
            insert.Run();
        }
    }

    private static DigestLedgerEntry? Find(SqliteConnection connection, DigestEdition edition)
    {
        using var find = new PreparedCommand(
            connection, "SELECT seq, made, empty_reason FROM editions WHERE channel = @channel AND day = @day");
        find["@channel"] = edition.Channel;
        find["@day"] = Day(edition.Date);
        var found = find.Rows(row => (Seq: row.GetInt64(0), Made: FactColumns.Moment(row, 1), Reason: FactColumns.Text(row, 2)));
        return found.Count == 0 ? null : new DigestLedgerEntry
        {
            Edition = edition,
            Made = found[0].Made,
            EmptyReason = found[0].Reason,
            Papers = Papers(connection, found[0].Seq),
            Parts = Parts(connection, found[0].Seq),
        };
    }

    private static List<DigestLedgerPaper> Papers(SqliteConnection connection, long edition)
    {
        using var papers = new PreparedCommand(
            connection,
            """
            SELECT number, paper, title, tldr, origin, topic, reason, print, version FROM edition_papers
            WHERE edition = @edition ORDER BY number
            """);
        papers["@edition"] = edition;
        return papers.Rows(Paper);
    }

    /// <summary>A row of number, paper, title, tldr, origin, topic, reason, print and version.</summary>
    internal static DigestLedgerPaper Paper(SqliteDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2),
        new Tldr(row.GetString(3), row.GetString(4) == "model" ? TldrOrigin.Model : TldrOrigin.Abstract),
        row.GetString(5), row.GetString(6), row.IsDBNull(7) ? null : new DigestPrint(row.GetString(7), row.GetInt32(8)));

    private static List<DigestPart> Parts(SqliteConnection connection, long edition)
    {
        using var parts = new PreparedCommand(
            connection, "SELECT part, text, state, message, changed FROM edition_parts WHERE edition = @edition ORDER BY part");
        parts["@edition"] = edition;
        return parts.Rows(row => new DigestPart(
            row.GetInt32(0), row.GetString(1), Enum.Parse<DigestPartState>(row.GetString(2), ignoreCase: true),
            FactColumns.Text(row, 3), row.IsDBNull(4) ? null : FactColumns.Moment(row, 4)));
    }

    internal static string Name(DigestPartState state) => state switch
    {
        DigestPartState.Pending => "pending",
        DigestPartState.Sending => "sending",
        DigestPartState.Posted => "posted",
        DigestPartState.Outdated => "outdated",
        DigestPartState.Unsure => "unsure",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    internal static string? Moment(DateTimeOffset? at) => at is { } moment ? FactColumns.Moment(moment) : null;

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(SqliteDataReader row, int column) =>
        DateOnly.ParseExact(row.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
