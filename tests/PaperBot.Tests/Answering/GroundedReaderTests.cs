using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Prompts;
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

    [Theory]
    [InlineData("NOT STATED", Outcome.NotStated)]
    [InlineData("NO MATCH", Outcome.NoMatch)]
    public async Task Model_that_finds_no_answer_is_believed_and_the_nearest_is_shown(string reply, Outcome outcome)
    {
        var answer = await AskAsync(Saying(reply));
        Assert.Equal((outcome, "local"), (answer.Outcome, answer.Engine));
        Assert.Contains(Larder.Title, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_grows_by_supported_sentences_only()
    {
        List<string> drafts = [];
        var client = Saying("Larder keeps 2.1 billion vectors on slow disks. [1] It answers in 90 ms. [1] Larder reaches a recall of 91.5% on DustShelf. [1]");
        var answer = await Answerers.Over(Corpora.Of(Larder), client).AnswerAsync(new Question("q", Asked), drafts.Add, CancellationToken.None);
        Assert.Equal("Larder keeps 2.1 billion vectors on slow disks. [1]", drafts[0]);
        Assert.DoesNotContain(drafts, d => d.Contains("90 ms", StringComparison.Ordinal));
        Assert.Equal("Larder keeps 2.1 billion vectors on slow disks. [1] Larder reaches a recall of 91.5% on DustShelf. [1]", drafts[^1]);
        Assert.InRange(answer.Timings.FirstTokenMs, 0, answer.Timings.TotalMs);
    }

    [Fact]
    public async Task Thoughts_taken_for_output_are_taken_back_from_the_draft()
    {
        List<string> drafts = [];
        var client = Saying("Larder keeps 2.1 billion vectors on slow disks. [1] Hm.</think>It reaches a recall of 91.5% on DustShelf. [1]");
        await Answerers.Over(Corpora.Of(Larder), client).AnswerAsync(new Question("q", Asked), drafts.Add, CancellationToken.None);
        Assert.DoesNotContain("2.1 billion", drafts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_holds_prompt_seed_raw_output_and_what_checking_changed()
    {
        var client = Saying("Larder reaches a recall of 91.5% on DustShelf. [1] It answers in 90 ms. [1]");
        client.Services.Add(new ChatCapabilities { ModelFileHash = "abc", Engine = "tiny" });
        var answer = await AskAsync(client, seed: 42);
        var trace = answer.Trace;
        Assert.Equal("tiny", answer.Engine);
        Assert.Equal(["larder"], trace.Sources);
        Assert.Equal([42, 43], trace.Runs.Select(r => r.Seed));
        Assert.All(trace.Runs, r => Assert.Equal(("answer", "abc", "scripted", "stop"), (r.Prompt, r.ModelFileHash, r.Model, r.Ended)));
        Assert.Contains("90 ms", trace.Runs[0].Raw, StringComparison.Ordinal);
        Assert.Contains(trace.Runs[0].Messages, m => m.Role == "user" && m.Text.Contains("DustShelf", StringComparison.Ordinal));
        Assert.Equal(["kept", "quoted"], trace.Sentences.Select(s => s.Fate));
        Assert.Equal((null, "number"), (trace.Sentences[0].Objection, trace.Sentences[1].Objection));
        Assert.Equal([42, 43], client.Calls.Select(c => c.Options?.Seed));
    }

    [Fact]
    public async Task Question_may_do_without_the_model()
    {
        var client = Saying("Larder reaches a recall of 91.5% on DustShelf. [1]");
        var answer = await Answerers.Over(Corpora.Of(Larder), client)
            .AnswerAsync(new Question("q", Asked) { WithModel = false }, CancellationToken.None);
        Assert.Equal(("extractive", Outcome.Answered), (answer.Engine, answer.Outcome));
        Assert.Empty(client.Calls);
    }

    [Theory]
    [InlineData(ModelWording.Quotes, 8_000_000_000, true)]
    [InlineData(ModelWording.Auto, 500_000_000, true)]
    [InlineData(ModelWording.Auto, 8_000_000_000, false)]
    [InlineData(ModelWording.Free, 500_000_000, false)]
    public async Task Smallest_models_only_choose_among_the_abstracts_sentences(ModelWording wording, long parameters, bool quotes)
    {
        var client = Saying("On DustShelf it answers in 40 ms with a recall of 91.5%. [1]");
        client.Services.Add(new ChatCapabilities { Grammar = true, Parameters = parameters });
        await AskAsync(client, options: new AnsweringOptions { Wording = wording });
        var grammar = (string)client.Calls[0].Options!.AdditionalProperties![ChatCapabilities.GrammarKey]!;
        Assert.Equal(quotes, grammar.Contains("recall of 91.5%", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counters_tell_answers_sentences_and_failures_apart()
    {
        using var metrics = new AnswerMetrics();
        Dictionary<string, long> counts = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (metrics.Owns(instrument.Meter))
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var key = $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))}";
            counts[key] = counts.GetValueOrDefault(key) + value;
        });
        listener.Start();
        await Answerers.Over(Corpora.Of(Larder), Saying("Larder reaches a recall of 91.5% on DustShelf. [1] It answers in 90 ms. [1]"), metrics: metrics)
            .AnswerAsync(new Question("q", Asked), CancellationToken.None);
        await Answerers.Over(Corpora.Of(Larder), new ScriptedChatClient(new ScriptedReply { Throws = new InvalidOperationException() }), metrics: metrics)
            .AnswerAsync(new Question("q", Asked), CancellationToken.None);
        Assert.Equal(
            [
                "paperbot.answers Answered extractive 1", "paperbot.answers Answered local 1", "paperbot.model.failures answer Client 1",
                "paperbot.sentences Kept None 1", "paperbot.sentences Quoted Number 1",
            ],
            counts.Select(c => $"{c.Key} {c.Value}").Order(StringComparer.Ordinal));
    }

    private const string Asked = "what recall does Larder reach on DustShelf?";

    private static ScriptedChatClient Saying(string text) => new(ScriptedReply.Of(text));

    private static Task<Answer> AskAsync(IChatClient client, string question = Asked, long? seed = null, AnsweringOptions? options = null) =>
        Answerers.Over(Corpora.Of(Larder), client, options)
            .AnswerAsync(new Question("q", question) { Seed = seed }, CancellationToken.None);
}
