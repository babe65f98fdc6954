using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Sqlite;
using PaperBot.Summaries;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestReviserTests
{
    private static readonly DigestEdition Edition = new("lab", SomeEdition.Day);

    private readonly ManualTimeProvider clock = new(Some.Moment);
    private readonly List<Paper> papers = [.. GeneratedPapers.Of(12)];
    private readonly Channel channel = new();
    private readonly InMemoryDigestLedger ledger = new();
    private readonly LogLines log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changed_paper_edits_its_post_once_and_posts_nothing()
    {
        var before = await PostedAsync(ledger, channel);
        var reviser = Reviser();
        await ReviseAsync(reviser);
        Assert.Equal((0, before.Parts.Count), (channel.Edits, channel.Seen.Count));

        papers[2] = SomeEdition.Corrected(papers[2]);
        await ReviseAsync(reviser);
        await ReviseAsync(reviser);
        await ReviseAsync(Reviser());

        Assert.Equal((1, before.Parts.Count), (channel.Edits, channel.Seen.Count));
        var after = await StandsAsNewestAsync(ledger, channel);
        Assert.Equal(before.Parts.Select(p => p.MessageId), after.Parts.Select(p => p.MessageId));
        Assert.Equal(1, before.Parts.Zip(after.Parts).Count(p => p.First.Text != p.Second.Text));
    }

    [Fact]
    public async Task Edited_posts_keep_their_buttons()
    {
        await PostedAsync(ledger, channel);
        var before = channel.Buttons;
        Assert.Equal(["Follow-up", "Open a paper", "Topics"], before[^1]);
        for (var i = 0; i < papers.Count; i++)
        {
            papers[i] = SomeEdition.Corrected(papers[i]);
        }

        await ReviseAsync(Reviser());
        Assert.Equal(before.Count, channel.Edits);
        Assert.Equal(before, channel.Buttons);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill_at_any_step_of_an_edit_ends_with_the_newest_words_and_no_new_post(bool sqlite)
    {
        var kills = await Fuse.AtEveryStepAsync(fuses => SurvivesAsync(fuses, sqlite));

        // The new words are written down in one step; then each of three parts is edited and noted.
        Assert.Equal(14, kills);
    }

    [Fact]
    public async Task Kills_at_any_two_steps_with_another_change_between_them_end_with_the_newest_words()
    {
        var kills = await Fuse.AtEveryPairAsync(7, fuses => SurvivesAsync(fuses, sqlite: false));
        Assert.True(kills > 100, $"{kills} kills");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Processes_that_revise_at_once_leave_the_newest_words(bool sqlite)
    {
        using var folder = new TemporaryFolder();
        using var database = sqlite ? new SqliteDatabase(folder.File("paperbot.db")) : null;
        IDigestLedger kept = database is null ? ledger : new SqliteDigestLedger(database);
        var before = await PostedAsync(kept, channel);
        for (var round = 1; round <= 5; round++)
        {
            var revisers = Enumerable.Range(0, 4).Select(_ => Reviser(kept)).ToList();
            papers[2] = SomeEdition.Corrected(papers[2], $"round{round}");
            await Task.WhenAll(revisers.Select(r => Task.Run(() => ReviseAsync(r))));
            await ReviseAsync(revisers[0]);
            await StandsAsNewestAsync(kept, channel);
        }

        Assert.Equal(before.Parts.Count, channel.Seen.Count);
    }

    [Fact]
    public async Task Process_whose_edit_comes_after_a_newer_one_puts_the_newer_words_back()
    {
        await PostedAsync(ledger, channel);
        papers[2] = SomeEdition.Corrected(papers[2], "older");
        var isFirst = true;
        channel.Editing = _ =>
        {
            if (isFirst)
            {
                isFirst = false;
                papers[2] = SomeEdition.Corrected(papers[2], "newer");
                ReviseAsync(Reviser()).GetAwaiter().GetResult();
                Assert.Contains("newer", string.Concat(channel.Seen), StringComparison.Ordinal);
            }

            return null;
        };

        await ReviseAsync(Reviser());

        Assert.False(isFirst);
        await StandsAsNewestAsync(ledger, channel);
    }

    [Fact]
    public async Task Message_that_is_gone_is_given_up_and_told_once()
    {
        await PostedAsync(ledger, channel);
        papers[2] = SomeEdition.Corrected(papers[2]);
        var asked = 0;
        channel.Editing = _ => new PostRefusedException($"The message is gone ({++asked}).");
        var reviser = Reviser();
        await ReviseAsync(reviser);
        await ReviseAsync(reviser);
        await ReviseAsync(Reviser());

        Assert.Equal((1, 0), (asked, channel.Edits));
        Assert.Equal("The message is gone (1).", Assert.Single(log.Lines(LogLevel.Warning)).Split(": ")[^1]);
        var kept = (await ledger.FindAsync(Edition, Token))!;
        Assert.All(kept.Parts, p => Assert.Equal(DigestPartState.Posted, p.State));
        Assert.Contains("corrected", string.Concat(kept.Parts.Select(p => p.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Edit_that_failed_is_tried_again_and_told_once(bool arrived)
    {
        await PostedAsync(ledger, channel);
        papers[2] = SomeEdition.Corrected(papers[2]);
        channel.Editing = _ => arrived ? null : new IOException("connection reset");
        channel.LosingEdit = _ => arrived ? new IOException("connection reset") : null;
        var reviser = Reviser();
        await ReviseAsync(reviser);
        await ReviseAsync(reviser);
        Assert.Single(log.Lines(LogLevel.Warning));
        Assert.Contains((await ledger.FindAsync(Edition, Token))!.Parts, p => p.State == DigestPartState.Outdated);

        (channel.Editing, channel.LosingEdit) = (_ => null, _ => null);
        await ReviseAsync(reviser);
        await StandsAsNewestAsync(ledger, channel);
    }

    [Fact]
    public async Task Place_that_cannot_edit_is_shown_nothing_and_the_kept_edition_reads_anew()
    {
        var scrolling = new Channel { Limits = SurfaceLimits.Unbounded };
        var before = await PostedAsync(ledger, scrolling);
        papers[2] = SomeEdition.Corrected(papers[2]);
        await Reviser().ReviseAsync(scrolling, "lab", Edition.Date, Token);
        Assert.Equal((0, before.Parts.Count), (scrolling.Edits, scrolling.Seen.Count));
        Assert.Equal(before.Parts.Select(p => p.Text), scrolling.Seen);
        var kept = (await ledger.FindAsync(Edition, Token))!;
        Assert.Contains("corrected", string.Concat(kept.Parts.Select(p => p.Text)), StringComparison.Ordinal);
        Assert.All(kept.Parts, p => Assert.Equal(DigestPartState.Posted, p.State));
    }

    [Fact]
    public async Task Part_whose_message_nobody_knows_changes_in_the_ledger_alone()
    {
        var entry = (await ledger.TryOpenAsync(SomeEdition.Of(papers), Token))!;
        await new DigestPublisher(ledger, clock).MarkShownAsync(entry, Token);
        papers[2] = SomeEdition.Corrected(papers[2]);
        await ReviseAsync(Reviser());
        var kept = (await ledger.FindAsync(Edition, Token))!;
        Assert.Contains("corrected", string.Concat(kept.Parts.Select(p => p.Text)), StringComparison.Ordinal);
        Assert.All(kept.Parts, p => Assert.Equal((DigestPartState.Posted, null), (p.State, p.MessageId)));
    }

    [Fact]
    public async Task Removed_paper_leaves_its_card_standing_and_the_others_are_revised()
    {
        var before = await PostedAsync(ledger, channel);
        var removed = papers[5];
        papers.RemoveAt(5);
        await ReviseAsync(Reviser());
        Assert.Equal(before.Parts.Select(p => p.Text), channel.Seen);
        papers[2] = SomeEdition.Corrected(papers[2]);
        await ReviseAsync(Reviser());
        Assert.Contains($". {removed.Title}**", string.Concat(channel.Seen), StringComparison.Ordinal);
        Assert.Contains("corrected", string.Concat(channel.Seen), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(14, 13, true)]
    [InlineData(14, 14, false)]
    [InlineData(1, 0, true)]
    [InlineData(0, 0, false)]
    public async Task Editions_are_revised_for_as_many_days_as_the_settings_say(int days, int age, bool edited)
    {
        await PostedAsync(ledger, channel);
        papers[2] = SomeEdition.Corrected(papers[2]);
        await Reviser(days: days).ReviseAsync(channel, "lab", Edition.Date.AddDays(age), Token);
        Assert.Equal(edited ? 1 : 0, channel.Edits);
    }

    [Fact]
    public async Task Edition_that_is_not_posted_whole_is_finished_first_and_revised_then()
    {
        channel.Refusing = key => key.EndsWith("/2", StringComparison.Ordinal) ? new PostRefusedException("The right to write is missing.") : null;
        await PostedAsync(ledger, channel);
        papers[2] = SomeEdition.Corrected(papers[2]);
        papers[9] = SomeEdition.Corrected(papers[9]);
        var reviser = Reviser();
        await ReviseAsync(reviser);
        Assert.Equal(0, channel.Edits);

        channel.Refusing = _ => null;
        await new DigestPublisher(ledger, clock).PublishAsync((await ledger.FindAsync(Edition, Token))!, channel, Token);
        await ReviseAsync(reviser);
        await StandsAsNewestAsync(ledger, channel);
    }

    [Fact]
    public async Task Edition_made_before_prints_were_noted_counts_as_up_to_date_and_is_edited_at_the_next_change()
    {
        var entry = SomeEdition.Of(papers);
        await PostedAsync(ledger, channel, entry with { Papers = [.. entry.Papers.Select(p => p with { Printed = null })] });
        papers[2] = SomeEdition.Corrected(papers[2], "unnoticed");
        await ReviseAsync(Reviser());
        Assert.Equal(0, channel.Edits);
        papers[2] = SomeEdition.Corrected(papers[2], "noticed");
        await ReviseAsync(Reviser());
        Assert.Equal(1, channel.Edits);
    }

    [Fact]
    public async Task Papers_are_read_only_when_some_may_have_changed()
    {
        await PostedAsync(ledger, channel);
        var store = new CountingStore(papers);
        var reviser = Reviser(store: store);
        await ReviseAsync(reviser);
        Assert.Equal(12, store.Found);
        await ReviseAsync(reviser);
        Assert.Equal(12, store.Found);
        papers[2] = SomeEdition.Corrected(papers[2]);
        await ReviseAsync(reviser);
        Assert.Equal(24, store.Found);
    }

    /// <summary>True when every fuse blew. Another correction comes after every kill.</summary>
    private async Task<bool> SurvivesAsync(Fuse[] fuses, bool sqlite)
    {
        using var folder = new TemporaryFolder();
        using var database = sqlite ? new SqliteDatabase(folder.File("paperbot.db")) : null;
        IDigestLedger kept = database is null ? new InMemoryDigestLedger() : new SqliteDigestLedger(database);
        var place = new Channel();

        // Every case begins with the papers as they were: the number of steps goes by the number of posts.
        papers.Clear();
        papers.AddRange(GeneratedPapers.Of(12).Select(p => SomeEdition.Corrected(p, "formerly")));
        var before = await PostedAsync(kept, place);
        Assert.Equal(3, before.Parts.Count);
        var round = 0;
        foreach (var fuse in fuses)
        {
            round++;
            for (var i = 0; i < papers.Count; i++)
            {
                papers[i] = SomeEdition.Corrected(papers[i], $"round{round}");
            }

            // A reviser that is killed finds every step behind it dead, too: what it catches changes nothing.
            await Reviser(fuse.Over(kept)).ReviseAsync(fuse.Over(place), "lab", Edition.Date, Token);
        }

        await ReviseAsync(Reviser(kept), place);
        await StandsAsNewestAsync(kept, place);
        Assert.Equal(before.Parts.Count, place.Seen.Count);
        return fuses.All(f => f.IsBlown);
    }

    // The channel reads as the ledger does, and both as the papers do now.
    private async Task<DigestLedgerEntry> StandsAsNewestAsync(IDigestLedger kept, Channel place)
    {
        var entry = (await kept.FindAsync(Edition, Token))!;
        Assert.Equal(entry.Parts.Select(p => p.Text), place.Seen);
        Assert.All(entry.Parts, p => Assert.Equal(DigestPartState.Posted, p.State));
        Assert.All(entry.Papers, p => Assert.Equal(DigestPrint.Of(papers.Single(n => n.Id == p.PaperId)), p.Printed));
        var all = string.Concat(entry.Parts.Select(p => p.Text));
        Assert.All(entry.Papers, p => Assert.Contains(
            DigestCard.Summary(AbstractSummarizer.Summarize(papers.Single(n => n.Id == p.PaperId))), all, StringComparison.Ordinal));
        return entry;
    }

    private async Task<DigestLedgerEntry> PostedAsync(IDigestLedger kept, Channel place, DigestLedgerEntry? entry = null)
    {
        var opened = (await kept.TryOpenAsync(entry ?? SomeEdition.Of(papers), Token))!;
        await new DigestPublisher(kept, clock).PublishAsync(opened, place, Token);
        return (await kept.FindAsync(Edition, Token))!;
    }

    private Task ReviseAsync(DigestReviser reviser, Channel? place = null) => reviser.ReviseAsync(place ?? channel, "lab", Edition.Date, Token);

    private DigestReviser Reviser(IDigestLedger? kept = null, int days = 14, IPaperStore? store = null) => new(
        kept ?? ledger, store ?? new ListOfPapers(papers), new PaperSummarizer(),
        Options.Create(new DigestSettings { RevisionDays = days }), clock, log);

    private sealed class CountingStore(List<Paper> papers) : ListOfPapers(papers), IPaperStore
    {
        public int Found { get; private set; }

        Task<Paper?> IPaperStore.FindAsync(string id, CancellationToken cancellationToken)
        {
            Found++;
            return FindAsync(id, cancellationToken);
        }
    }

    private sealed class LogLines : ILogger<DigestReviser>
    {
        private readonly List<(LogLevel Level, string Line)> lines = [];

        public IEnumerable<string> Lines(LogLevel level) => lines.Where(l => l.Level == level).Select(l => l.Line);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add((logLevel, formatter(state, exception)));
            }
        }
    }
}
