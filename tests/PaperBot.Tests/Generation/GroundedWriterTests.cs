using Microsoft.Extensions.AI;
using PaperBot.Generation;
using PaperBot.Grounding;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Tests.Answering;
using Xunit;

namespace PaperBot.Tests.Generation;

public sealed class GroundedWriterTests
{
    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index for Archives", "larder") with
    {
        Abstract = "Archives are asked seldom. Larder keeps 2.1 billion vectors on slow disks. On DustShelf it answers in 40 ms with a recall of 91.5%. "
            + "It does not need a graph. Larder outperforms FlatScan in recall.",
    };

    private static readonly Paper Cairn = Some.Paper("Cairn: Trail-Marking Exploration for Legged Robots", "cairn") with
    {
        Abstract = "Cairn lets three robots drop small beacons. In four mines the team maps 38% more passages than without beacons.",
    };

    [Fact]
    public async Task Supported_sentences_are_kept_with_their_evidence()
    {
        var text = await WriteAsync("Larder reaches a recall of 91.5% on DustShelf. [1] Three robots drop beacons. [2]");
        Assert.Equal(GenerationOutcome.Written, text.Outcome);
        Assert.All(text.Sentences, s => Assert.Equal(SentenceFate.Kept, s.Fate));
        Assert.Equal([1, 2], text.Sentences.Select(s => s.Evidence[0].Source));
        Assert.Contains("91.5%", text.Sentences[0].Evidence[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Larder reaches a recall of 94.5% on DustShelf. [1]")]
    [InlineData("Larder reaches a recall of 91.5% on DustShelf. [7]")]
    [InlineData("Larder reaches a recall of 91.5% on DustShelf.")]
    [InlineData("Larder needs a graph. [1]")]
    [InlineData("FlatScan outperforms Larder in recall. [1]")]
    [InlineData("Larder reaches a recall of 91.5% on MoldShelf. [1]")]
    public async Task Sentence_the_abstract_does_not_support_never_reaches_the_reader(string lie)
    {
        var text = await WriteAsync(lie, lie);
        Assert.DoesNotContain(CitationMarkers.Read(lie).Claim, text.Sentences.Select(s => s.Text));
        Assert.All(text.Sentences, s => Assert.NotEqual(SentenceFate.Kept, s.Fate));
        Assert.All(text.Sentences.SelectMany(s => s.Evidence), e => Assert.Contains(e.Text, Larder.Abstract + Cairn.Abstract, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Second_attempt_repairs_what_the_first_got_wrong()
    {
        var text = await WriteAsync("Larder answers in 90 ms on DustShelf. [1]", "Larder answers in 40 ms on DustShelf. [1]");
        var sentence = Assert.Single(text.Sentences);
        Assert.Equal((SentenceFate.Rewritten, "Larder answers in 40 ms on DustShelf."), (sentence.Fate, sentence.Text));
    }

    [Fact]
    public async Task Closest_sentence_of_the_abstract_stands_in_when_the_second_attempt_fails_too()
    {
        const string lie = "On DustShelf it answers in 90 ms with a recall of 91.5%. [1]";
        var sentence = Assert.Single((await WriteAsync(lie, lie)).Sentences);
        Assert.Equal(SentenceFate.Quoted, sentence.Fate);
        Assert.Contains(sentence.Text, Larder.Abstract, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NOT STATED", GenerationOutcome.NotStated)]
    [InlineData("no match.", GenerationOutcome.NoMatch)]
    [InlineData("", GenerationOutcome.Nothing)]
    [InlineData("Bananas are yellow. [1]", GenerationOutcome.Nothing)]
    [InlineData("<think>Larder answers in 40 ms. [1]</think>", GenerationOutcome.Nothing)]
    internal async Task Model_that_has_nothing_to_say_is_taken_at_its_word(string reply, GenerationOutcome outcome) =>
        Assert.Equal(outcome, (await WriteAsync(reply, reply)).Outcome);

    [Fact]
    public async Task Client_that_throws_surfaces_as_a_failed_prompt() =>
        await Assert.ThrowsAsync<PromptFailedException>(() => WriteAsync(
            new ScriptedChatClient(new ScriptedReply { Pieces = ["Larder"], Throws = new InvalidOperationException("gone") })));

    [Fact]
    public async Task Lies_of_a_weak_model_do_not_pass_with_a_wrong_number_or_marker()
    {
        using var liar = new LyingModel(seed: 3, rate: 1);
        for (var i = 0; i < 12; i++)
        {
            var text = await WriteAsync(liar);
            Assert.All(
                text.Sentences.Where(s => s.Fate == SentenceFate.Kept),
                s => Assert.DoesNotContain(liar.Lies.Where(l => l.Text == s.Draft).Select(l => l.Kind), k => k is CorruptionKind.Number or CorruptionKind.Marker));
        }

        Assert.NotEmpty(liar.Lies);
    }

    private static Task<GroundedText> WriteAsync(params string[] replies) =>
        WriteAsync(new ScriptedChatClient([.. replies.Select(r => ScriptedReply.Of(r))]));

    private static async Task<GroundedText> WriteAsync(IChatClient client)
    {
        var task = GroundedTask.Answer("How well does Larder do on DustShelf?", [Larder, Cairn]);
        return await new GroundedWriter(Answerers.Runner(client), client, TimeProvider.System).WriteAsync(task, CancellationToken.None);
    }
}
