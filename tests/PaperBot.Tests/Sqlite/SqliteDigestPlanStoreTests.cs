using PaperBot.Digests;
using PaperBot.Sqlite;
using PaperBot.Tests.Digests;

namespace PaperBot.Tests.Sqlite;

public sealed class SqliteDigestPlanStoreTests : DigestPlanStoreContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    public SqliteDigestPlanStoreTests()
    {
        database = new SqliteDatabase(folder.File("paperbot.db"));
        Store = new SqliteDigestPlanStore(database);
    }

    protected override IDigestPlanStore Store { get; }

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }
}
