using PaperBot.Digests;
using PaperBot.Sqlite;
using PaperBot.Tests.Digests;

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

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }
}
