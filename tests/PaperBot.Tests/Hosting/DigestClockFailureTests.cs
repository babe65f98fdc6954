using System.Globalization;
using PaperBot.Digests;
using PaperBot.Surfaces;
using PaperBot.Tests.Digests;
using Xunit;

namespace PaperBot.Tests.Hosting;

/// <summary>What could not be made or posted is made and posted in the end.</summary>
public sealed class DigestClockFailureTests : DigestClockRoom
{
    [Fact]
    public async Task Edition_that_was_kept_and_never_posted_is_posted_days_later()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel { Refusing = _ => new PostRefusedException("The right to write is missing.") };
        using (var before = Open(place))
        {
            await before.PostDueAsync(Token);
        }

        Assert.Empty(place.Seen);
        place.Refusing = _ => null;
        Clock.Advance(TimeSpan.FromDays(1));
        using var after = Open(place);
        await after.PostDueAsync(Token);
        await after.PostDueAsync(Token);
        Assert.Single(place.Seen);
    }

    [Fact]
    public async Task Papers_of_an_edition_that_was_never_posted_come_into_the_next_one()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel { Refusing = _ => new PostRefusedException("The right to write is missing.") };
        using (var before = Open(place))
        {
            await before.PostDueAsync(Token);
        }

        place.Refusing = _ => null;
        Clock.Advance(TimeSpan.FromDays(7));
        using var after = Open(place);
        await after.PostDueAsync(Token);
        Assert.Single(place.Seen, s => s.Contains("Lanternfish", StringComparison.Ordinal));
        Assert.Contains(Clock.GetUtcNow().ToString("d MMMM yyyy", CultureInfo.InvariantCulture), place.Seen[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Channel_whose_plan_cannot_be_read_holds_up_no_other()
    {
        await Wishes.ChangeAsync("lab", w => w with { Enabled = true, Zone = "Mars/Olympus" }, Token);
        Clock.Advance(TimeSpan.FromHours(1));
        using var due = Open();
        await due.PostDueAsync(Token);
        Assert.Equal(["console"], Channels());
    }

    [Fact]
    public async Task Channel_that_refuses_holds_up_no_other()
    {
        await WishAsync("lab", w => w with { Enabled = true, Time = "08:30" });
        Clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel
        {
            Refusing = key => key.Contains("console", StringComparison.Ordinal) ? new PostRefusedException("The channel is gone.") : null,
        };
        using var due = Open(place);
        await due.PostDueAsync(Token);
        Assert.Contains("/lab*", Assert.Single(place.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edition_that_could_not_be_made_is_tried_again_and_its_day_is_not_lost()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel();
        using var due = Open(place, failing: 2);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 3; i++)
        {
            waits.Add(await due.PostDueAsync(Token));
            Assert.Equal(waits[i], await due.PostDueAsync(Token));
            Clock.Advance(waits[i]);
        }

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)], waits.Take(2));
        Assert.StartsWith("Today's digest could not be made yet", place.Seen[0], StringComparison.Ordinal);
        Assert.StartsWith("# Paper digest", Assert.Single(place.Seen.Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_asked_for_where_none_comes_by_itself_is_made_in_the_end_although_it_failed_at_first()
    {
        var place = new Channel();
        using var due = Open(place, failing: 1);
        Agenda.PostNow("lab");
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
            Agenda.PostNow("lab");
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
        Clock.Advance(TimeSpan.FromHours(1));
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
        Clock.Advance(TimeSpan.FromHours(1));
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

        var edition = new DigestEdition("console", DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime));
        var publisher = new DigestPublisher(Room.Service<IDigestLedger>(), Clock);
        Assert.Equal(1, await publisher.SettleAsync(edition, stands: false, Token));
        await due.PostDueAsync(Token);
        await due.PostDueAsync(Token);
        Assert.Single(place.Seen);
    }

    [Fact]
    public async Task No_wait_is_below_zero_although_saying_what_failed_took_longer_than_the_pause()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel { Refusing = Slow };
        using var due = Open(place, failing: 2);
        Clock.Advance(await due.PostDueAsync(Token));
        Assert.Equal(TimeSpan.Zero, await due.PostDueAsync(Token));
        await due.PostDueAsync(Token);
        Assert.Equal(2, place.Seen.Count);

        Exception? Slow(string key)
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
            return null;
        }
    }
}
