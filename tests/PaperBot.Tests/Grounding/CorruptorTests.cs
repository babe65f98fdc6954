using PaperBot.Grounding;
using Xunit;

namespace PaperBot.Tests.Grounding;

public sealed class CorruptorTests
{
    private static readonly List<GroundingSource> Sources =
        [.. SamplePapers.All.Take(6).Select((p, i) => new GroundingSource(i + 1, p))];

    [Fact]
    public void Same_seed_spoils_the_same_way()
    {
        foreach (var (sentence, source, kind) in Cases())
        {
            Assert.Equal(new Corruptor(5).Spoil(kind, sentence, source, Sources),
                new Corruptor(5).Spoil(kind, sentence, source, Sources));
        }
    }

    [Fact]
    public void Every_kind_is_made_and_changes_the_sentence()
    {
        HashSet<CorruptionKind> made = [];
        foreach (var (sentence, source, kind) in Cases())
        {
            if (new Corruptor(1).Spoil(kind, sentence, source, Sources) is { } spoilt)
            {
                Assert.NotEqual(sentence, spoilt.Text);
                Assert.NotEmpty(spoilt.Change);
                made.Add(kind);
            }
        }

        Assert.Equal(Enum.GetValues<CorruptionKind>(), made.Order());
    }

    [Fact]
    public void Wrong_number_is_stated_nowhere_in_the_source()
    {
        var source = Sources[0];
        foreach (var sentence in source.Sentences)
        {
            for (var seed = 0; seed < 20; seed++)
            {
                if (new Corruptor(seed).Spoil(CorruptionKind.Number, $"{sentence.Text} [1]", source, Sources) is { } spoilt)
                {
                    var numbers = Statement.Of(CitationMarkers.Read(spoilt.Text).Claim).Quantities;
                    Assert.Contains(numbers, n => !source.Statements.Any(s => EvidenceChoice.IsStated(n, s)));
                }
            }
        }
    }

    private static IEnumerable<(string Sentence, GroundingSource Source, CorruptionKind Kind)> Cases() =>
        from source in Sources
        from sentence in source.Sentences
        from kind in Enum.GetValues<CorruptionKind>()
        select ($"{sentence.Text} [{source.Number}]", source, kind);
}
