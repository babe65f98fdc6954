using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Importing;
using PaperBot.Listings;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Importing;

public sealed class PaperImporterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;
    private readonly SqlitePaperStore _store;
    private readonly PaperImporter _importer;

    public PaperImporterTests()
    {
        _database = new SqliteDatabase(_folder.File("data/paperbot.db"));
        _store = new SqlitePaperStore(_database, TimeProvider.System);
        _importer = new PaperImporter(
            _store, new ScriptedListingReader(), TimeProvider.System, NullLogger<PaperImporter>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_is_read_in_ordinal_order_without_hidden_files()
    {
        _folder.File("in/b.txt", "Two");
        _folder.File("in/a.txt", "One\nTwo");
        _folder.File("in/deep/er/c.txt", "Three");
        _folder.File("in/.git/config", "Four");
        _folder.File("in/.hidden", "Five");

        var report = await Import("in");

        Assert.Equal(
            [_folder.File("in/a.txt"), _folder.File("in/b.txt"), _folder.File("in/deep/er/c.txt")],
            report.Files.Select(file => file.Path));
        Assert.Equal((3, 1, 0, 3), (report.Added, report.Merged, report.Unchanged, report.Total));
        Assert.Equal(["a.txt", "b.txt", "c.txt"], (await _store.ImportsAsync(Token)).Single().Files);
        Assert.Empty(report.FailedPaths);
    }

    [Fact]
    public async Task A_bad_record_is_told_with_its_line_and_the_others_are_stored()
    {
        _folder.File("a.txt", "One\n!it has no abstract\nTwo");

        var file = Assert.Single((await Import("a.txt")).Files);

        Assert.Equal(("lines", 2), (file.Format, file.Papers));
        Assert.Equal([new SkippedEntry(2, "it has no abstract")], file.Skipped);
    }

    [Fact]
    public async Task A_missing_file_an_empty_folder_and_a_file_without_papers_fail_and_the_rest_is_stored()
    {
        Directory.CreateDirectory(_folder.File("empty"));
        _folder.File("none.txt", "!not a listing");
        _folder.File("blank.txt", "");
        _folder.File("good.txt", "One");

        var report = await Import("missing.txt", "empty", "none.txt", "blank.txt", "good.txt");

        Assert.Equal(1, report.Added);
        Assert.Equal(Paths("missing.txt", "empty", "none.txt", "blank.txt"), report.FailedPaths);
        Assert.All(report.Files.SkipLast(1), file => Assert.NotEmpty(Assert.Single(file.Skipped).Reason));
        Assert.Equal("the folder holds no files", report.Files[1].Skipped[0].Reason);
    }

    [Fact]
    public async Task A_folder_with_one_good_file_has_not_failed()
    {
        _folder.File("in/a.txt", "!not a listing");
        _folder.File("in/b.txt", "One");

        var report = await Import("in");

        Assert.Empty(report.FailedPaths);
        Assert.True(report.Files[0].Failed);
    }

    [Fact]
    public async Task Nothing_stored_leaves_no_import_behind()
    {
        _folder.File("none.txt", "!not a listing");
        _folder.File("good.txt", "One");

        Assert.Null((await Import("none.txt", "missing.txt")).Import);
        Assert.NotNull((await Import("good.txt")).Import);
        var again = await Import("good.txt");

        Assert.Null(again.Import);
        Assert.Equal(1, again.Unchanged);
        Assert.Single(await _store.ImportsAsync(Token));
    }

    [Fact]
    public async Task All_files_of_a_call_are_undone_together()
    {
        _folder.File("a.txt", "One");
        _folder.File("b.txt", "Two");
        var report = await Import("a.txt", "b.txt", "a.txt");
        Assert.Equal(2, report.Files.Count);

        await _store.UndoAsync(report.Import!.Value, Token);

        Assert.Equal(0, await _store.CountAsync(Token));
    }

    [Fact]
    public async Task Standard_input_is_a_file_too()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes("One\nTwo"));

        var report = await _importer.ImportAsync(new ImportRequest(["-"]) { Input = input }, null, Token);

        Assert.Equal(("-", 2), (report.Files[0].Path, report.Added));
        Assert.Equal(["standard input"], (await _store.ImportsAsync(Token)).Single().Files);
    }

    [Fact]
    public async Task A_pipe_nobody_writes_into_is_refused_and_the_rest_is_stored()
    {
        MakePipe("pipe");
        _folder.File("a.txt", "One");

        var report = await Import("pipe", "a.txt");

        Assert.Equal("the file cannot be read: it is a pipe, and nobody writes into it", report.Files[0].Skipped.Single().Reason);
        Assert.Equal(1, report.Total);
    }

    [Fact]
    public async Task A_pipe_is_read_when_named_and_left_alone_in_a_folder()
    {
        MakePipe("in/pipe");
        _folder.File("in/z.txt", "Two");

        var folder = await WritingAsync("One", Import("in"));
        var named = await WritingAsync("One", Import("in/pipe"));

        Assert.Contains("only read when named itself", folder.Files[0].Skipped.Single().Reason, StringComparison.Ordinal);
        Assert.Equal((1, 1, 2), (folder.Added, named.Added, named.Total));

        async Task<ImportReport> WritingAsync(string text, Task<ImportReport> import)
        {
            // The writer may find that its reader has gone.
            await Task.Run(() => Record.Exception(() => File.WriteAllText(_folder.File("in/pipe"), text)), Token);
            return await import;
        }
    }

    [Fact]
    public async Task A_silent_pipe_ends_with_the_interruption()
    {
        MakePipe("pipe");
        using var stop = new CancellationTokenSource();
        var import = _importer.ImportAsync(new ImportRequest(Paths("pipe")), null, stop.Token);
        using var silent = await Task.Run(() => new FileStream(_folder.File("pipe"), FileMode.Open, FileAccess.Write), Token);

        await stop.CancelAsync();

        Assert.True((await import).Cancelled);
    }

    [Fact]
    public async Task A_reader_that_breaks_loses_its_file_only()
    {
        _folder.File("a.txt", "One\nboom");
        _folder.File("b.txt", "Two");

        var report = await Import("a.txt", "b.txt");

        Assert.Equal("reading the file failed, and nothing of it was stored: a mistake", report.Files[0].Skipped.Single().Reason);
        Assert.Equal((1, 1), (report.Added, report.Total));
    }

    [Fact]
    public async Task An_interruption_keeps_the_files_before_it_and_says_so()
    {
        _folder.File("a.txt", "One");
        _folder.File("b.txt", string.Join('\n', Enumerable.Range(0, 2000).Select(i => $"Paper {i}")));
        _folder.File("c.txt", "Three");
        using var stop = new CancellationTokenSource();
        var progress = new Watch(seen =>
        {
            if (seen.Papers > 1000)
            {
                stop.Cancel();
            }
        });

        var report = await _importer.ImportAsync(new ImportRequest(Paths("a.txt", "b.txt", "c.txt")), progress, stop.Token);

        Assert.True(report.Cancelled);
        Assert.Equal((1, 1, 1), (report.Files.Count, report.Added, report.Total));
    }

    [Fact]
    public async Task A_file_full_of_faults_is_told_in_bounded_memory()
    {
        _folder.File("a.txt", "One\n" + string.Concat(Enumerable.Repeat("!bad\n", 10_500)));

        var file = (await Import("a.txt")).Files.Single();

        Assert.Equal(10_001, file.Skipped.Count);
        Assert.Equal("500 more records after this line could not be read", file.Skipped[^1].Reason);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    private Task<ImportReport> Import(params string[] names) =>
        _importer.ImportAsync(new ImportRequest(Paths(names)), null, Token);

    private string[] Paths(params string[] names) => [.. names.Select(name => _folder.File(name))];

    private void MakePipe(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        using var make = System.Diagnostics.Process.Start("mkfifo", [_folder.File(name)]);
        make.WaitForExit();
    }

    private sealed class Watch(Action<ImportProgress> seen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => seen(value);
    }
}
