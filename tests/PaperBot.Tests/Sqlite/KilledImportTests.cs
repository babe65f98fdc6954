using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using PaperBot.Papers;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Sqlite;

/// <summary>Kills a real process in the middle of a file. The process is this test program, told by its environment to import.</summary>
public sealed class KilledImportTests : IDisposable
{
    private const string ChildDatabase = "PAPERBOT_TEST_CHILD_DATABASE";
    private const int PerFile = 3000;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    [Trait("Length", "Long")]
    public async Task After_a_kill_in_mid_file_whole_files_are_stored_and_nothing_else()
    {
        var file = _folder.File("paperbot.db");
        using var child = Start(file);
        // The child has stored one file and stands in the middle of the second, which fills SQLite's cache and its log.
        Assert.Equal("half", await child.StandardOutput.ReadLineAsync(Token));
        child.Kill();
        await child.WaitForExitAsync(Token);

        using var database = new SqliteDatabase(file);
        var store = new SqlitePaperStore(database, TimeProvider.System);

        Assert.Equal(PerFile, await store.CountAsync(Token));
        var import = Assert.Single(await store.ImportsAsync(Token));
        Assert.Equal(["a.txt"], import.Files);
        Assert.Equal("ok", await database.ReadAsync(Integrity, Token));
        var number = await store.BeginImportAsync(false, Token);
        Assert.Equal(new FileChanges(PerFile, 0, 0), await store.StoreAsync(number, "b.txt", Papers("b", PerFile), Token));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs before the test program itself, and ends it, when this process is the child.</summary>
    [ModuleInitializer]
    internal static void ImportAsChild()
    {
        if (Environment.GetEnvironmentVariable(ChildDatabase) is not { } file)
        {
            return;
        }

        using var database = new SqliteDatabase(file);
        var store = new SqlitePaperStore(database, TimeProvider.System);
        var import = store.BeginImportAsync(false, CancellationToken.None).GetAwaiter().GetResult();
        store.StoreAsync(import, "a.txt", [.. Papers("a", PerFile)], CancellationToken.None).GetAwaiter().GetResult();

        // Other threads cannot run this assembly's code before its initializer returns, so the store, on its own thread, is fed
        // by a collection of the runtime's. A writer killed here has far more than SQLite's 64 MB cache unfinished on disk.
        using var papers = new BlockingCollection<ListedPaper>(boundedCapacity: 100);
        _ = store.StoreAsync(import, "b.txt", papers.GetConsumingEnumerable(), CancellationToken.None);
        foreach (var paper in Papers("b", 60_000))
        {
            papers.Add(paper);
        }

        Console.Out.WriteLine("half");
        Console.Out.Flush();
        Thread.Sleep(TimeSpan.FromMinutes(1));
        Environment.Exit(1);
    }

    private static Process Start(string database)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            Environment = { [ChildDatabase] = database },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(KilledImportTests).Assembly.Location);
        }

        return Process.Start(start)!;
    }

    private static IEnumerable<ListedPaper> Papers(string name, int count) => Enumerable.Range(0, count)
        .Select(i => Some.Listed($"Paper {name} {i}", string.Concat(Enumerable.Repeat($"Text {name} {i}. ", 100))));

    private static string Integrity(Microsoft.Data.Sqlite.SqliteConnection connection)
    {
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        return (string)check.ExecuteScalar()!;
    }
}
