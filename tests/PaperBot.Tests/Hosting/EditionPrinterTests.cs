using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Archive;
using PaperBot.Digests;
using PaperBot.Hosting;
using PaperBot.Settings;
using PaperBot.Sqlite;
using PaperBot.Tests.Digests;
using Xunit;

namespace PaperBot.Tests.Hosting;

public sealed class EditionPrinterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;
    private readonly SqliteDigestLedger ledger;
    private readonly StringWriter log = new();
    private readonly ErrorStreamLogger logs;

    public EditionPrinterTests()
    {
        database = new SqliteDatabase(folder.File("paperbot.db"));
        ledger = new SqliteDigestLedger(database);
        logs = new ErrorStreamLogger(log);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DigestEdition Edition => new("console", SomeEditions.Day);

    private string Page => EditionFiles.PathsOf(folder.File("editions"), Edition).Page;

    public void Dispose()
    {
        logs.Dispose();
        log.Dispose();
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Edition_is_written_once_all_of_it_stands_in_its_channel()
    {
        var entry = SomeEditions.Of(Some.Paper("Kites")) with { Parts = [new DigestPart(1, "# Paper digest", DigestPartState.Sending)] };
        await ledger.TryOpenAsync(entry, Token);
        using var printer = Printer();
        await printer.LookAsync(Token);
        Assert.False(Directory.Exists(folder.File("editions")));

        await ledger.TryMoveAsync(entry.Edition, entry.Parts[0], entry.Parts[0] with { State = DigestPartState.Posted, Changed = Some.Moment }, Token);
        await printer.LookAsync(Token);
        Assert.Contains("Kites", File.ReadAllText(Page), StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(Path.GetDirectoryName(Page)!).Length);
        Assert.Equal("", log.ToString());
    }

    [Fact]
    public async Task What_is_missing_or_was_changed_is_written_again()
    {
        await ledger.TryOpenAsync(SomeEditions.Of(Some.Paper("Kites")), Token);
        using var printer = Printer();
        await printer.LookAsync(Token);

        File.Delete(Page);
        File.Delete(Path.Combine(Path.GetDirectoryName(Page)!, "feed.xml"));
        await printer.LookAsync(Token);
        Assert.True(File.Exists(Page));
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(Page)!, "feed.xml")));

        await EditAsync("UPDATE edition_papers SET title = 'Kites and strings'");
        await printer.LookAsync(Token);
        Assert.Contains("Kites and strings", File.ReadAllText(Page), StringComparison.Ordinal);
        Assert.Contains("Kites and strings", File.ReadAllText(Path.Combine(Path.GetDirectoryName(Page)!, "feed.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_editions_are_written_at_a_start_when_they_are_missing()
    {
        var old = SomeEditions.At(SomeEditions.Day.AddDays(-300), "lab", Some.Paper("Snow"));
        await ledger.TryOpenAsync(old, Token);
        using var printer = Printer();
        await printer.LookAsync(Token);

        Assert.True(EditionFiles.Exist(folder.File("editions"), old.Edition));
        Assert.True(EditionFiles.ListsExist(folder.File("editions"), "lab"));
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_is_one_warning_with_what_to_do_and_is_tried_again()
    {
        var entry = SomeEditions.Of(Some.Paper("Kites"));
        await ledger.TryOpenAsync(entry, Token);
        folder.File("editions", "a file where the folder should be");
        using var printer = Printer();
        await printer.LookAsync(Token);
        await printer.LookAsync(Token);
        await printer.PrintAsync(entry, Token);

        var warning = Assert.Single(log.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("warning EditionPrinter: ", warning, StringComparison.Ordinal);
        Assert.Contains("2026-11-20.md could not be written", warning, StringComparison.Ordinal);
        Assert.Contains("Digest:Files", warning, StringComparison.Ordinal);

        File.Delete(folder.File("editions"));
        await printer.LookAsync(Token);
        Assert.True(File.Exists(Page));
    }

    [Fact]
    public async Task Nothing_is_written_when_files_are_off_or_there_are_no_papers()
    {
        await ledger.TryOpenAsync(SomeEditions.Of(Some.Paper("Kites")), Token);
        using var off = Printer("OFF");
        await off.LookAsync(Token);
        await off.PrintAsync(SomeEditions.Of(Some.Paper("Kites")), Token);
        using var on = Printer();
        await on.PrintAsync(SomeEditions.Of() with { EmptyReason = "Nothing." }, Token);

        Assert.False(Directory.Exists(folder.File("editions")));
    }

    [Fact]
    public async Task What_was_posted_just_before_the_end_is_written_at_the_end()
    {
        using var printer = Printer(folder.File("elsewhere"));
        await printer.StartAsync(Token);
        await ledger.TryOpenAsync(SomeEditions.Of(Some.Paper("Kites")), Token);
        await printer.StopAsync(Token);

        Assert.True(EditionFiles.Exist(folder.File("elsewhere"), Edition));
    }

    private EditionPrinter Printer(string files = "")
    {
        var archive = new SqliteEditionArchive(database);
        var options = Options.Create(new DigestSettings { Files = files });
        var clock = new ManualTimeProvider(new DateTimeOffset(SomeEditions.Day, new TimeOnly(9, 0), TimeSpan.Zero));
        return new EditionPrinter(
            new EditionFiles(ledger, archive, new SqlitePaperStore(database, clock), options, clock), archive, ledger, options,
            Options.Create(new StorageOptions { Data = folder.Path }), clock, new Log(logs));
    }

    private async Task EditAsync(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database.File}");
        await connection.OpenAsync(Token);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
    }

    private sealed class Log(ErrorStreamLogger logs) : ILogger<EditionPrinter>
    {
        private readonly ILogger inner = logs.CreateLogger(nameof(EditionPrinter));

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
