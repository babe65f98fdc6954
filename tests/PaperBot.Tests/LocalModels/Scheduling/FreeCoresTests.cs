using PaperBot.LocalModels.Scheduling;
using Xunit;

namespace PaperBot.Tests.LocalModels.Scheduling;

public sealed class FreeCoresTests
{
    [Theory]
    [InlineData(8, "2.30 1.00 0.50 3/400 1234", 6)]
    [InlineData(2, "7.00 1.00 0.50 3/400 1234", 1)]
    [InlineData(4, "0.10 1.00 0.50 3/400 1234", 4)]
    [InlineData(4, "", 4)]
    public void Threads_are_the_cores_less_the_load_and_at_least_one(int cores, string load, int free) =>
        Assert.Equal(free, FreeCores.Of(cores, load));

    [Fact]
    public void This_machine_has_some() => Assert.InRange(FreeCores.Count(), 1, Environment.ProcessorCount);
}
