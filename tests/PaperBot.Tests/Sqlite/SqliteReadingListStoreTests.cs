using PaperBot.ReadingLists;
using PaperBot.Sqlite;
using PaperBot.Tests.ReadingLists;

namespace PaperBot.Tests.Sqlite;

public sealed class SqliteReadingListStoreTests : ReadingListStoreContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    public SqliteReadingListStoreTests()
    {
        database = new SqliteDatabase(folder.File("paperbot.db"));
        Store = new SqliteReadingListStore(database);
    }

    protected override IReadingListStore Store { get; }

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }
}
