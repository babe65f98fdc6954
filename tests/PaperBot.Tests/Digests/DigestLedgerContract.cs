using PaperBot.Digests;
using PaperBot.Summaries;
using Xunit;

namespace PaperBot.Tests.Digests;

/// <summary>What every <see cref="IDigestLedger"/> promises.</summary>
public abstract class DigestLedgerContract
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IDigestLedger Ledger { get; }

    [Fact]
    public async Task A_kept_edition_is_read_back_whole()
    {
        var entry = Entry("console", Day, "a", "b");

        await Ledger.TryOpenAsync(entry, Token);
        var found = await Ledger.FindAsync(entry.Edition, Token);

        Assert.NotNull(found);
        Assert.Equal(entry.Papers, found.Papers);
        Assert.Equal(entry.Parts, found.Parts);
        Assert.Equal((entry.Edition, entry.Made, entry.EmptyReason), (found.Edition, found.Made, found.EmptyReason));
    }

    [Fact]
    public async Task An_edition_that_was_never_made_is_null() =>
        Assert.Null(await Ledger.FindAsync(new DigestEdition("console", Day), Token));

    [Fact]
    public async Task The_first_writer_of_an_edition_wins()
    {
        await Ledger.TryOpenAsync(Entry("console", Day, "a"), Token);

        Assert.Null(await Ledger.TryOpenAsync(Entry("console", Day, "b"), Token));
        Assert.Equal(["a"], (await Ledger.FindAsync(new DigestEdition("console", Day), Token))!.Papers.Select(p => p.PaperId));
    }

    [Fact]
    public async Task A_paper_comes_into_one_edition_of_a_channel_only_and_into_other_channels_too()
    {
        await Ledger.TryOpenAsync(Entry("console", Day, "a", "b"), Token);

        Assert.Null(await Ledger.TryOpenAsync(Entry("console", Day.AddDays(1), "c", "b"), Token));
        Assert.Null(await Ledger.FindAsync(new DigestEdition("console", Day.AddDays(1)), Token));
        Assert.NotNull(await Ledger.TryOpenAsync(Entry("lab", Day, "a", "b"), Token));
        Assert.Equal(["a", "b"], (await Ledger.ShownAsync("console", Token)).Order());
    }

    [Fact]
    public async Task An_empty_edition_gives_way_until_it_was_sent()
    {
        await Ledger.TryOpenAsync(Entry("console", Day) with { EmptyReason = "Nothing yet." }, Token);
        Assert.NotNull(await Ledger.TryOpenAsync(Entry("console", Day) with { EmptyReason = "Still nothing." }, Token));

        var kept = (await Ledger.FindAsync(new DigestEdition("console", Day), Token))!;
        Assert.True(await Ledger.TryMoveAsync(kept.Edition, kept.Parts[0], kept.Parts[0] with { State = DigestPartState.Sending, Changed = Some.Moment }, Token));

        Assert.Null(await Ledger.TryOpenAsync(Entry("console", Day, "a"), Token));
        Assert.Equal("Still nothing.", (await Ledger.FindAsync(new DigestEdition("console", Day), Token))!.EmptyReason);
    }

    [Fact]
    public async Task Two_writers_at_once_make_one_edition()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Ledger.TryOpenAsync(Entry("console", Day, $"p{i}"), Token)));

        Assert.Single(opened, e => e is not null);
        Assert.Single(await Ledger.ShownAsync("console", Token));
    }

    [Fact]
    public async Task A_part_moves_with_its_state_message_and_moment_while_it_is_as_expected()
    {
        var edition = new DigestEdition("console", Day);
        var entry = Entry("console", Day, "a");
        await Ledger.TryOpenAsync(entry, Token);
        var sending = entry.Parts[1] with { State = DigestPartState.Sending, Changed = Some.Moment };
        var posted = sending with { State = DigestPartState.Posted, MessageId = "m-7", Changed = Some.Moment.AddSeconds(1) };

        Assert.True(await Ledger.TryMoveAsync(edition, entry.Parts[1], sending, Token));
        Assert.False(await Ledger.TryMoveAsync(edition, entry.Parts[1], sending, Token));
        Assert.False(await Ledger.TryMoveAsync(edition, sending with { Changed = Some.Moment.AddSeconds(9) }, posted, Token));
        Assert.True(await Ledger.TryMoveAsync(edition, sending, posted, Token));
        Assert.False(await Ledger.TryMoveAsync(edition, entry.Parts[1] with { Number = 3 }, posted, Token));
        Assert.False(await Ledger.TryMoveAsync(edition with { Channel = "lab" }, entry.Parts[0], sending, Token));

        Assert.Equal([entry.Parts[0], posted], (await Ledger.FindAsync(edition, Token))!.Parts);
    }

    [Fact]
    public async Task Edition_of_which_nothing_was_sent_can_be_taken_back_with_its_papers()
    {
        var entry = Entry("console", Day, "a");
        await Ledger.TryOpenAsync(entry, Token);
        Assert.True(await Ledger.WithdrawAsync(entry.Edition, Token));
        Assert.False(await Ledger.WithdrawAsync(entry.Edition, Token));
        Assert.Empty(await Ledger.ShownAsync("console", Token));

        await Ledger.TryOpenAsync(entry, Token);
        await Ledger.TryMoveAsync(entry.Edition, entry.Parts[1], entry.Parts[1] with { State = DigestPartState.Sending, Changed = Some.Moment }, Token);
        Assert.False(await Ledger.WithdrawAsync(entry.Edition, Token));
        Assert.NotNull(await Ledger.FindAsync(entry.Edition, Token));
    }

    [Fact]
    public async Task Revised_edition_is_read_back_whole_and_only_by_who_read_it_as_it_was()
    {
        var entry = Entry("console", Day, "a", "b");
        entry = entry with { Parts = [.. entry.Parts.Select(p => p with { State = DigestPartState.Posted, MessageId = "m", Changed = Some.Moment })] };
        await Ledger.TryOpenAsync(entry, Token);
        var revised = entry with
        {
            Papers = [entry.Papers[0] with { Title = "New", Tldr = new Tldr("We study it anew.", TldrOrigin.Model), Printed = new DigestPrint("f00", 2) }, entry.Papers[1]],
            Parts = [entry.Parts[0], entry.Parts[1] with { Text = "newer words", State = DigestPartState.Outdated, Changed = Some.Moment.AddSeconds(1) }],
        };

        Assert.False(await Ledger.TryReviseAsync(entry with { Edition = entry.Edition with { Channel = "lab" } }, revised with { Edition = entry.Edition with { Channel = "lab" } }, Token));
        Assert.True(await Ledger.TryReviseAsync(entry, revised, Token));
        Assert.False(await Ledger.TryReviseAsync(entry, revised, Token));
        var found = (await Ledger.FindAsync(entry.Edition, Token))!;
        Assert.Equal(revised.Papers, found.Papers);
        Assert.Equal(revised.Parts, found.Parts);

        var printed = revised with { Papers = [revised.Papers[0] with { Printed = new DigestPrint("f00", 3) }, revised.Papers[1]] };
        Assert.True(await Ledger.TryReviseAsync(revised, printed, Token));
        Assert.False(await Ledger.TryReviseAsync(revised, printed, Token));
    }

    [Fact]
    public async Task Part_in_older_words_stands_and_can_neither_be_unfinished_nor_taken_back()
    {
        var entry = Entry("console", Day, "a");
        entry = entry with { Parts = [.. entry.Parts.Select(p => p with { State = DigestPartState.Outdated, MessageId = "m", Changed = Some.Moment })] };
        await Ledger.TryOpenAsync(entry, Token);

        Assert.Empty(await Ledger.UnfinishedAsync(Day, Token));
        Assert.False(await Ledger.WithdrawAsync(entry.Edition, Token));
        Assert.True(await Ledger.TryMoveAsync(
            entry.Edition, entry.Parts[0], entry.Parts[0] with { State = DigestPartState.Posted, Changed = Some.Moment.AddSeconds(1) }, Token));
        Assert.False(await Ledger.TryMoveAsync(entry.Edition, entry.Parts[0], entry.Parts[0] with { State = DigestPartState.Posted }, Token));
    }

    [Fact]
    public async Task Editions_since_a_day_are_the_channels_own_with_papers_oldest_first()
    {
        foreach (var day in new[] { 1, 0, -1 })
        {
            await Ledger.TryOpenAsync(Entry("console", Day.AddDays(day), $"p{day}"), Token);
        }

        await Ledger.TryOpenAsync(Entry("console", Day.AddDays(2)) with { EmptyReason = "Nothing." }, Token);
        await Ledger.TryOpenAsync(Entry("lab", Day, "a"), Token);
        var since = await Ledger.SinceAsync("console", Day, Token);
        Assert.Equal([Day, Day.AddDays(1)], since.Select(e => e.Edition.Date));
        Assert.Equal(["p0"], since[0].PaperIds);
    }

    [Fact]
    public async Task Of_many_who_claim_a_part_one_gets_it()
    {
        var entry = Entry("console", Day, "a");
        await Ledger.TryOpenAsync(entry, Token);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Ledger.TryMoveAsync(
            entry.Edition, entry.Parts[0], entry.Parts[0] with { State = DigestPartState.Sending, Changed = Some.Moment.AddSeconds(i) }, Token)));
        Assert.Single(claims, c => c);
    }

    [Fact]
    public async Task Unfinished_editions_come_oldest_first_until_every_part_is_posted()
    {
        foreach (var day in new[] { 1, 0, -9 })
        {
            await Ledger.TryOpenAsync(Entry("console", Day.AddDays(day), $"p{day}"), Token);
        }

        var first = (await Ledger.UnfinishedAsync(Day, Token))[0];
        Assert.Equal(2, (await Ledger.UnfinishedAsync(Day, Token)).Count);
        Assert.Equal(Day, first.Edition.Date);
        foreach (var part in first.Parts)
        {
            await Ledger.TryMoveAsync(first.Edition, part, part with { State = DigestPartState.Posted, Changed = Some.Moment }, Token);
        }

        Assert.Equal([Day.AddDays(1)], (await Ledger.UnfinishedAsync(Day, Token)).Select(e => e.Edition.Date));
    }

    [Fact]
    public async Task Days_count_empty_editions_and_the_previous_one_does_not()
    {
        await Ledger.TryOpenAsync(Entry("console", Day, "a"), Token);
        await Ledger.TryOpenAsync(Entry("console", Day.AddDays(1)) with { EmptyReason = "Nothing." }, Token);
        await Ledger.TryOpenAsync(Entry("lab", Day.AddDays(2), "a"), Token);

        Assert.Equal([Day, Day.AddDays(1)], (await Ledger.DaysAsync("console", Day, Token)).Order());
        Assert.Equal([Day.AddDays(1)], await Ledger.DaysAsync("console", Day.AddDays(1), Token));
        Assert.Equal(Day, await Ledger.PreviousAsync("console", Day.AddDays(2), Token));
        Assert.Null(await Ledger.PreviousAsync("console", Day, Token));
    }

    private static DigestLedgerEntry Entry(string channel, DateOnly day, params string[] papers) => new()
    {
        Edition = new DigestEdition(channel, day),
        Made = Some.Moment,
        Papers = [.. papers.Select((p, i) =>
            new DigestLedgerPaper(i + 1, p, $"Title of {p}", new Tldr($"We study {p}.", TldrOrigin.Abstract), "Also", "new today"))],
        Parts = [new DigestPart(1, "# Digest"), new DigestPart(2, "the rest")],
    };
}
