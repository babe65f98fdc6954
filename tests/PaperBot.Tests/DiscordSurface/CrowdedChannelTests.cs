using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Messages;
using PaperBot.DiscordSurface.Places;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>Where many ask at once, what Discord takes of a channel goes to answers.</summary>
public sealed class CrowdedChannelTests
{
    private static readonly Snowflake Hall = new(1);

    private readonly ManualTimeProvider clock = new(Some.Moment);

    [Fact]
    public void One_sign_of_typing_serves_everybody_who_waits_in_a_channel()
    {
        var signs = new TypingSigns(clock);
        Assert.True(signs.IsDue(Hall));
        Assert.False(signs.IsDue(Hall));
        Assert.True(signs.IsDue(new Snowflake(2)));
        clock.Advance(TimeSpan.FromSeconds(8));
        Assert.True(signs.IsDue(Hall));
    }

    [Fact]
    public void Sign_that_ended_with_a_message_is_shown_again_at_once()
    {
        var signs = new TypingSigns(clock);
        Assert.True(signs.IsDue(Hall));
        signs.Ended(Hall);
        Assert.True(signs.IsDue(Hall));
    }

    [Fact]
    public void Each_person_is_refused_aloud_once_a_minute_and_a_flooded_channel_twenty_times()
    {
        var refusals = new Refusals(new SaidLately(clock), clock);
        Assert.True(refusals.MayTell("pace", "p0", "hall"));
        Assert.False(refusals.MayTell("pace", "p0", "hall"));
        Assert.True(refusals.MayTell("busy", "p0", "hall"));
        Assert.Equal(18, Enumerable.Range(1, 100).Count(i => refusals.MayTell("pace", $"p{i}", "hall")));
        Assert.True(refusals.MayTell("pace", "p200", "lobby"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(refusals.MayTell("pace", "p0", "hall"));
    }
}
