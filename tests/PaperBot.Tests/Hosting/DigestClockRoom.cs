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

/// <summary>A digest clock over a real database, with a clock that is moved by hand.</summary>
public abstract class DigestClockRoom : IAsyncLifetime
{
    private PublishingLock? held;

    private protected RecordingSurface Surface { get; } = new();

    private protected ManualTimeProvider Clock { get; } = new(Today(8, 0));

    private protected InMemoryDigestPlanStore Wishes { get; } = new();

    private protected DigestAgenda Agenda { get; } = new();

    private protected CommandRoom Room { get; private set; } = null!;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync()
    {
        held?.Dispose();
        Agenda.Dispose();
        GC.SuppressFinalize(this);
        return Room.DisposeAsync();
    }

    private protected static string CorrectedListing(TemporaryFolder folder) =>
        folder.File("corrected.txt", Listing.Text.Replace("12 years", "21 years", StringComparison.Ordinal));

    private protected async Task WishAsync(string channel, Func<DigestOverrides, DigestOverrides> change) =>
        await InMemoryDigestPlanStore.Plans(clock: Clock, store: Wishes).ChangeAsync(channel, change, Token);

    // The key in a post's last line names its channel.
    private protected List<string> Channels() =>
        [.. Surface.Seen.Select(s => Uri.UnescapeDataString(s[(s.LastIndexOf('/') + 1)..].TrimEnd('*'))).Order(StringComparer.Ordinal)];

    private protected static string Body(string post) => post[..post.LastIndexOf('\n')];

    private protected string LockFile => Path.Combine(Room.Data.Path, PublishingLock.FileName);

    // A process that ended gives its right back.
    private protected DigestClock Open(IChatSurface? place = null, DigestSettings? settings = null, int failing = 0, IPaperStore? papers = null)
    {
        held?.Dispose();
        held = new PublishingLock(LockFile);
        // The room's papers come by the real clock, which may stand at any minute of this one's day: nothing is waited for.
        settings ??= new DigestSettings();
        settings.SettleMinutes = papers is null ? 0 : settings.SettleMinutes;
        var options = Options.Create(settings);
        var ledger = new StubbornLedger(Room.Service<IDigestLedger>(), failing);
        var plans = new DigestPlans(Wishes, options, Clock);
        return new DigestClock(
            new DigestService(papers ?? Room.Service<IPaperStore>(), ledger, plans, options, Clock, new PaperSummarizer()),
            new DigestPublisher(ledger, Clock), Reviser(ledger, options), ledger, plans, Agenda, held, place ?? Surface, Clock, NullLogger<DigestClock>.Instance);
    }

    private DigestReviser Reviser(IDigestLedger ledger, IOptions<DigestSettings> options) => new(
        ledger, Room.Service<IPaperStore>(), new PaperSummarizer(), options, Clock, NullLogger<DigestReviser>.Instance);

    // The papers of the room are imported by the real clock, so that the editions are of about today too.
    private static DateTimeOffset Today(int hour, int minute) =>
        new(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero);
}
