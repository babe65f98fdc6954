using Microsoft.Extensions.Options;
using PaperBot.Archive;
using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class EditionFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;
    private readonly SqliteDigestLedger ledger;
    private readonly Paper paper = Some.Paper("Kites", "kites");
    private readonly ManualTimeProvider clock = new(DateTimeOffset.UtcNow);

    public EditionFilesTests()
    {
        database = new SqliteDatabase(folder.File("paperbot.db"));
        ledger = new SqliteDigestLedger(database);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => folder.File("out");

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("console", "console")]
    [InlineData("lab/#1", "lab%2F%231")]
    [InlineData("..", "%2E%2E")]
    [InlineData(".", "%2E")]
    [InlineData(".hidden.", "%2Ehidden%2E")]
    [InlineData("a.b", "a.b")]
    [InlineData("con", "%63on")]
    [InlineData("nul.txt", "%6Eul.txt")]
    [InlineData("console2", "console2")]
    [InlineData("../../etc", "%2E.%2F..%2Fetc")]
    [InlineData("a\\b:c", "a%5Cb%3Ac")]
    public void Channel_has_a_folder_of_its_own_in_every_system(string channel, string name) =>
        Assert.Equal(name, EditionPaths.Folder(channel));

    [Fact]
    public void Long_names_of_channels_are_cut_and_stay_different()
    {
        var names = "xy".Select(end => EditionPaths.Folder(new string('ü', 300) + end)).ToList();

        Assert.Distinct(names);
        Assert.All(names, n => Assert.InRange(n.Length, 20, 140));
        Assert.All(names, n => Assert.Matches("%BC-[0-9a-f]{16}$|%C3-[0-9a-f]{16}$", n));
    }

    [Fact]
    public async Task Edition_becomes_a_document_a_page_a_list_and_a_feed()
    {
        var entry = await KeepAsync(SomeEditions.Of(paper));
        var files = Files("https://example.org/d");

        Assert.True(await files.WriteAsync(Root, entry, Token));
        await files.WriteListsAsync(Root, "console", Token);

        Assert.Equal(["2026-11-20.html", "2026-11-20.md", "feed.xml", "index.html"], Names("console"));
        Assert.Contains("https://example.org/d/console/2026-11-20.html", File.ReadAllText(Path.Combine(Root, "console", "feed.xml")), StringComparison.Ordinal);
        Assert.Contains("<!DOCTYPE html>", File.ReadAllText(Path.Combine(Root, "console", "2026-11-20.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_holds_the_same_is_not_touched()
    {
        var entry = await KeepAsync(SomeEditions.Of(paper));
        await Files().WriteAsync(Root, entry, Token);
        var page = EditionFiles.PathsOf(Root, entry.Edition).Page;
        File.SetLastWriteTimeUtc(page, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.False(await Files().WriteAsync(Root, entry, Token));
        Assert.Equal(2020, File.GetLastWriteTimeUtc(page).Year);

        var edited = entry with { Papers = [entry.Papers[0] with { Title = "Kites again" }] };
        Assert.True(await Files().WriteAsync(Root, edited, Token));
        Assert.Contains("Kites again", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_and_feed_name_only_editions_whose_pages_are_there()
    {
        var written = await KeepAsync(SomeEditions.Of(paper));
        await KeepAsync(SomeEditions.At(SomeEditions.Day.AddDays(1), "console", Some.Paper("Later", "later")));
        await Files().WriteAsync(Root, written, Token);
        await Files().WriteListsAsync(Root, "console", Token);

        var list = File.ReadAllText(Path.Combine(Root, "console", "index.html"));
        Assert.Contains("2026-11-20.html", list, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-11-21.html", list, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-11-21", File.ReadAllText(Path.Combine(Root, "console", "feed.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_of_the_system_names_the_file_and_leaves_nothing_behind()
    {
        var entry = SomeEditions.Of(paper);
        folder.File("out", "a file where a folder should be");
        var refused = await Assert.ThrowsAsync<EditionFileException>(() => Files().WriteAsync(Root, entry, Token));
        Assert.Contains(Path.Combine("console", "2026-11-20.md"), refused.Message, StringComparison.Ordinal);

        // A folder stands where the page belongs: the document is written, the page is not, and no half of it either.
        var other = folder.File("other");
        Directory.CreateDirectory(Path.Combine(other, "console", "2026-11-20.html"));
        await Assert.ThrowsAsync<EditionFileException>(() => Files().WriteAsync(other, entry, Token));
        Assert.Equal(["2026-11-20.md"], Directory.GetFiles(Path.Combine(other, "console")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_a_crash_left_is_cleared_after_a_day()
    {
        var entry = await KeepAsync(SomeEditions.Of(paper));
        await Files().WriteAsync(Root, entry, Token);
        File.WriteAllText(Path.Combine(Root, "console", ".new-0123"), "half");
        await Files().WriteListsAsync(Root, "console", Token);
        Assert.Contains(".new-0123", Names("console"));

        clock.Advance(TimeSpan.FromDays(2));
        await Files().WriteListsAsync(Root, "console", Token);
        Assert.DoesNotContain(".new-0123", Names("console"));
    }

    private EditionFiles Files(string link = "") => new(
        ledger, new SqliteEditionArchive(database), new ListOfPapers([paper]), Options.Create(new DigestSettings { Link = link }), clock);

    private async Task<DigestLedgerEntry> KeepAsync(DigestLedgerEntry entry) => (await ledger.TryOpenAsync(entry, Token))!;

    private IEnumerable<string?> Names(string channel) => Directory.GetFiles(Path.Combine(Root, channel)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
