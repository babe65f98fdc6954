using PaperBot.Archive;
using PaperBot.Digests;
using PaperBot.Sqlite;
using PaperBot.Summaries;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class EditionArchiveTests : IDisposable
{
    private static readonly DateOnly Day = SomeEditions.Day;

    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    public EditionArchiveTests() => database = new SqliteDatabase(folder.File("paperbot.db"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Editions_come_newest_first_within_channel_and_days()
    {
        foreach (var (days, channel) in new[] { (0, "console"), (2, "console"), (1, "console"), (1, "lab"), (-400, "console") })
        {
            await KeepAsync(Day.AddDays(days), channel, ("Kites", "Also"));
        }

        Assert.Equal(
            ["2026-11-22/console", "2026-11-21/console", "2026-11-21/lab", "2026-11-20/console", "2025-10-16/console"],
            await FindAsync(new()));
        Assert.Equal(["2026-11-21/lab"], await FindAsync(new() { Channel = "lab" }));
        Assert.Equal(["2026-11-21/console", "2026-11-20/console"], await FindAsync(new() { Channel = "console", Since = Day, Until = Day.AddDays(1) }));
        Assert.Empty(await FindAsync(new() { Channel = "nowhere" }));
    }

    [Theory]
    [InlineData("graph transformers", "2026-11-21/console 1")]
    [InlineData("Graphs, transforming!", "2026-11-21/console 1")]
    [InlineData("rescue", "2026-11-21/console 1,2")]
    [InlineData("écluse", "2026-11-20/console 1")]
    [InlineData("ECLUSE locks", "2026-11-20/console 1")]
    [InlineData("what about water?", "2026-11-20/console 1")]
    [InlineData("graph water", "")]
    [InlineData("\" ' % _ *", "")]
    [InlineData("zebra", "")]
    public async Task Words_are_found_by_their_stems_in_title_summary_or_heading_of_one_paper(string text, string expected)
    {
        await KeepAsync(Day, "console", ("Écluse: opening locks, saving water", "Canals"));
        await KeepAsync(Day.AddDays(1), "console", ("Kiteline: a Graph Transformer", "Alpine rescue"), ("Avalanche dogs", "Alpine rescue"), ("Snow", "Also"));

        var page = await Archive.SearchAsync(new ArchiveQuery { Text = text }, Token);

        Assert.Equal(expected, string.Join(' ', page.Editions.Select(e => $"{e.Edition.Key} {string.Join(',', e.Matches.Select(m => m.Number))}")));
        Assert.All(page.Editions.Where(e => e.Edition.Date > Day), e => Assert.Equal((3, "Alpine rescue"), (e.Papers.Count, Assert.Single(e.Headings))));
    }

    [Fact]
    public async Task A_page_ends_where_it_is_told_and_says_whether_there_are_more()
    {
        for (var day = 0; day < 5; day++)
        {
            await KeepAsync(Day.AddDays(day), "console", (day == 2 ? "Snow" : "Kites", "Also"));
        }

        var page = await Archive.SearchAsync(new ArchiveQuery { Text = "kite", Most = 3 }, Token);
        Assert.Equal([4, 3, 1], page.Editions.Select(e => e.Edition.Date.DayNumber - Day.DayNumber));
        Assert.True(page.HasMore);
        Assert.False((await Archive.SearchAsync(new ArchiveQuery { Text = "kite", Most = 4 }, Token)).HasMore);
    }

    [Fact]
    public async Task Editions_without_papers_are_none()
    {
        await new SqliteDigestLedger(database).TryOpenAsync(
            SomeEditions.Of() with { EmptyReason = "Nothing new." }, Token);

        Assert.Empty(await FindAsync(new()));
        Assert.Empty(await Archive.StandingAsync(DateOnly.MinValue, Token));
    }

    [Fact]
    public async Task Standing_are_those_posted_whole_and_a_change_changes_their_stamp()
    {
        var ledger = new SqliteDigestLedger(database);
        var entry = await KeepAsync(Day, "console", ("Kites", "Also"));
        await ledger.TryOpenAsync(
            SomeEditions.At(Day.AddDays(1), "lab", Some.Paper()) with { Parts = [new DigestPart(1, "x"), new DigestPart(2, "y", DigestPartState.Posted)] }, Token);

        var before = Assert.Single(await Archive.StandingAsync(Day, Token));
        Assert.Equal(entry.Edition, before.Edition);
        Assert.Equal(before, Assert.Single(await Archive.StandingAsync(Day, Token)));
        Assert.Empty(await Archive.StandingAsync(Day.AddDays(1), Token));

        var part = entry.Parts[0];
        Assert.True(await ledger.TryMoveAsync(entry.Edition, part, part with { Changed = Some.Moment }, Token));
        Assert.NotEqual(before.Stamp, Assert.Single(await Archive.StandingAsync(Day, Token)).Stamp);
    }

    private SqliteEditionArchive Archive => new(database);

    private async Task<IEnumerable<string>> FindAsync(ArchiveQuery query) =>
        (await Archive.SearchAsync(query, Token)).Editions.Select(e => e.Edition.Key);

    private async Task<DigestLedgerEntry> KeepAsync(DateOnly day, string channel, params (string Title, string Topic)[] papers)
    {
        var entry = SomeEditions.At(day, channel) with
        {
            Papers = [.. papers.Select((p, i) => new DigestLedgerPaper(
                i + 1, $"{day:yyyyMMdd}-{i}", p.Title, new Tldr("We measure.", TldrOrigin.Abstract), p.Topic, "new today"))],
        };
        return (await new SqliteDigestLedger(database).TryOpenAsync(entry, Token))!;
    }
}
