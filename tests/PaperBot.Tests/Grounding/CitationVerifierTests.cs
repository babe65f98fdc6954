using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using PaperBot.Grounding;
using Xunit;

namespace PaperBot.Tests.Grounding;

public sealed class CitationVerifierTests
{
    private static readonly List<GroundingSource> Sources =
    [
        new(1, Some.Paper("Gribble: Fast Parsing", "gribble") with
        {
            Abstract = "We present Gribble, a parser of 13K lines. On DuneBank, Gribble reaches an accuracy of 98\\%, whereas the chart "
                + "parser Olm has 91\\%. Gribble outperforms Olm in nine of twelve languages. It needs 2.4B parameters and half "
                + "of the memory. Training with noise does not improve recall. Latency falls from 120 ms to 35 ms. It trains for three hours. "
                + "Longer inputs remain unsolved.",
        }),
        new(2, Some.Paper("Tarn: Lakes from Space", "tarn") with
        {
            Abstract = "Tarn maps alpine lakes from satellite pictures. On PondSet it finds 84\\% of the lakes.",
        }),
    ];

    [Theory]
    [InlineData("Gribble reaches 98 percent accuracy on DuneBank [1].")]
    [InlineData("Gribble has an accuracy of ninety-eight per cent on DuneBank. [1]")]
    [InlineData("The parser Gribble has 13,000 lines [1].")]
    [InlineData("Gribble needs 2.4 billion parameters [1].")]
    [InlineData("On Dune-Bank, Gribble reaches an accuracy of 98%, more than the 91% of Olm [1].")]
    [InlineData("Olm is outperformed by Gribble in 9 of 12 languages [1].")]
    [InlineData("Latency drops from 120 to 35 ms [1].")]
    [InlineData("Latency falls to 35 ms from 120 milliseconds [1].")]
    [InlineData("Gribble's training takes 3 hours [1].")]
    [InlineData("Recall is not improved by training with noise [1].")]
    [InlineData("Longer inputs are not solved [1].")]
    [InlineData("Olm is less accurate than Gribble [1].")]
    [InlineData("It is still impossible to handle longer inputs, which remain unsolved [1].")]
    [InlineData("Tarn finds 84% of the lakes on PondSet [2].")]
    public void Honest_sentence_is_supported(string sentence)
    {
        var verdict = Check(sentence);
        Assert.True(verdict.IsSupported, $"{verdict.Refusal}: {verdict.Detail}");
        Assert.NotEmpty(verdict.Evidence);
    }

    [Theory]
    [InlineData("Gribble reaches 97 percent accuracy on DuneBank [1].", "Number")]
    [InlineData("Gribble reaches an accuracy of 98 points on DuneBank [1].", "Number")]
    [InlineData("The parser Gribble has 13M lines [1].", "Number")]
    [InlineData("Gribble needs 2.4 million parameters [1].", "Number")]
    [InlineData("Gribble trains for three days [1].", "Number")]
    [InlineData("Gribble reaches an accuracy of 98% on PondSet [1].", "Name")]
    [InlineData("Tarn reaches an accuracy of 98% on DuneBank [1].", "Name")]
    [InlineData("GPT-4 reaches an accuracy of 98% on DuneBank [1].", "Name")]
    [InlineData("Olm outperforms Gribble in nine of twelve languages [1].", "Direction")]
    [InlineData("Gribble is outperformed by Olm in nine of twelve languages [1].", "Direction")]
    [InlineData("Latency falls from 35 ms to 120 ms [1].", "Direction")]
    [InlineData("Latency rises from 120 ms to 35 ms [1].", "Direction")]
    [InlineData("Training with noise improves recall [1].", "Negation")]
    [InlineData("Gribble does not outperform Olm in nine of twelve languages [1].", "Negation")]
    [InlineData("Longer inputs are solved [1].", "Negation")]
    [InlineData("Gribble never needs half of the memory [1].", "Negation")]
    [InlineData("Olm is more accurate on DuneBank than the parser Gribble [1].", "Direction")]
    [InlineData("On DuneBank, Gribble reaches an accuracy of 98%, whereas the chart parser Olm has the [1].", "Overlap")]
    [InlineData("Alpine lakes are mapped from satellite pictures [1].", "Overlap")]
    [InlineData("The authors sell kitchen furniture to tourists [1].", "Overlap")]
    [InlineData("Gribble reaches 98% accuracy on DuneBank, and Tarn maps alpine lakes from satellite pictures [1].", "Merged")]
    [InlineData("Gribble reaches 98% accuracy on DuneBank.", "Marker")]
    [InlineData("Gribble reaches 98% accuracy on DuneBank [3].", "Marker")]
    [InlineData("Gribble reaches 98% accuracy on DuneBank [1, 7].", "Marker")]
    [InlineData("", "Marker")]
    [InlineData("[1]", "Overlap")]
    public void Altered_sentence_is_refused_for_its_reason(string sentence, string reason)
    {
        var verdict = Check(sentence);
        Assert.Equal(reason, verdict.Refusal?.ToString());
        Assert.NotEmpty(verdict.Detail);
        Assert.Equal(reason != "Marker", verdict.MarkersExist);
    }

    [Theory]
    [InlineData("A [1].", "A.", new[] { 1 })]
    [InlineData("A [1, 2].", "A.", new[] { 1, 2 })]
    [InlineData("A [1][3].", "A.", new[] { 1, 3 })]
    [InlineData("A [1] [3]", "A", new[] { 1, 3 })]
    [InlineData("A. [2; 1]", "A.", new[] { 2, 1 })]
    [InlineData("A [1-3].", "A.", new[] { 1, 2, 3 })]
    [InlineData("A [1] and B [2].", "A and B.", new[] { 1, 2 })]
    [InlineData("A [1][1].", "A.", new[] { 1 })]
    [InlineData("A [^4].", "A.", new[] { 4 })]
    [InlineData("A [Source 2].", "A.", new[] { 2 })]
    [InlineData("A【2】.", "A.", new[] { 2 })]
    [InlineData("A [99999999999999].", "A.", new[] { 0 })]
    [InlineData("A [see below].", "A [see below].", new int[0])]
    [InlineData("A.", "A.", new int[0])]
    public void Markers_are_read_in_every_form(string sentence, string claim, int[] numbers)
    {
        var read = CitationMarkers.Read(sentence);
        Assert.Equal(claim, read.Claim);
        Assert.Equal(numbers, read.Numbers);
    }

    [Fact]
    public void Every_sentence_of_the_cited_abstract_passes_with_itself_as_evidence()
    {
        foreach (var source in SamplePapers.All.Select(p => new GroundingSource(1, p)))
        {
            foreach (var sentence in source.Sentences)
            {
                var verdict = new CitationVerifier([source]).Check($"{sentence.Text} [1]");
                Assert.True(verdict.IsSupported, sentence.Text);
                Assert.Equal(new SupportingSpan(1, sentence.Start, sentence.Text), Assert.Single(verdict.Evidence));
            }
        }
    }

    [Fact]
    public void Evidence_stands_in_the_abstract_as_quoted()
    {
        foreach (var span in Check("Latency drops from 120 to 35 ms [1].").Evidence)
        {
            Assert.Equal(span.Text, Sources[0].Paper.Abstract.Substring(span.Start, span.Text.Length));
        }
    }

    [Fact]
    public void Judge_is_asked_last_and_may_refuse()
    {
        var asked = 0;
        var verifier = new CitationVerifier(Sources, (_, _) => ++asked < 0);
        Assert.Equal(Objection.Number, verifier.Check("Gribble reaches 97% accuracy on DuneBank [1].").Refusal);
        Assert.Equal(0, asked);
        Assert.Equal(Objection.Judged, verifier.Check("Gribble reaches 98% accuracy on DuneBank [1].").Refusal);
    }

    [Fact]
    public void Any_text_gets_a_verdict()
    {
        Prop.ForAll<string>(text => Check($"{text} [1]") is not null && Check(text ?? "") is not null).QuickCheckThrowOnFailure();
        string[] pieces = ["[", "1", "]", "98", "%", "\\", "$", "-", "from", "to", "than", "not", "no", "GPT", ".", ",", "half",
            "a third", "K",
            "999999999999999999999999999", "million", "billion", "\ud83d", "\u0301", "’", "more", "by", "is", "outperformed",
                "one", "in", "²", "٣"];
        var random = new Random(7);
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 14))
                .Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.NotNull(Check($"{text} [1]"));
        }
    }

    [Fact]
    public void Checking_takes_about_a_millisecond_at_most()
    {
        const string sentence =
            "Gribble outperforms Olm on DuneBank with 98% against 91%, and latency falls from 120 ms to 35 ms [1].";
        Check(sentence);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 200; i++)
        {
            Check(sentence);
        }

        // A loaded machine is allowed ten times the millisecond.
        Assert.InRange(clock.Elapsed.TotalMilliseconds / 200, 0, 10);
    }

    private static Verdict Check(string sentence) => new CitationVerifier(Sources).Check(sentence);
}
