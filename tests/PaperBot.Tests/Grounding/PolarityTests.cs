using PaperBot.Grounding;
using Xunit;

namespace PaperBot.Tests.Grounding;

/// <summary>What counts as the opposite of an abstract's sentence, and what only looks like it.</summary>
public sealed class PolarityTests
{
    private static readonly List<GroundingSource> Sources =
    [
        new(1, Some.Paper("Brindle: Sorting Parcels", "brindle") with
        {
            Abstract = "Brindle sorts parcels with a camera. The median error is 12 cm, compared with 31 cm for the laser gate. "
                + "Workers asked for one printed list per shift, not for screens. The method negates the need for barcodes. "
                + "Unlike conveyor belts, which damage eggs, Brindle spares fragile goods. Loss is no longer correlated with load. "
                + "In the final test the morning crew scored 73 of 100, the evening crew 64, and the crew without camera 67. "
                + "Brindle shortens routes while matching accuracy. The tool does not speed up packing in our depot. "
                + "Warehouses, the oldest ones (Pell), surpass depots on handling time. Rain is a surprisingly strong predictor of delays.",
        }),
    ];

    [Theory]
    [InlineData("No, the tool does not make packing faster in the depot [1].")]
    [InlineData("Barcodes are no longer needed with the method [1].")]
    [InlineData("Brindle shortens routes without lowering accuracy [1].")]
    [InlineData("The laser gate has a larger median error than Brindle [1].")]
    [InlineData("Unlike conveyor belts, Brindle spares fragile goods [1].")]
    [InlineData("Workers asked for one printed list per shift rather than for screens [1].")]
    [InlineData("In the final test the morning crew scored highest [1].")]
    [InlineData("Rain is a strong predictor of delays [1].")]
    public void Sentence_of_the_same_direction_is_supported(string sentence)
    {
        var verdict = new CitationVerifier(Sources).Check(sentence);

        Assert.True(verdict.IsSupported, $"{verdict.Refusal}: {verdict.Detail}");
    }

    [Theory]
    [InlineData("Yes, the tool does speed up packing in the depot [1].")]
    [InlineData("With the method the need for barcodes remains [1].")]
    [InlineData("The laser gate has a smaller median error than Brindle [1].")]
    [InlineData("Just like conveyor belts, Brindle damages fragile goods such as eggs [1].")]
    [InlineData("Workers asked for screens rather than one printed list per shift [1].")]
    [InlineData("In the final test the evening crew did best [1].")]
    [InlineData("Loss is still correlated with load [1].")]
    [InlineData("Depots surpass warehouses (Pell) on handling time [1].")]
    [InlineData("Rain is a surprisingly weak predictor of delays [1].")]
    public void Sentence_of_the_opposite_direction_is_refused(string sentence)
    {
        var verdict = new CitationVerifier(Sources).Check(sentence);

        Assert.True(verdict.Refusal is Objection.Direction or Objection.Negation, $"{verdict.Refusal}: {verdict.Detail}");
    }
}
