using PaperBot.Sqlite;

namespace PaperBot.Tests.Embeddings;

/// <summary>A store of vectors in a database of its own, with a clock that stands still.</summary>
internal sealed class VectorDatabase : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    public VectorDatabase()
    {
        database = new SqliteDatabase(folder.File("paperbot.db"));
        Store = new SqliteVectorStore(database, Clock);
    }

    public ManualTimeProvider Clock { get; } = new(Some.Moment);

    public SqliteVectorStore Store { get; }

    /// <summary>The database's file.</summary>
    public string File => database.File;

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }
}
