using Microsoft.Data.Sqlite;
using PaperBot.Papers;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_and_its_folder_are_created_in_wal_mode_with_foreign_keys()
    {
        using var database = Open("new/folder/paperbot.db");

        var state = await database.ReadAsync(
            connection => (Scalar(connection, "PRAGMA journal_mode"), Scalar(connection, "PRAGMA foreign_keys")), Token);

        Assert.Equal(("wal", 1L), state);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_by_name()
    {
        var file = await Existing();
        Run(file, "PRAGMA user_version = 900");

        var message = await Refusal(file);

        Assert.Equal(
            $"The database {file} was written by a newer PaperBot (schema 900, this one knows {Migrations.All.Length}); "
            + "update PaperBot, or choose another data folder.",
            message);
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_untouched()
    {
        var file = _folder.File("other.db");
        Run(file, "CREATE TABLE recipes (name TEXT)");

        Assert.Contains("belongs to another program", await Refusal(file), StringComparison.Ordinal);
        Assert.Equal("delete", Run(file, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_by_name()
    {
        var file = _folder.File("garbage.db", string.Concat(Enumerable.Repeat("this is no database ", 500)));

        var message = await Refusal(file);

        Assert.Contains(file, message, StringComparison.Ordinal);
        Assert.Contains("restore a backup", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_with_torn_pages_is_refused_by_name()
    {
        var file = await Existing(Enumerable.Range(0, 500).Select(i => Some.Listed($"Paper {i}")).ToArray());
        await using (var torn = new FileStream(file, FileMode.Open))
        {
            torn.Position = 4096;
            torn.Write(Enumerable.Repeat((byte)0xA5, (int)torn.Length - 4096).ToArray());
        }

        Assert.Contains("is damaged", await Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_folder.File("plain.txt", "no folder"), "paperbot.db");

        Assert.Contains($"The folder for the database {file} cannot be created", await Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_database_can_be_read_and_says_why_it_cannot_be_written()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("this user may write every file");
            return;
        }

        var file = await Existing(Some.Listed());
        File.SetUnixFileMode(file, UnixFileMode.UserRead);

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await Store(Open(file)).BeginImportAsync(false, Token));

        Assert.Contains("cannot be written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_another_process_writes_papers_can_be_read_and_a_writer_is_told_to_wait()
    {
        var file = await Existing(Some.Listed());
        using var other = Connection(file);
        using var writing = other.BeginTransaction(deferred: false);
        using var database = new SqliteDatabase(file, patience: TimeSpan.Zero);

        Assert.Equal(1, await Store(database).CountAsync(Token));
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => Store(database).BeginImportAsync(false, Token));

        Assert.Equal(
            $"The database {file} is being written by another PaperBot; wait until it has finished, or stop it, then try again.",
            refusal.Message);
    }

    [Fact]
    public async Task A_writer_waits_for_the_other_one_to_finish()
    {
        var file = await Existing(Some.Listed());
        using var other = Connection(file);
        var writing = other.BeginTransaction(deferred: false);
        using var database = Open(file);

        var begun = Store(database).BeginImportAsync(false, Token);
        Assert.False(begun.IsCompleted);
        await writing.DisposeAsync();

        Assert.Equal(2, await begun);
    }

    [Fact]
    public async Task Waiting_for_the_other_one_can_be_cancelled()
    {
        var file = await Existing(Some.Listed());
        using var other = Connection(file);
        using var writing = other.BeginTransaction(deferred: false);
        using var database = Open(file);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store(database).BeginImportAsync(false, stop.Token));
    }

    [Fact]
    public async Task Many_at_once_may_open_a_new_database_and_write()
    {
        var file = _folder.File("paperbot.db");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            using var database = new SqliteDatabase(file);
            var store = Store(database);
            await store.StoreAsync(await store.BeginImportAsync(false, Token), $"{i}.txt", [Some.Listed($"Paper {i}")], Token);
        }));

        using var last = Open(file);
        Assert.Equal(8, await Store(last).CountAsync(Token));
    }

    [Fact]
    public async Task An_undo_leaves_no_row_behind()
    {
        var file = await Existing(Some.Listed("One"), Some.Listed("Two"));
        using var database = Open(file);
        await Store(database).UndoAsync(1, Token);

        foreach (var table in new[] { "imports", "listings", "sightings", "papers", "texts" })
        {
            Assert.Equal(0L, Run(file, $"SELECT count(*) FROM {table}"));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static SqlitePaperStore Store(SqliteDatabase database) => new(database, TimeProvider.System);

    private SqliteDatabase Open(string file) => new(_folder.File(file));

    private async Task<string> Existing(params ListedPaper[] papers)
    {
        var file = _folder.File("paperbot.db");
        using var database = new SqliteDatabase(file);
        var store = Store(database);
        await store.StoreAsync(await store.BeginImportAsync(false, Token), "a.txt", papers, Token);
        return file;
    }

    private static async Task<string> Refusal(string file)
    {
        using var database = new SqliteDatabase(file);
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            await foreach (var paper in Store(database).ReadAllAsync(Token))
            {
                Assert.NotNull(paper);
            }
        });
        return refusal.Message;
    }

    private static SqliteConnection Connection(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static object? Run(string file, string sql)
    {
        using var connection = Connection(file);
        return Scalar(connection, sql);
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
