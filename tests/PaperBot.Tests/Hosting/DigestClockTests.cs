using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.Generation;
using PaperBot.Hosting;
using PaperBot.Papers;
using PaperBot.Surfaces;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.Commands;
using PaperBot.Tests.Digests;
using PaperBot.Tests.Surfaces;
using Xunit;

namespace PaperBot.Tests.Hosting;

public sealed class DigestClockTests : IAsyncLifetime
{
    private readonly RecordingSurface surface = new();
    private readonly ManualTimeProvider clock = new(Today(8, 0));
    private readonly InMemoryDigestPlanStore wishes = new();
    private readonly DigestAgenda agenda = new();
    private CommandRoom room = null!;
    private PublishingLock? held;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync()
    {
        held?.Dispose();
        agenda.Dispose();
        return room.DisposeAsync();
    }

    [Fact]
    public async Task An_edition_is_posted_when_it_is_due_and_only_once()
    {
        using var due = Open();
        Assert.Equal(TimeSpan.FromMinutes(30), await due.PostDueAsync(Token));
        Assert.Empty(surface.Seen);

        clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1), await due.PostDueAsync(Token));
        await due.PostDueAsync(Token);
        Assert.Single(surface.Seen);
    }

    [Fact]
    public async Task After_a_restart_what_was_posted_is_not_posted_again()
    {
        clock.Advance(TimeSpan.FromHours(1));
        using (var before = Open())
        {
            await before.PostDueAsync(Token);
        }

        using var after = Open();
        await after.PostDueAsync(Token);
        Assert.Single(surface.Seen);
    }

    [Fact]
    public async Task An_edition_shown_at_the_start_is_not_posted_later_that_day()
    {
        using var due = Open();
        List<string> shown = [];
        await due.ShowTodayAsync(shown.Add, Token);
        clock.Advance(TimeSpan.FromHours(2));
        await due.PostDueAsync(Token);
        Assert.Single(shown);
        Assert.Empty(surface.Seen);
    }

    [Fact]
    public async Task Of_two_processes_on_one_folder_one_delivers_and_the_other_takes_over_when_it_is_gone()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var other = new PublishingLock(LockFile);
        Assert.True(other.TryTake());
        using var waiting = Open();
        await waiting.PostDueAsync(Token);
        Assert.Empty(surface.Seen);

        other.Dispose();
        await waiting.PostDueAsync(Token);
        Assert.Single(surface.Seen);
    }

    [Fact]
    public async Task Edition_that_was_kept_and_never_posted_is_posted_days_later()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel { Refusing = _ => new PostRefusedException("The right to write is missing.") };
        using (var before = Open(place))
        {
            await before.PostDueAsync(Token);
        }

        Assert.Empty(place.Seen);
        place.Refusing = _ => null;
        clock.Advance(TimeSpan.FromDays(1));
        using var after = Open(place);
        await after.PostDueAsync(Token);
        await after.PostDueAsync(Token);
        Assert.Single(place.Seen);
    }

    [Fact]
    public async Task Papers_of_an_edition_that_was_never_posted_come_into_the_next_one()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel { Refusing = _ => new PostRefusedException("The right to write is missing.") };
        using (var before = Open(place))
        {
            await before.PostDueAsync(Token);
        }

        place.Refusing = _ => null;
        clock.Advance(TimeSpan.FromDays(7));
        using var after = Open(place);
        await after.PostDueAsync(Token);
        Assert.Single(place.Seen, s => s.Contains("Lanternfish", StringComparison.Ordinal));
        Assert.Contains(clock.GetUtcNow().ToString("d MMMM yyyy", CultureInfo.InvariantCulture), place.Seen[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Day_without_anything_new_is_quiet_unless_the_settings_want_it_said(bool quiet, int posts)
    {
        clock.Advance(TimeSpan.FromHours(1));
        using (var first = Open())
        {
            await first.PostDueAsync(Token);
        }

        var place = new Channel();
        clock.Advance(TimeSpan.FromDays(1));
        using var second = Open(place, new DigestSettings { Quiet = quiet });
        await second.PostDueAsync(Token);
        await second.PostDueAsync(Token);
        Assert.Equal(posts, place.Seen.Count);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        Assert.NotNull((await room.Service<IDigestLedger>().FindAsync(new DigestEdition("console", today), Token))?.EmptyReason);
    }

    [Fact]
    public async Task Every_channel_has_its_own_time_and_its_own_papers()
    {
        await WishAsync("lab", w => w with { Enabled = true, Time = "09:15" });
        await WishAsync("night club", w => w with { Enabled = true, Time = "18:00", Zone = "Asia/Kolkata" });
        using var due = Open();
        clock.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(TimeSpan.FromMinutes(35), await due.PostDueAsync(Token));
        Assert.Equal(["console"], Channels());

        clock.Advance(TimeSpan.FromMinutes(35));
        await due.PostDueAsync(Token);
        clock.Advance(TimeSpan.FromHours(4));
        await due.PostDueAsync(Token);
        Assert.Equal(["console", "lab", "night club"], Channels());
        Assert.Single(surface.Seen.Select(Body).Distinct());
    }

    [Fact]
    public async Task Schedule_set_after_its_time_begins_the_next_day()
    {
        clock.Advance(TimeSpan.FromHours(4));
        using var due = Open();
        await WishAsync("lab", w => w with { Enabled = true, Time = "11:00" });
        await due.PostDueAsync(Token);
        Assert.Equal(["console"], Channels());

        clock.Advance(TimeSpan.FromHours(23));
        await due.PostDueAsync(Token);
        Assert.Contains("lab", Channels());
    }

    [Fact]
    public async Task Channel_whose_plan_cannot_be_read_holds_up_no_other()
    {
        await wishes.ChangeAsync("lab", w => w with { Enabled = true, Zone = "Mars/Olympus" }, Token);
        clock.Advance(TimeSpan.FromHours(1));
        using var due = Open();
        await due.PostDueAsync(Token);
        Assert.Equal(["console"], Channels());
    }

    [Fact]
    public async Task Channel_that_refuses_holds_up_no_other()
    {
        await WishAsync("lab", w => w with { Enabled = true, Time = "08:30" });
        clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel
        {
            Refusing = key => key.Contains("console", StringComparison.Ordinal) ? new PostRefusedException("The channel is gone.") : null,
        };
        using var due = Open(place);
        await due.PostDueAsync(Token);
        Assert.Contains("/lab*", Assert.Single(place.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Channel_turned_off_gets_nothing_more()
    {
        using var due = Open();
        await WishAsync("console", w => w with { Enabled = false });
        clock.Advance(TimeSpan.FromHours(1));
        await due.PostDueAsync(Token);
        Assert.Empty(surface.Seen);
    }

    [Fact]
    public async Task Edition_that_could_not_be_made_is_tried_again_and_its_day_is_not_lost()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel();
        using var due = Open(place, failing: 2);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 3; i++)
        {
            waits.Add(await due.PostDueAsync(Token));
            Assert.Equal(waits[i], await due.PostDueAsync(Token));
            clock.Advance(waits[i]);
        }

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)], waits.Take(2));
        Assert.StartsWith("Today's digest could not be made yet", place.Seen[0], StringComparison.Ordinal);
        Assert.StartsWith("# Paper digest", Assert.Single(place.Seen.Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_asked_for_is_posted_at_once_and_not_again_when_it_is_due()
    {
        using var due = Open();
        agenda.PostNow("console");
        await due.PostDueAsync(Token);
        Assert.Single(surface.Seen);
        clock.Advance(TimeSpan.FromHours(1));
        await due.PostDueAsync(Token);
        Assert.Single(surface.Seen);
    }

    [Fact]
    public async Task Digest_asked_for_where_none_comes_by_itself_is_made_in_the_end_although_it_failed_at_first()
    {
        var place = new Channel();
        using var due = Open(place, failing: 1);
        agenda.PostNow("lab");
        await due.PostDueAsync(Token);
        Assert.Empty(place.Seen);
        await due.PostDueAsync(Token);
        await due.PostDueAsync(Token);
        Assert.Contains("/lab*", Assert.Single(place.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_asked_for_where_none_comes_by_itself_is_finished_after_its_sending_failed()
    {
        var place = new Channel { Refusing = _ => new IOException("The line is cut.") };
        using (var before = Open(place))
        {
            agenda.PostNow("lab");
            await before.PostDueAsync(Token);
        }

        place.Refusing = _ => null;
        using var after = Open(place);
        await after.PostDueAsync(Token);
        await after.PostDueAsync(Token);
        Assert.Contains("/lab*", Assert.Single(place.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edition_refused_as_a_whole_is_posted_the_same_day_once_the_right_is_back()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel { Refusing = _ => new PostRefusedException("The right to write is missing.") };
        using var due = Open(place);
        await due.PostDueAsync(Token);
        await due.PostDueAsync(Token);
        Assert.Empty(place.Seen);

        place.Refusing = _ => null;
        await due.PostDueAsync(Token);
        await due.PostDueAsync(Token);
        Assert.Single(place.Seen);
    }

    [Fact]
    public async Task Post_that_an_administrator_does_not_find_is_sent_again_by_the_running_bot()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel
        {
            Refusing = _ => new IOException("The line is cut."), Search = new PostSearch.Unknown("The history cannot be read."),
        };
        using var due = Open(place);
        await due.PostDueAsync(Token);
        await due.PostDueAsync(Token);
        place.Refusing = _ => null;
        await due.PostDueAsync(Token);
        Assert.Empty(place.Seen);

        var edition = new DigestEdition("console", DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var publisher = new DigestPublisher(room.Service<IDigestLedger>(), clock);
        Assert.Equal(1, await publisher.SettleAsync(edition, stands: false, Token));
        await due.PostDueAsync(Token);
        await due.PostDueAsync(Token);
        Assert.Single(place.Seen);
    }

    [Fact]
    public async Task No_wait_is_below_zero_although_saying_what_failed_took_longer_than_the_pause()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel { Refusing = Slow };
        using var due = Open(place, failing: 2);
        clock.Advance(await due.PostDueAsync(Token));
        Assert.Equal(TimeSpan.Zero, await due.PostDueAsync(Token));
        await due.PostDueAsync(Token);
        Assert.Equal(2, place.Seen.Count);

        Exception? Slow(string key)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            return null;
        }
    }

    [Fact]
    public async Task Due_digest_does_not_wait_for_the_edits_of_earlier_ones()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel();
        using var due = Open(place);
        await due.PostDueAsync(Token);
        await room.ImportAsync(CorrectedListing(room.Data), Token);
        await WishAsync("lab", w => w with { Enabled = true, Time = "10:00" });
        clock.Advance(TimeSpan.FromHours(2));
        List<int> postsAtEdits = [];
        place.Editing = _ =>
        {
            postsAtEdits.Add(place.Seen.Count);
            return null;
        };
        await due.PostDueAsync(Token);
        Assert.Equal([2], postsAtEdits);
    }

    [Fact]
    public async Task Post_of_a_channel_that_was_turned_off_since_is_still_edited()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel();
        using var due = Open(place);
        await due.PostDueAsync(Token);
        await WishAsync("console", w => w with { Enabled = false });
        await room.ImportAsync(CorrectedListing(room.Data), Token);
        await due.PostDueAsync(Token);
        Assert.Contains("from 21 years", Assert.Single(place.Seen), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task Clock_set_over_the_due_time_and_back_posts_once(int hours)
    {
        using var due = Open();
        clock.Advance(TimeSpan.FromMinutes(hours > 0 ? 0 : 45));
        await due.PostDueAsync(Token);
        foreach (var jump in new[] { hours, -hours, hours, 24, -24 })
        {
            clock.Advance(TimeSpan.FromHours(jump));
            await due.PostDueAsync(Token);
        }

        var days = surface.Seen.Select(s => s[..s.IndexOf('\n', StringComparison.Ordinal)]).ToList();
        Assert.Equal(days.Distinct(), days);
        Assert.Single(surface.Seen, s => s.Contains("Lanternfish", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_listing_that_is_still_filling_when_the_digest_is_due_comes_into_one_digest()
    {
        clock.Advance(TimeSpan.FromMinutes(30));
        List<Paper> papers = [.. GeneratedPapers.Of(1).Select(Now)];
        var place = new Channel();
        using var due = Open(place, papers: new ListOfPapers(papers));
        Assert.Equal(TimeSpan.FromMinutes(10), await due.PostDueAsync(Token));

        clock.Advance(TimeSpan.FromMinutes(4));
        papers.AddRange(GeneratedPapers.Of(4).Skip(1).Select(Now));
        Assert.Equal(TimeSpan.FromMinutes(10), await due.PostDueAsync(Token));
        Assert.Empty(place.Seen);

        clock.Advance(TimeSpan.FromMinutes(10));
        await due.PostDueAsync(Token);
        await due.PostDueAsync(Token);
        Assert.Contains("\n4 papers", Assert.Single(place.Seen), StringComparison.Ordinal);

        Paper Now(Paper paper) => paper with { FirstImported = clock.GetUtcNow() };
    }

    [Fact]
    public async Task Corrected_listing_that_is_imported_edits_the_post_and_taking_it_back_edits_it_again()
    {
        clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel();
        using var service = Open(place);
        await service.PostDueAsync(Token);
        Assert.Contains("from 12 years", Assert.Single(place.Seen), StringComparison.Ordinal);

        await room.ImportAsync(CorrectedListing(room.Data), Token);
        await service.PostDueAsync(Token);
        await service.PostDueAsync(Token);
        var day = clock.GetUtcNow().ToString("d MMM", CultureInfo.InvariantCulture);
        Assert.Contains($"*Updated {day}: the abstract changed, version 2.*", Assert.Single(place.Seen), StringComparison.Ordinal);
        Assert.Contains("from 21 years", place.Seen[0], StringComparison.Ordinal);
        Assert.DoesNotContain("12 years", place.Seen[0], StringComparison.Ordinal);
        Assert.Equal(1, place.Edits);
        var kept = (await room.Service<IDigestLedger>().FindAsync(new DigestEdition("console", DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)), Token))!;
        Assert.Equal(place.Seen[0], Assert.Single(kept.Parts).Text);

        var store = room.Service<IPaperStore>();
        await store.UndoAsync((await store.ImportsAsync(Token))[0].Number, Token);
        await service.PostDueAsync(Token);
        Assert.Contains($"*Corrected {day}: the abstract changed.*", Assert.Single(place.Seen), StringComparison.Ordinal);
        Assert.Contains("from 12 years", place.Seen[0], StringComparison.Ordinal);
    }

    private static string CorrectedListing(TemporaryFolder folder) =>
        folder.File("corrected.txt", Listing.Text.Replace("12 years", "21 years", StringComparison.Ordinal));

    private async Task WishAsync(string channel, Func<DigestOverrides, DigestOverrides> change) =>
        await InMemoryDigestPlanStore.Plans(clock: clock, store: wishes).ChangeAsync(channel, change, Token);

    // The key in a post's last line names its channel.
    private List<string> Channels() =>
        [.. surface.Seen.Select(s => Uri.UnescapeDataString(s[(s.LastIndexOf('/') + 1)..].TrimEnd('*'))).Order(StringComparer.Ordinal)];

    private static string Body(string post) => post[..post.LastIndexOf('\n')];

    private string LockFile => Path.Combine(room.Data.Path, PublishingLock.FileName);

    // A process that ended gives its right back.
    private DigestClock Open(IChatSurface? place = null, DigestSettings? settings = null, int failing = 0, IPaperStore? papers = null)
    {
        held?.Dispose();
        held = new PublishingLock(LockFile);
        // The room's papers come by the real clock, which may stand at any minute of this one's day: nothing is waited for.
        settings ??= new DigestSettings();
        settings.SettleMinutes = papers is null ? 0 : settings.SettleMinutes;
        var options = Options.Create(settings);
        var ledger = new StubbornLedger(room.Service<IDigestLedger>(), failing);
        var plans = new DigestPlans(wishes, options, clock);
        return new DigestClock(
            new DigestService(papers ?? room.Service<IPaperStore>(), ledger, plans, options, clock, new PaperSummarizer()),
            new DigestPublisher(ledger, clock), Reviser(ledger, options), ledger, plans, agenda, held, place ?? surface, clock, NullLogger<DigestClock>.Instance);
    }

    private DigestReviser Reviser(IDigestLedger ledger, IOptions<DigestSettings> options) => new(
        ledger, room.Service<IPaperStore>(), new PaperSummarizer(), options, clock, NullLogger<DigestReviser>.Instance);

    // The papers of the room are imported by the real clock, so that the editions are of about today too.
    private static DateTimeOffset Today(int hour, int minute) =>
        new(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero);

    /// <summary>A database that is busy for the first editions.</summary>
    private sealed class StubbornLedger(IDigestLedger inner, int failing) : IDigestLedger
    {
        private int left = failing;

        public Task<DigestLedgerEntry?> FindAsync(DigestEdition edition, CancellationToken cancellationToken) =>
            inner.FindAsync(edition, cancellationToken);

        public Task<DigestLedgerEntry?> TryOpenAsync(DigestLedgerEntry entry, CancellationToken cancellationToken) =>
            left-- > 0 ? throw new StoreUnavailableException("The database is busy.") : inner.TryOpenAsync(entry, cancellationToken);

        public Task<IReadOnlySet<string>> ShownAsync(string channel, CancellationToken cancellationToken) =>
            inner.ShownAsync(channel, cancellationToken);

        public Task<DateOnly?> PreviousAsync(string channel, DateOnly day, CancellationToken cancellationToken) =>
            inner.PreviousAsync(channel, day, cancellationToken);

        public Task<IReadOnlySet<DateOnly>> DaysAsync(string channel, DateOnly from, CancellationToken cancellationToken) =>
            inner.DaysAsync(channel, from, cancellationToken);

        public Task<IReadOnlyList<DigestLedgerEntry>> UnfinishedAsync(DateOnly from, CancellationToken cancellationToken) =>
            inner.UnfinishedAsync(from, cancellationToken);

        public Task<IReadOnlyList<DigestLedgerEntry>> SinceAsync(string channel, DateOnly from, CancellationToken cancellationToken) =>
            inner.SinceAsync(channel, from, cancellationToken);

        public Task<bool> TryReviseAsync(
            DigestLedgerEntry expected, DigestLedgerEntry revised, CancellationToken cancellationToken) =>
            inner.TryReviseAsync(expected, revised, cancellationToken);

        public Task<bool> WithdrawAsync(DigestEdition edition, CancellationToken cancellationToken) =>
            inner.WithdrawAsync(edition, cancellationToken);

        public Task<bool> TryMoveAsync(
            DigestEdition edition, DigestPart expected, DigestPart after, CancellationToken cancellationToken) =>
            inner.TryMoveAsync(edition, expected, after, cancellationToken);
    }
}
