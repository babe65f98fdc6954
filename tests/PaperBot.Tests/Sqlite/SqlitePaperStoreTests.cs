using PaperBot.Papers;
using PaperBot.Sqlite;
using PaperBot.Tests.Papers;

namespace PaperBot.Tests.Sqlite;

public sealed class SqlitePaperStoreTests : PaperStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqlitePaperStoreTests()
    {
        _database = new SqliteDatabase(_folder.File("paperbot.db"));
        Store = new SqlitePaperStore(_database, Clock);
    }

    protected override IPaperStore Store { get; }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }
}
