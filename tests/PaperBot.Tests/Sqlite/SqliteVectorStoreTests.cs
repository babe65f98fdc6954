using PaperBot.Embeddings;
using PaperBot.Sqlite;
using PaperBot.Tests.Embeddings;
using Xunit;

namespace PaperBot.Tests.Sqlite;

public sealed class SqliteVectorStoreTests : VectorStoreContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    public SqliteVectorStoreTests()
    {
        database = new SqliteDatabase(folder.File("paperbot.db"));
        Store = new SqliteVectorStore(database, Clock);
    }

    private protected override IVectorStore Store { get; }

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_was_kept_is_there_for_another_process()
    {
        var model = new VectorModel("sha256:aa", "small", 2);
        await Store.KeepAsync(model, [KeptVector.Of(TextHash.Of("one"), [3, 4])], Token);
        using var other = new SqliteDatabase(database.File);
        var store = new SqliteVectorStore(other, Clock);
        Assert.Equal(model, await store.FindAsync(model.Identity, Token));
        Assert.Equal([TextHash.Of("one")], await store.TextsAsync(model, Token));
    }
}
