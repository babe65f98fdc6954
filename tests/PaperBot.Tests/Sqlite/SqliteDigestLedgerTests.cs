using Microsoft.Data.Sqlite;
using PaperBot.Digests;
using PaperBot.Sqlite;
using PaperBot.Tests.Digests;
using Xunit;

namespace PaperBot.Tests.Sqlite;

public sealed class SqliteDigestLedgerTests : DigestLedgerContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteDigestLedgerTests()
    {
        _database = new SqliteDatabase(_folder.File("paperbot.db"));
        Ledger = new SqliteDigestLedger(_database);
    }

    protected override IDigestLedger Ledger { get; }

    [Fact]
    public async Task Editions_of_an_older_schema_keep_their_parts_and_have_no_prints()
    {
        var file = _folder.File("older.db");
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            var before = Migrations.All.TakeWhile(m => m.Sql != DigestSchema.Revisions).ToList();
            foreach (var sql in before.Select(m => m.Sql).Append(
                $"""
                INSERT INTO editions VALUES (1, 'console', '2026-11-20', '2026-11-20T08:30:00.0000000Z', NULL);
                INSERT INTO edition_papers VALUES (1, 'console', 1, 'a', 'Title', 'We study it.', 'abstract', 'Also', 'new today');
                INSERT INTO edition_parts VALUES (1, 1, 'one', 'posted', 'm1', '2026-11-20T08:30:01.0000000Z'), (1, 2, 'two', 'unsure', NULL, NULL);
                PRAGMA user_version = {before.Count};
                PRAGMA application_id = {0x50426f74};
                """))
            {
                Schema.Execute(connection, sql);
            }
        }

        using var database = new SqliteDatabase(file);
        var entry = (await new SqliteDigestLedger(database).FindAsync(new DigestEdition("console", new DateOnly(2026, 11, 20)), Token))!;
        Assert.Null(Assert.Single(entry.Papers).Printed);
        Assert.Equal([("one", DigestPartState.Posted, "m1"), ("two", DigestPartState.Unsure, null)], entry.Parts.Select(p => (p.Text, p.State, p.MessageId)));
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }
}
