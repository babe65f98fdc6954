using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Tests.Prompts;
using Xunit;

namespace PaperBot.Tests.Answering;

public sealed class GroundedReaderTests
{
    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index for Archives", "larder") with
    {
        Abstract = "Archives are asked seldom. Larder keeps 2.1 billion vectors on slow disks. On DustShelf it answers in 40 ms with a recall of 91.5%.",
    };

    [Fact]
    public async Task Model_answers_in_its_words_with_verbatim_evidence()
    {
        var answer = await AskAsync(Saying("Larder reaches a recall of 91.5% on DustShelf. [1]"));
        Assert.Equal(("local", Outcome.Answered), (answer.Engine, answer.Outcome));
        Assert.StartsWith("Larder reaches a recall of 91.5% on DustShelf. [1]\n\nSources:\n[1] Larder", answer.Text, StringComparison.Ordinal);
        Assert.All(answer.Citations, c => Assert.Contains(c.Quote, Larder.Abstract, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unsupported_answer_leaves_the_extractive_one()
    {
        var answer = await AskAsync(Saying("Bananas are yellow. [1]"));
        Assert.Equal("extractive", answer.Engine);
        Assert.Contains("91.5%", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_model_leaves_the_extractive_answer()
    {
        var answer = await AskAsync(new ScriptedChatClient(new ScriptedReply { Throws = new InvalidOperationException("out of memory") }));
        Assert.Equal(("extractive", Outcome.Answered), (answer.Engine, answer.Outcome));
    }

    [Fact]
    public async Task Refusals_and_small_talk_are_not_left_to_the_model()
    {
        var client = Saying("Larder reaches a recall of 91.5% on DustShelf. [1]");
        Assert.Equal(Outcome.Chat, (await AskAsync(client, "hello")).Outcome);
        Assert.Equal(Outcome.NoMatch, (await AskAsync(client, "best pizza in town?")).Outcome);
        Assert.Equal(Outcome.NotStated, (await AskAsync(client, "what recall does Larder reach on ShelfNine?")).Outcome);
        Assert.Empty(client.Calls);
    }

    private static ScriptedChatClient Saying(string text) => new(ScriptedReply.Of(text));

    private static Task<Answer> AskAsync(IChatClient client, string question = "what recall does Larder reach on DustShelf?")
    {
        var runner = new PromptRunner(
            SomePrompts.Library(SomePrompts.ShippedFolder), client, Options.Create(new PromptOptions()), TimeProvider.System, NullLogger<PromptRunner>.Instance);
        var reader = new GroundedReader(new GroundedWriter(runner, client), NullLogger<GroundedReader>.Instance);
        return new QuestionAnswerer(Corpora.Of(Larder), reader).AnswerAsync(new Question("q", question), CancellationToken.None);
    }
}
