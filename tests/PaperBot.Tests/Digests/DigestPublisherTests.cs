using PaperBot.Digests;
using PaperBot.Sqlite;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestPublisherTests
{
    private static readonly DigestEdition Edition = new("lab", new DateOnly(2026, 11, 20));
    private static readonly string[] Texts = ["part one", "part two", "part three"];

    private readonly ManualTimeProvider clock = new(Some.Moment);
    private readonly Channel channel = new();
    private readonly InMemoryDigestLedger ledger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_are_delivered_in_order_and_only_once()
    {
        var entry = await KeptAsync(ledger);
        Assert.Equal(DeliveryOutcome.Complete, (await Publisher().PublishAsync(entry, channel, Token)).Outcome);
        Assert.Equal(DeliveryOutcome.Complete, (await Publisher().PublishAsync(entry, channel, Token)).Outcome);
        Assert.Equal(Texts, channel.Seen);
        Assert.Equal(["m1", "m2", "m3"], (await ledger.FindAsync(Edition, Token))!.Parts.Select(p => p.MessageId));
    }

    [Fact]
    public async Task Last_part_alone_carries_what_a_reader_may_do_next()
    {
        await Publisher().PublishAsync(await KeptAsync(ledger), channel, Token);
        Assert.Equal([[], [], ["Topics"]], channel.Buttons);

        var full = new Channel();
        var entry = (await ledger.TryOpenAsync(SomeEdition.Of([.. GeneratedPapers.Of(12)], channel: "hall"), Token))!;
        await Publisher().PublishAsync(entry, full, Token);
        Assert.Equal(["Follow-up", "Open a paper", "Topics"], full.Buttons[^1]);
        Assert.All(full.Buttons.SkipLast(1), Assert.Empty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill_at_any_step_loses_and_doubles_nothing(bool sqlite)
    {
        var kills = await Fuse.AtEveryStepAsync(fuses => SurvivesAsync(fuses, sqlite));

        // Three parts of three steps each: claim, post, note.
        Assert.Equal(18, kills);
    }

    [Fact]
    public async Task Kills_at_any_two_steps_lose_and_double_nothing()
    {
        var kills = await Fuse.AtEveryPairAsync(9, fuses => SurvivesAsync(fuses, sqlite: false));
        Assert.True(kills > 150, $"{kills} kills");
    }

    [Fact]
    public async Task Lost_reply_of_a_post_that_stands_does_not_double_it()
    {
        var entry = await KeptAsync(ledger);
        channel.LosingReply = key => key.EndsWith("/2", StringComparison.Ordinal) ? new IOException("connection reset") : null;
        var delivery = await Publisher().PublishAsync(entry, channel, Token);
        Assert.Equal((DeliveryOutcome.Failed, 2), (delivery.Outcome, delivery.Part));
        channel.LosingReply = _ => null;
        Assert.Equal(DeliveryOutcome.Complete, (await Publisher().PublishAsync(entry, channel, Token)).Outcome);
        Assert.Equal(Texts, channel.Seen);
    }

    [Fact]
    public async Task Part_that_is_refused_holds_back_those_behind_it_and_is_tried_again()
    {
        var entry = await KeptAsync(ledger);
        channel.Refusing = key => key.EndsWith("/2", StringComparison.Ordinal) ? new PostRefusedException("The right to write is missing.") : null;
        var delivery = await Publisher().PublishAsync(entry, channel, Token);
        Assert.Equal((DeliveryOutcome.Refused, 2, "The right to write is missing."), (delivery.Outcome, delivery.Part, delivery.Reason));
        Assert.Equal(["part one"], channel.Seen);
        Assert.Equal(DigestPartState.Pending, (await ledger.FindAsync(Edition, Token))!.Parts[1].State);
        channel.Refusing = _ => null;
        await Publisher().PublishAsync(entry, channel, Token);
        Assert.Equal(Texts, channel.Seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Part_nobody_can_be_sure_of_waits_for_an_administrator(bool stands)
    {
        var entry = await KeptAsync(ledger);
        channel.LosingReply = _ => stands ? new IOException("connection reset") : null;
        channel.Refusing = _ => stands ? null : new IOException("connection reset");
        await Publisher().PublishAsync(entry, channel, Token);
        (channel.LosingReply, channel.Refusing) = (_ => null, _ => null);
        channel.Search = new PostSearch.Unknown("The right to read the history is missing.");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(DeliveryOutcome.Unsure, (await Publisher().PublishAsync(entry, channel, Token)).Outcome);
        }

        Assert.Equal(stands ? 1 : 0, channel.Seen.Count);
        Assert.Equal(1, await Publisher().SettleAsync(Edition, stands, Token));
        Assert.Equal(0, await Publisher().SettleAsync(Edition, stands, Token));
        Assert.Equal(DeliveryOutcome.Complete, (await Publisher().PublishAsync(entry, channel, Token)).Outcome);
        Assert.Equal(Texts, channel.Seen);
    }

    [Fact]
    public async Task Channel_that_cannot_be_read_for_a_while_is_asked_again()
    {
        var entry = await KeptAsync(ledger);
        channel.LosingReply = _ => new IOException("connection reset");
        await Publisher().PublishAsync(entry, channel, Token);
        channel.LosingReply = _ => null;
        var unreadable = new Fuse(0, after: false);
        Assert.Equal(DeliveryOutcome.Failed, (await Publisher().PublishAsync(entry, unreadable.Over(channel), Token)).Outcome);
        await Publisher().PublishAsync(entry, channel, Token);
        Assert.Equal(Texts, channel.Seen);
    }

    [Fact]
    public async Task Stop_in_the_middle_finishes_the_part_under_way_and_leaves_the_rest()
    {
        using var stop = new CancellationTokenSource();
        var entry = await KeptAsync(ledger);
        channel.Refusing = key =>
        {
            stop.Cancel();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Publisher().PublishAsync(entry, channel, stop.Token));
        Assert.Equal(["part one"], channel.Seen);
        Assert.Equal(
            [DigestPartState.Posted, DigestPartState.Pending, DigestPartState.Pending], (await ledger.FindAsync(Edition, Token))!.Parts.Select(p => p.State));
        channel.Refusing = _ => null;
        await Publisher().PublishAsync(entry, channel, Token);
        Assert.Equal(Texts, channel.Seen);
    }

    /// <summary>True when every fuse blew; the edition must stand once either way.</summary>
    private async Task<bool> SurvivesAsync(Fuse[] fuses, bool sqlite)
    {
        using var folder = new TemporaryFolder();
        using var database = sqlite ? new SqliteDatabase(folder.File("paperbot.db")) : null;
        IDigestLedger kept = database is null ? new InMemoryDigestLedger() : new SqliteDigestLedger(database);
        var place = new Channel();
        var entry = await KeptAsync(kept);
        foreach (var fuse in fuses)
        {
            try
            {
                await new DigestPublisher(fuse.Over(kept), clock).PublishAsync(entry, fuse.Over(place), Token);
            }
            catch (KilledException)
            {
                clock.Advance(TimeSpan.FromMinutes(1));
            }
        }

        Assert.Equal(DeliveryOutcome.Complete, (await new DigestPublisher(kept, clock).PublishAsync(entry, place, Token)).Outcome);
        Assert.Equal(Texts, place.Seen);
        Assert.Empty(await kept.UnfinishedAsync(Edition.Date, Token));
        return fuses.All(f => f.IsBlown);
    }

    private DigestPublisher Publisher(IDigestLedger? kept = null) => new(kept ?? ledger, clock);

    private static async Task<DigestLedgerEntry> KeptAsync(IDigestLedger ledger) => (await ledger.TryOpenAsync(
        new DigestLedgerEntry
        {
            Edition = Edition, Made = Some.Moment, EmptyReason = "Nothing new.", Parts = [.. Texts.Select((t, i) => new DigestPart(i + 1, t))],
        },
        Token))!;
}
