using PaperBot.LocalModels.Scheduling;
using Xunit;

namespace PaperBot.Tests.LocalModels.Scheduling;

public sealed class SpeedsTests
{
    [Theory]
    [InlineData(20, 100, true)]
    [InlineData(20, 44, false)]
    [InlineData(20, 25, false)]
    public void Texts_are_written_in_turns_where_a_step_for_all_takes_longer(int one, int together, bool inTurns)
    {
        var speeds = new Speeds();
        for (var i = 0; i < 2000; i++)
        {
            if (speeds.FasterInTurns(2))
            {
                speeds.Step(1, 1, TimeSpan.FromMilliseconds(one));
            }
            else
            {
                speeds.Step(2, 2, TimeSpan.FromMilliseconds(together));
            }
        }

        var turns = Enumerable.Range(0, 1000).Count(_ => speeds.FasterInTurns(2));
        Assert.InRange(turns, inTurns ? 950 : 0, inTurns ? 1000 : 50);
        Assert.False(speeds.FasterInTurns(1));
    }

    [Fact]
    public void What_changes_is_noticed()
    {
        var speeds = new Speeds();
        var inTurns = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var turns = speeds.FasterInTurns(4);
            inTurns += turns && i is > 8000 ? 1 : 0;

            // First a step for four takes as long as eight for one, later as long as one and a half.
            speeds.Step(turns ? 1 : 4, turns ? 1 : 4, TimeSpan.FromMilliseconds(turns ? 20 : i < 4000 ? 160 : 30));
        }

        Assert.InRange(inTurns, 0, 100);
    }

    [Fact]
    public void Waiting_is_reckoned_from_how_long_texts_take()
    {
        var speeds = new Speeds();
        Assert.Null(speeds.Wait(1, 4));
        speeds.Finished(TimeSpan.FromSeconds(8));
        Assert.Equal(TimeSpan.FromSeconds(6), speeds.Wait(3, 4));
    }
}
