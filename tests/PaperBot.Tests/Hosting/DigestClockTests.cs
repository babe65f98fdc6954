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
    private CommandRoom room = null!;
    private PublishingLock? held;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync()
    {
        held?.Dispose();
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

    private string LockFile => Path.Combine(room.Data.Path, PublishingLock.FileName);

    // A process that ended gives its right back.
    private DigestClock Open(IChatSurface? place = null, DigestSettings? settings = null)
    {
        held?.Dispose();
        held = new PublishingLock(LockFile);
        var options = Options.Create(settings ?? new DigestSettings());
        var ledger = room.Service<IDigestLedger>();
        return new DigestClock(
            new DigestService(room.Service<IPaperStore>(), ledger, options, clock, new PaperSummarizer()),
            new DigestPublisher(ledger, clock), Reviser(ledger, options), ledger, held, place ?? surface, options, clock, NullLogger<DigestClock>.Instance);
    }

    private DigestReviser Reviser(IDigestLedger ledger, IOptions<DigestSettings> options) => new(
        ledger, room.Service<IPaperStore>(), new PaperSummarizer(), options, clock, NullLogger<DigestReviser>.Instance);

    // The papers of the room are imported by the real clock, so that the editions are of about today too.
    private static DateTimeOffset Today(int hour, int minute) =>
        new(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero);
}
