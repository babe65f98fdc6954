using System.Globalization;
using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Tests.Digests;
using Xunit;

namespace PaperBot.Tests.Hosting;

/// <summary>What was posted follows its papers.</summary>
public sealed class DigestClockEditTests : DigestClockRoom
{
    [Fact]
    public async Task Due_digest_does_not_wait_for_the_edits_of_earlier_ones()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel();
        using var due = Open(place);
        await due.PostDueAsync(Token);
        await Room.ImportAsync(CorrectedListing(Room.Data), Token);
        await WishAsync("lab", w => w with { Enabled = true, Time = "10:00" });
        Clock.Advance(TimeSpan.FromHours(2));
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
        Clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel();
        using var due = Open(place);
        await due.PostDueAsync(Token);
        await WishAsync("console", w => w with { Enabled = false });
        await Room.ImportAsync(CorrectedListing(Room.Data), Token);
        await due.PostDueAsync(Token);
        Assert.Contains("from 21 years", Assert.Single(place.Seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrected_listing_that_is_imported_edits_the_post_and_taking_it_back_edits_it_again()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        var place = new Channel();
        using var service = Open(place);
        await service.PostDueAsync(Token);
        Assert.Contains("from 12 years", Assert.Single(place.Seen), StringComparison.Ordinal);

        await Room.ImportAsync(CorrectedListing(Room.Data), Token);
        await service.PostDueAsync(Token);
        await service.PostDueAsync(Token);
        var day = Clock.GetUtcNow().ToString("d MMM", CultureInfo.InvariantCulture);
        Assert.Contains($"*Updated {day}: the abstract changed, version 2.*", Assert.Single(place.Seen), StringComparison.Ordinal);
        Assert.Contains("from 21 years", place.Seen[0], StringComparison.Ordinal);
        Assert.DoesNotContain("12 years", place.Seen[0], StringComparison.Ordinal);
        Assert.Equal(1, place.Edits);
        var kept = (await Room.Service<IDigestLedger>().FindAsync(new DigestEdition("console", DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime)), Token))!;
        Assert.Equal(place.Seen[0], Assert.Single(kept.Parts).Text);

        var store = Room.Service<IPaperStore>();
        await store.UndoAsync((await store.ImportsAsync(Token))[0].Number, Token);
        await service.PostDueAsync(Token);
        Assert.Contains($"*Corrected {day}: the abstract changed.*", Assert.Single(place.Seen), StringComparison.Ordinal);
        Assert.Contains("from 12 years", place.Seen[0], StringComparison.Ordinal);
    }
}
