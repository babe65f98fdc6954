using PaperBot.Generation;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Generation;

/// <summary>What every cache of summaries promises.</summary>
public abstract class TldrCacheContract
{
    private static readonly TldrKey Key = new("v", "p", "m");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract ITldrCache Cache { get; }

    [Fact]
    public async Task What_was_kept_is_found_and_the_last_one_wins()
    {
        Assert.Null(await Cache.FindAsync(Key, Token));
        await Cache.KeepAsync(Key, new KeptTldr("", TldrRefusal.Number), Token);
        Assert.Equal(new KeptTldr("", TldrRefusal.Number), await Cache.FindAsync(Key, Token));
        await Cache.KeepAsync(Key, new KeptTldr("Kites fly ‘high’.", null), Token);
        Assert.Equal(new KeptTldr("Kites fly ‘high’.", null), await Cache.FindAsync(Key, Token));
    }

    [Fact]
    public async Task Each_part_of_the_key_counts()
    {
        await Cache.KeepAsync(Key, new KeptTldr("Kites fly.", null), Token);
        Assert.Null(await Cache.FindAsync(Key with { PaperVersion = "w" }, Token));
        Assert.Null(await Cache.FindAsync(Key with { PromptHash = "q" }, Token));
        Assert.Null(await Cache.FindAsync(Key with { Model = "n" }, Token));
    }
}

public sealed class InMemoryTldrCacheTests : TldrCacheContract
{
    private protected override ITldrCache Cache { get; } = new InMemoryTldrCache();
}

public sealed class SqliteTldrCacheTests : TldrCacheContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    public SqliteTldrCacheTests()
    {
        database = new SqliteDatabase(folder.File("paperbot.db"));
        Cache = new SqliteTldrCache(database);
    }

    private protected override ITldrCache Cache { get; }

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }
}
