using PaperBot.Generation;
using PaperBot.Grounding;
using Xunit;

namespace PaperBot.Tests.Grounding;

public sealed class ExchangedFactsTests
{
    private static readonly List<GroundingSource> Sources =
    [
        new(1, Some.Paper("Kelp: Counting Boats from Buoys", "kelp") with
        {
            Abstract = "Kelp counts boats from buoys with cheap microphones. Its detector was trained on 640 recordings of ferries, "
                + "trawlers and dinghies. The counting error is 6.3% on HarbourSet, 9.1% on FjordSet and 12.4% on LagoonSet. "
                + "Without the wind filter, the share of missed boats in storms rises to 17%. In calm water, the radar misses 22% "
                + "of the boats. Trawlers drown out quieter engines and cause most false alarms. A battery lasts for a week. "
                + "Over-counting is rare. Four pilots read the counts at 30 Hz.",
        }),
    ];

    [Theory]
    [InlineData("Without its wind filter the share of missed boats in storms climbs to 22%.", nameof(Objection.Number))]
    [InlineData("Thirty pilots read the counts.", nameof(Objection.Number))]
    [InlineData("A battery lasts for a month.", nameof(Objection.Number))]
    [InlineData("The counting error is 9.1% on HarbourSet.", nameof(Objection.Name))]
    [InlineData("Ferries drown out quieter engines and so cause most of the false alarms.", nameof(Objection.Name))]
    [InlineData("Under-counting is rare for Kelp.", nameof(Objection.Name))]
    public void What_the_abstract_says_of_something_else_is_refused(string claim, string objection) =>
        Assert.Equal(Enum.Parse<Objection>(objection), Check(claim).Refusal);

    [Theory]
    [InlineData("Without its wind filter the share of missed boats in storms climbs to 17%.")]
    [InlineData("The four pilots read the counts.")]
    [InlineData("A battery lasts for one week.")]
    [InlineData("The counting error is 9.1% on FjordSet and 6.3% on HarbourSet.")]
    [InlineData("Trawlers drown out quieter engines and so cause most of the false alarms.")]
    [InlineData("Over-counting is rare for Kelp.")]
    public void The_same_said_of_the_right_thing_is_believed(string claim)
    {
        var verdict = Check(claim);
        Assert.True(verdict.IsSupported, verdict.Detail);
    }

    [Theory]
    [InlineData("Kelp trains its detector on 640 recordings of ferries, trawlers, seagulls and dinghies.")]
    [InlineData("Without the wind filter and the compass, the share of missed boats in storms rises to 17%.")]
    public void One_thing_that_the_abstract_lacks_is_refused(string claim) => Assert.False(Check(claim).IsSupported);

    [Theory]
    [InlineData("The detector proved effective, with an error of 6.3% on HarbourSet.")]
    [InlineData("Trawlers prove a considerable problem: they drown out quieter engines.")]
    public void Common_words_of_retelling_are_believed(string claim)
    {
        var verdict = Check(claim);
        Assert.True(verdict.IsSupported, verdict.Detail);
    }

    private static Verdict Check(string claim) =>
        PlantedText.Check(new CitationVerifier(Sources).Check($"{claim} [1]"), Sources, "");
}
