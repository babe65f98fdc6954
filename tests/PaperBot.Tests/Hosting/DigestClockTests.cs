using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.Generation;
using PaperBot.Hosting;
using PaperBot.Papers;
using PaperBot.Tests.Commands;
using PaperBot.Tests.Surfaces;
using Xunit;

namespace PaperBot.Tests.Hosting;

public sealed class DigestClockTests : IAsyncLifetime
{
    private readonly RecordingSurface surface = new();
    private readonly ManualTimeProvider clock = new(Today(8, 0));
    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

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

    private DigestClock Open()
    {
        var options = Options.Create(new DigestSettings());
        var ledger = room.Service<IDigestLedger>();
        return new DigestClock(
            new DigestService(room.Service<IPaperStore>(), ledger, options, clock, new PaperSummarizer()),
                new DigestPublisher(ledger, clock), surface, options,
            clock, NullLogger<DigestClock>.Instance);
    }

    // The papers of the room are imported by the real clock, so that the editions are of about today too.
    private static DateTimeOffset Today(int hour, int minute) =>
        new(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero);
}
