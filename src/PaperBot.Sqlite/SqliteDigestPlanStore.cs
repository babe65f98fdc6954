using Microsoft.Data.Sqlite;
using PaperBot.Digests;

namespace PaperBot.Sqlite;

/// <summary>Keeps what channels want in SQLite; one row a channel, see <see cref="DigestSchema"/>.</summary>
internal sealed class SqliteDigestPlanStore(SqliteDatabase database) : IDigestPlanStore
{
    private const string Columns = "channel, enabled, days, time, cron, zone, count, quiet, topics, scheduled";

    public Task<IReadOnlyList<DigestOverrides>> AllAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DigestOverrides>>(
            connection =>
            {
                using var all = new PreparedCommand(connection, $"SELECT {Columns} FROM digest_plans ORDER BY seq");
                return all.Rows(Read);
            },
            cancellationToken);

    public Task<DigestOverrides> ChangeAsync(
        string channel, Func<DigestOverrides, DigestOverrides> change, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            using var find = new PreparedCommand(connection, $"SELECT {Columns} FROM digest_plans WHERE channel = @channel");
            find["@channel"] = channel;
            var changed = change(find.Rows(Read).FirstOrDefault() ?? new DigestOverrides(channel));
            Keep(connection, changed);
            return changed;
        },
        cancellationToken);

    public Task<bool> RemoveAsync(string channel, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            using var remove = new PreparedCommand(connection, "DELETE FROM digest_plans WHERE channel = @channel RETURNING seq");
            remove["@channel"] = channel;
            return remove.Number() is not null;
        },
        cancellationToken);

    private static void Keep(SqliteConnection connection, DigestOverrides wishes)
    {
        using var keep = new PreparedCommand(
            connection,
            $"""
            INSERT INTO digest_plans ({Columns})
            VALUES (@channel, @enabled, @days, @time, @cron, @zone, @count, @quiet, @topics, @scheduled)
            ON CONFLICT (channel) DO UPDATE SET
                enabled = excluded.enabled, days = excluded.days, time = excluded.time, cron = excluded.cron, zone = excluded.zone,
                count = excluded.count, quiet = excluded.quiet, topics = excluded.topics, scheduled = excluded.scheduled
            """);
        keep["@channel"] = wishes.Channel;
        keep["@enabled"] = wishes.Enabled;
        keep["@days"] = wishes.Days;
        keep["@time"] = wishes.Time;
        keep["@cron"] = wishes.Cron;
        keep["@zone"] = wishes.Zone;
        keep["@count"] = wishes.Count;
        keep["@quiet"] = wishes.Quiet;
        keep["@topics"] = wishes.Topics;
        keep["@scheduled"] = wishes.Scheduled is { } at ? FactColumns.Moment(at) : null;
        keep.Run();
    }

    private static DigestOverrides Read(SqliteDataReader row) => new(row.GetString(0))
    {
        Enabled = row.IsDBNull(1) ? null : row.GetBoolean(1),
        Days = FactColumns.Text(row, 2),
        Time = FactColumns.Text(row, 3),
        Cron = FactColumns.Text(row, 4),
        Zone = FactColumns.Text(row, 5),
        Count = row.IsDBNull(6) ? null : row.GetInt32(6),
        Quiet = row.IsDBNull(7) ? null : row.GetBoolean(7),
        Topics = FactColumns.Text(row, 8),
        Scheduled = row.IsDBNull(9) ? null : FactColumns.Moment(row, 9),
    };
}
