using PaperBot.LocalModels.ModelHost;
using Xunit;

namespace PaperBot.Tests.LocalModels.ModelHost;

public sealed class RestartPlanTests
{
    private readonly ManualTimeProvider clock = new(Some.Moment);

    [Fact]
    public void Pauses_double_and_the_third_end_in_a_row_is_the_last()
    {
        var plan = new RestartPlan(TimeSpan.FromSeconds(1), clock);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), null], [plan.Ended(), plan.Ended(), plan.Ended()]);
    }

    [Fact]
    public void Host_that_served_for_long_begins_anew()
    {
        var plan = new RestartPlan(TimeSpan.FromSeconds(1), clock);
        for (var time = 0; time < 10; time++)
        {
            plan.Serves();
            clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(TimeSpan.FromSeconds(1), plan.Ended());
            plan.Serves();
            clock.Advance(TimeSpan.FromMinutes(9));
            Assert.Equal(TimeSpan.FromSeconds(2), plan.Ended());
        }
    }
}
