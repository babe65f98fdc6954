using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestServiceTests
{
    private readonly ManualTimeProvider _clock = new(Some.Moment);
    private readonly List<Paper> _papers = [.. GeneratedPapers.Of(240)];
    private readonly InMemoryDigestLedger _ledger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_static_collection_feeds_thirty_days_of_eight_and_shows_nothing_twice()
    {
        List<DigestLedgerEntry> editions = [];
        for (var day = 0; day < 60; day++)
        {
            editions.Add(await Service().EditionAsync(new DigestRequest(), Token));
            _clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.All(editions.Take(30), e => Assert.Equal(8, e.Papers.Count));
        Assert.All(editions.Skip(30), e => Assert.Empty(e.Papers));
        Assert.All(editions.Skip(30), e => Assert.StartsWith("All 240 papers", e.EmptyReason, StringComparison.Ordinal));
        Assert.Distinct(editions.SelectMany(e => e.Papers).Select(p => p.PaperId));
        Assert.Equal(240, editions.Sum(e => e.Papers.Count));
    }

    [Fact]
    public async Task Two_channels_each_get_every_paper()
    {
        var console = await Service().EditionAsync(new DigestRequest { Channel = "console" }, Token);
        var lab = await Service().EditionAsync(new DigestRequest { Channel = "lab" }, Token);

        Assert.Equal(console.Papers.Select(p => p.PaperId), lab.Papers.Select(p => p.PaperId));
        Assert.Equal("2026-01-05/lab", lab.Edition.Key);
    }

    [Fact]
    public async Task After_a_restart_and_an_import_todays_edition_is_shown_again_unchanged()
    {
        using var folder = new TemporaryFolder();
        DigestLedgerEntry first;
        using (var database = new SqliteDatabase(folder.File("paperbot.db")))
        {
            first = await Service(new SqliteDigestLedger(database)).EditionAsync(new DigestRequest(), Token);
        }

        _papers.Insert(0, Some.Paper("Later", "later") with { Score = 1000 });
        _clock.Advance(TimeSpan.FromHours(3));
        using var reopened = new SqliteDatabase(folder.File("paperbot.db"));
        var again = await Service(new SqliteDigestLedger(reopened)).EditionAsync(new DigestRequest { Count = 3 }, Token);

        Assert.Equal(first.Papers, again.Papers);
        Assert.Equal(first.Parts, again.Parts);
        Assert.Equal(first.Made, again.Made);
    }

    [Fact]
    public async Task An_edition_outlives_its_papers()
    {
        var first = await Service().EditionAsync(new DigestRequest(), Token);
        _papers.Clear();

        Assert.Same(first, await Service().EditionAsync(new DigestRequest(), Token));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("There are no papers yet: import a listing first.", (await Service().EditionAsync(new DigestRequest(), Token)).EmptyReason);
    }

    [Fact]
    public async Task A_dry_run_keeps_nothing_and_shows_what_would_come()
    {
        var dry = await Service().EditionAsync(new DigestRequest { DryRun = true, Count = 5 }, Token);

        Assert.Equal(5, dry.Papers.Count);
        Assert.Null(await _ledger.FindAsync(dry.Edition, Token));
        Assert.Empty(await _ledger.ShownAsync("console", Token));
        Assert.Equal(dry.Papers, (await Service().EditionAsync(new DigestRequest { Count = 5 }, Token)).Papers);
    }

    [Fact]
    public async Task A_dry_run_with_other_topics_is_no_look_at_the_edition_that_exists_and_has_its_papers_at_hand()
    {
        var kept = await Service(topics: "paper kites").EditionAsync(new DigestRequest(), Token);
        var beehives = new DigestRequest { DryRun = true, Topics = DigestTopics.Parse("beehives") };
        var other = await Service().EditionAsync(beehives, Token);
        Assert.NotEmpty(other.Papers);
        Assert.All(other.Papers, p => Assert.Contains("beehives", p.Title, StringComparison.Ordinal));

        var kites = new DigestRequest { DryRun = true, Topics = DigestTopics.Parse("paper kites") };
        Assert.Equal(kept.PaperIds, (await Service().EditionAsync(kites, Token)).PaperIds);
        Assert.Equal(kept.PaperIds, (await Service().EditionAsync(new DigestRequest { DryRun = true }, Token)).PaperIds);
    }

    [Fact]
    public async Task An_empty_morning_gives_way_to_papers_imported_the_same_day()
    {
        _papers.Clear();
        Assert.NotNull((await Service().EditionAsync(new DigestRequest(), Token)).EmptyReason);
        _papers.AddRange(GeneratedPapers.Of(3));

        Assert.Equal(3, (await Service().EditionAsync(new DigestRequest(), Token)).Papers.Count);
    }

    [Fact]
    public async Task The_edition_belongs_to_the_zones_day()
    {
        _clock.Advance(TimeSpan.FromHours(8));

        var edition = await Service(zone: "Asia/Tokyo").EditionAsync(new DigestRequest(), Token);

        Assert.Equal(new DateOnly(2026, 1, 6), edition.Edition.Date);
    }

    [Fact]
    public async Task Summaries_and_findings_of_an_edition_are_the_abstracts_own_words()
    {
        var edition = await Service().EditionAsync(new DigestRequest(), Token);

        Assert.All(edition.Papers, p => Assert.Contains(
            p.Tldr.Text.TrimEnd('…'), _papers.Single(o => o.Id == p.PaperId).Abstract, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 8), edition.Papers.Select(p => p.Number));
    }

    [Fact]
    public async Task Topics_of_the_settings_hold_unless_the_request_names_others()
    {
        var kites = await Service(topics: "paper kites").EditionAsync(new DigestRequest { DryRun = true }, Token);
        Assert.All(kites.Papers, p => Assert.Contains("matches “paper kites”", p.Reason, StringComparison.Ordinal));
        Assert.Contains("**And 22 more**", kites.Parts[^1].Text, StringComparison.Ordinal);

        var bees = await Service(topics: "paper kites").EditionAsync(
            new DigestRequest { DryRun = true, Topics = DigestTopics.Parse("beehives") }, Token);
        Assert.All(bees.Papers, p => Assert.Contains("beehives", p.Title, StringComparison.Ordinal));
        Assert.All(
            (await Service(topics: "zeppelins").EditionAsync(new DigestRequest(), Token)).Parts,
            p => Assert.Contains("240 papers are waiting, and none is of this channel's topics (zeppelins).", p.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_left_over_comes_on_the_following_days()
    {
        _papers.RemoveRange(20, 220);
        HashSet<string> shown = [];
        for (var day = 0; day < 3; day++)
        {
            var edition = await Service().EditionAsync(new DigestRequest(), Token);
            shown.UnionWith(edition.Papers.Select(p => p.PaperId));
            Assert.Equal(day < 2, edition.Parts[^1].Text.Contains($"**And {20 - shown.Count} more**", StringComparison.Ordinal));
            _clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(20, shown.Count);
    }

    [Fact]
    public async Task A_half_filled_source_is_waited_for_and_an_edition_made_all_the_same_says_so()
    {
        _papers.Clear();
        for (var day = 0; day < 4; day++)
        {
            _papers.AddRange(GeneratedPapers.Of(20).Select(p => Of(p, day, _clock.GetUtcNow())));
            await Service().EditionAsync(new DigestRequest { Count = 25 }, Token);
            _clock.Advance(TimeSpan.FromDays(1));
        }

        _papers.Add(Of(GeneratedPapers.Of(1)[0], 4, _clock.GetUtcNow()));
        var due = _clock.GetUtcNow();
        var wait = Assert.IsType<DigestReadiness.WaitUntil>(await Service().ReadinessAsync(new DigestRequest(), due, Token));
        Assert.Equal(due.AddMinutes(10), wait.At);
        Assert.Equal("“new-4.txt” has brought 1 new paper so far, where about 20 are usual, the last just now.", wait.Reason);
        Assert.IsType<DigestReadiness.Ready>(await Service(settle: 0).ReadinessAsync(new DigestRequest(), due, Token));

        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.IsType<DigestReadiness.Ready>(await Service().ReadinessAsync(new DigestRequest(), due, Token));
        var edition = await Service().EditionAsync(new DigestRequest(), Token);
        Assert.Contains(
            "*“new-4.txt” has brought 1 new paper so far, where about 20 are usual. What comes later is for the next digest.*",
            edition.Parts[0].Text, StringComparison.Ordinal);

        _papers.Add(Of(GeneratedPapers.Of(2)[1], 4, _clock.GetUtcNow()));
        Assert.IsType<DigestReadiness.Ready>(await Service().ReadinessAsync(new DigestRequest(), _clock.GetUtcNow(), Token));

        static Paper Of(Paper paper, int day, DateTimeOffset now) =>
            paper with { Id = $"{paper.Id}-{day}", FirstImported = now, Sources = [$"new-{day}.txt"] };
    }

    private DigestService Service(IDigestLedger? ledger = null, string zone = "UTC", string topics = "", int settle = 10)
    {
        var settings = new DigestSettings { Zone = zone, Topics = topics, SettleMinutes = settle };
        return new DigestService(
            new ListOfPapers(_papers), ledger ?? _ledger, InMemoryDigestPlanStore.Plans(settings, _clock), Options.Create(settings),
            _clock, new PaperSummarizer());
    }
}
