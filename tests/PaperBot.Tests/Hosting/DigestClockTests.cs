using PaperBot.Digests;
using PaperBot.Hosting;
using PaperBot.Papers;
using PaperBot.Tests.Digests;
using Xunit;

namespace PaperBot.Tests.Hosting;

/// <summary>When editions are posted, and that each is posted once.</summary>
public sealed class DigestClockTests : DigestClockRoom
{
    [Fact]
    public async Task An_edition_is_posted_when_it_is_due_and_only_once()
    {
        using var due = Open();
        Assert.Equal(TimeSpan.FromMinutes(30), await due.PostDueAsync(Token));
        Assert.Empty(Surface.Seen);

        Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1), await due.PostDueAsync(Token));
        await due.PostDueAsync(Token);
        Assert.Single(Surface.Seen);
    }

    [Fact]
    public async Task After_a_restart_what_was_posted_is_not_posted_again()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        using (var before = Open())
        {
            await before.PostDueAsync(Token);
        }

        using var after = Open();
        await after.PostDueAsync(Token);
        Assert.Single(Surface.Seen);
    }

    [Fact]
    public async Task An_edition_shown_at_the_start_is_not_posted_later_that_day()
    {
        using var due = Open();
        List<string> shown = [];
        await due.ShowTodayAsync(shown.Add, Token);
        Clock.Advance(TimeSpan.FromHours(2));
        await due.PostDueAsync(Token);
        Assert.Single(shown);
        Assert.Empty(Surface.Seen);
    }

    [Fact]
    public async Task Of_two_processes_on_one_folder_one_delivers_and_the_other_takes_over_when_it_is_gone()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        var other = new PublishingLock(LockFile);
        Assert.True(other.TryTake());
        using var waiting = Open();
        await waiting.PostDueAsync(Token);
        Assert.Empty(Surface.Seen);

        other.Dispose();
        await waiting.PostDueAsync(Token);
        Assert.Single(Surface.Seen);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Day_without_anything_new_is_quiet_unless_the_settings_want_it_said(bool quiet, int posts)
    {
        Clock.Advance(TimeSpan.FromHours(1));
        using (var first = Open())
        {
            await first.PostDueAsync(Token);
        }

        var place = new Channel();
        Clock.Advance(TimeSpan.FromDays(1));
        using var second = Open(place, new DigestSettings { Quiet = quiet });
        await second.PostDueAsync(Token);
        await second.PostDueAsync(Token);
        Assert.Equal(posts, place.Seen.Count);
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        Assert.NotNull((await Room.Service<IDigestLedger>().FindAsync(new DigestEdition("console", today), Token))?.EmptyReason);
    }

    [Fact]
    public async Task Every_channel_has_its_own_time_and_its_own_papers()
    {
        await WishAsync("lab", w => w with { Enabled = true, Time = "09:15" });
        await WishAsync("night club", w => w with { Enabled = true, Time = "18:00", Zone = "Asia/Kolkata" });
        using var due = Open();
        Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(TimeSpan.FromMinutes(35), await due.PostDueAsync(Token));
        Assert.Equal(["console"], Channels());

        Clock.Advance(TimeSpan.FromMinutes(35));
        await due.PostDueAsync(Token);
        Clock.Advance(TimeSpan.FromHours(4));
        await due.PostDueAsync(Token);
        Assert.Equal(["console", "lab", "night club"], Channels());
        Assert.Single(Surface.Seen.Select(Body).Distinct());
    }

    [Fact]
    public async Task Schedule_set_after_its_time_begins_the_next_day()
    {
        Clock.Advance(TimeSpan.FromHours(4));
        using var due = Open();
        await WishAsync("lab", w => w with { Enabled = true, Time = "11:00" });
        await due.PostDueAsync(Token);
        Assert.Equal(["console"], Channels());

        Clock.Advance(TimeSpan.FromHours(23));
        await due.PostDueAsync(Token);
        Assert.Contains("lab", Channels());
    }

    [Fact]
    public async Task Channel_turned_off_gets_nothing_more()
    {
        using var due = Open();
        await WishAsync("console", w => w with { Enabled = false });
        Clock.Advance(TimeSpan.FromHours(1));
        await due.PostDueAsync(Token);
        Assert.Empty(Surface.Seen);
    }

    [Fact]
    public async Task Digest_asked_for_is_posted_at_once_and_not_again_when_it_is_due()
    {
        using var due = Open();
        Agenda.PostNow("console");
        await due.PostDueAsync(Token);
        Assert.Single(Surface.Seen);
        Clock.Advance(TimeSpan.FromHours(1));
        await due.PostDueAsync(Token);
        Assert.Single(Surface.Seen);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task Clock_set_over_the_due_time_and_back_posts_once(int hours)
    {
        using var due = Open();
        Clock.Advance(TimeSpan.FromMinutes(hours > 0 ? 0 : 45));
        await due.PostDueAsync(Token);
        foreach (var jump in new[] { hours, -hours, hours, 24, -24 })
        {
            Clock.Advance(TimeSpan.FromHours(jump));
            await due.PostDueAsync(Token);
        }

        var days = Surface.Seen.Select(s => s[..s.IndexOf('\n', StringComparison.Ordinal)]).ToList();
        Assert.Equal(days.Distinct(), days);
        Assert.Single(Surface.Seen, s => s.Contains("Lanternfish", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_listing_that_is_still_filling_when_the_digest_is_due_comes_into_one_digest()
    {
        Clock.Advance(TimeSpan.FromMinutes(30));
        List<Paper> papers = [.. GeneratedPapers.Of(1).Select(Now)];
        var place = new Channel();
        using var due = Open(place, papers: new ListOfPapers(papers));
        Assert.Equal(TimeSpan.FromMinutes(10), await due.PostDueAsync(Token));

        Clock.Advance(TimeSpan.FromMinutes(4));
        papers.AddRange(GeneratedPapers.Of(4).Skip(1).Select(Now));
        Assert.Equal(TimeSpan.FromMinutes(10), await due.PostDueAsync(Token));
        Assert.Empty(place.Seen);

        Clock.Advance(TimeSpan.FromMinutes(10));
        await due.PostDueAsync(Token);
        await due.PostDueAsync(Token);
        Assert.Contains("\n4 papers", Assert.Single(place.Seen), StringComparison.Ordinal);

        Paper Now(Paper paper) => paper with { FirstImported = Clock.GetUtcNow() };
    }
}
