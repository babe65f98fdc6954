using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Sampling;
using PaperBot.LocalModels.Serving;
using Xunit;

namespace PaperBot.Tests.LocalModels.Sampling;

public sealed class SamplingPlanTests
{
    private static readonly WritingTask Plain = new() { Turns = [new("user", "x")] };

    public static TheoryData<string> Wrong => new()
    {
        "Temperature", "TopP", "TopK", "MinP", "RepeatPenalty", "FrequencyPenalty", "PresencePenalty", "MostTokens", "Stops",
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_value_out_of_its_range_is_refused_with_the_range(string which)
    {
        var task = which switch
        {
            "Temperature" => Plain with { Temperature = float.NaN },
            "TopP" => Plain with { TopP = 0 },
            "TopK" => Plain with { TopK = -1 },
            "MinP" => Plain with { MinP = 1.5f },
            "RepeatPenalty" => Plain with { RepeatPenalty = 0 },
            "FrequencyPenalty" => Plain with { FrequencyPenalty = -3 },
            "PresencePenalty" => Plain with { PresencePenalty = 2.5f },
            "MostTokens" => Plain with { MostTokens = 0 },
            _ => Plain with { Stops = ["a", ""] },
        };

        var error = Assert.Throws<ModelServiceException>(() => SamplingPlans.Of(task));

        Assert.Equal(ServiceFailure.Refused, error.Failure);
        Assert.Contains(which == "Stops" ? "empty" : "allowed is", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_said_stays_as_the_plan_has_it_and_seeds_make_the_same_plan()
    {
        var plan = SamplingPlans.Of(Plain with { Seed = 7, TopK = 0, Temperature = 0, Grammar = "root ::= \"a\"" });
        Assert.Equal(new SamplingPlan { Seed = 7, TopK = 0, Temperature = 0, Grammar = "root ::= \"a\"" }, plan);
        Assert.NotEqual(SeedOf(1L << 40), SeedOf(1L << 41));
        Assert.NotEqual(SeedOf(null), SeedOf(null));
        Assert.True(SeedOf(-1) < uint.MaxValue);

        static uint SeedOf(long? seed) => SamplingPlans.Of(Plain with { Seed = seed }).Seed;
    }

    [Fact]
    public void A_deadline_that_has_passed_is_one() => Assert.Equal(
        ServiceFailure.Deadline,
        Assert.Throws<ModelServiceException>(() => SamplingPlans.Of(Plain with { Deadline = TimeSpan.Zero })).Failure);
}
