using System.Diagnostics;
using Microsoft.Extensions.AI;
using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Prompts.Sources;
using Xunit;

namespace PaperBot.Tests.Answering;

/// <summary>Forms in which models write, and sizes in which papers and questions come.</summary>
public sealed class OddOutputTests
{
    private const string Asked = "what recall does Larder reach on DustShelf?";

    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index for Archives", "larder") with
    {
        Abstract = "Archives are asked seldom. Larder keeps 2.1 billion vectors on slow disks. "
            + "On DustShelf it answers in 40 ms with a recall of 91.5%.",
    };

    [Theory]
    [InlineData("- Larder keeps 2.1 billion vectors on slow disks. [1]\n- Larder reaches a recall of 91.5% on DustShelf. [1]")]
    [InlineData("1. Larder keeps 2.1 billion vectors on slow disks. [1]\n2. Larder reaches a recall of 91.5% on DustShelf. [1]")]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks.[1] Larder reaches a recall of 91.5% on DustShelf.[1]")]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks 【1】. Larder reaches a recall of 91.5% on DustShelf. 【1】")]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks. [Source 1] Larder reaches a recall of 91.5% on DustShelf. [Source 1]")]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks [^1]. Larder reaches a recall of 91.5% on DustShelf [1, 1].")]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks. [1] Larder reaches a recall of 91.5% on DustShelf. [1]\n\nSources:\n[1] Larder: A Vector Index for Archives (1 Jan 2026)")]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks. [1] Larder reaches a recall of 91.5% on DustShelf. [1]\n\n**References**\n1. Larder: A Vector Index for Archives [1]")]
    [InlineData("Answer: Larder keeps 2.1 billion vectors on slow disks. [1] Larder reaches a recall of 91.5% on DustShelf. [1]")]
    public async Task Form_in_which_a_model_writes_is_read_and_never_shown(string written)
    {
        var answer = await AskAsync(new HostileClient { Says = written }, Larder);
        Assert.Equal("local", answer.Engine);
        Assert.Matches(
            @"\A(Answer: )?Larder keeps 2\.1 billion vectors on slow disks\. \[1\] Larder reaches a recall of 91\.5% on DustShelf\. \[1\]\n\nSources:\n\[1\] Larder[^\n]*\z",
            answer.Text);
    }

    [Fact]
    public async Task Context_too_small_for_one_abstract_leaves_the_extractive_answer_and_says_why()
    {
        var client = new ScriptedChatClient(ScriptedReply.Of("Larder keeps 2.1 billion vectors. [1]"));
        client.Services.Add(new ChatCapabilities { ContextTokens = 780 });
        var answer = await AskAsync(client, Larder);
        Assert.Equal("extractive", answer.Engine);
        Assert.Empty(client.Calls);
        Assert.StartsWith("No abstract fits", answer.Trace.Fallback, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(4096)]
    public async Task Long_question_takes_its_room_from_the_sources(int context)
    {
        var client = new ScriptedChatClient(ScriptedReply.Of("Larder reaches a recall of 91.5% on DustShelf. [1]"));
        client.Services.Add(new ChatCapabilities { ContextTokens = context });
        var papers = Enumerable.Range(0, 6).Select(i => Larder with
        {
            Id = $"larder{i}", Title = $"Larder {i}: A Vector Index for Archives",
            Abstract = string.Concat(Enumerable.Range(0, 12).Select(n => $"{Larder.Abstract} Shelf {n} of part {i} holds other things. ")),
        }).ToArray();
        var question = string.Concat(Enumerable.Repeat("what recall does Larder reach on DustShelf, and why so? ", 60));
        await Answerers.Over(Corpora.Of(papers), client).AnswerAsync(new Question("q", question), CancellationToken.None);
        Assert.All(client.Calls, c => Assert.InRange(
            c.Messages.Sum(m => EstimatedTokens.Instance.Count(m.Text)) + 360, 0, context + 100));
    }

    [Fact]
    public async Task Endless_abstracts_and_sentences_are_left_at_the_deadline()
    {
        Paper[] papers =
        [
            Larder with { Abstract = string.Concat(Enumerable.Repeat(Larder.Abstract + " ", 800)) },
            Larder with { Id = "nonstop", Abstract = string.Concat(Enumerable.Repeat("Larder, e.g. on DustShelf, ", 4000)) },
            Larder with { Id = "none", Abstract = "" },
        ];
        var client = new HostileClient { Says = string.Concat(Enumerable.Repeat("Larder, e.g. with recall on DustShelf, ", 1200)) };
        var watch = Stopwatch.StartNew();
        await Answerers.Writer(client).WriteAsync(
            GroundedTask.Answer(Asked, papers), TimeSpan.FromSeconds(3), new TraceRecord(ChatCapabilities.Unknown), CancellationToken.None);
        var written = watch.Elapsed;
        watch.Restart();
        Assert.NotEmpty((await AskAsync(new HostileClient(), papers)).Text);
        TestContext.Current.TestOutputHelper?.WriteLine($"written {written}, extractive {watch.Elapsed}");
        Assert.InRange(written, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Fallback_told_of_a_failed_rewriting_is_taken_back_when_the_model_answers_after_all()
    {
        var client = new ScriptedChatClient(
            new ScriptedReply { Throws = new InvalidOperationException("gone") }, ScriptedReply.Of("Larder keeps 2.1 billion vectors on slow disks. [1]"));
        var question = new Question("q", "and how many vectors does it keep?")
        {
            History = [new(Speaker.User, "what is Larder?"), new(Speaker.Bot, "Larder: A Vector Index for Archives. [1]\n\nSources:\n[1] Larder: A Vector Index for Archives (1 Jan 2026)")],
        };
        var answer = await Answerers.Over(Corpora.Of(Larder), client).AnswerAsync(question, CancellationToken.None);
        Assert.Equal(("local", null), (answer.Engine, answer.Trace.Fallback));
    }

    [Fact]
    [Trait("Length", "Long")]
    public async Task Two_thousand_answers_keep_no_memory()
    {
        var answerer = Answerers.Over(Corpora.Of(Larder), new HostileClient { Says = "Larder keeps 2.1 billion vectors on slow disks. [1] It answers in 90 ms. [1]" });
        await AskAsync(200);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await AskAsync(2000);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"grown by {grown} bytes");
        Assert.InRange(grown, long.MinValue, 8_000_000);

        async Task AskAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await answerer.AnswerAsync(new Question("q", Asked), _ => { }, CancellationToken.None);
            }
        }
    }

    private static Task<Answer> AskAsync(IChatClient client, params Paper[] papers) =>
        Answerers.Over(Corpora.Of(papers), client).AnswerAsync(new Question("q", Asked), CancellationToken.None);
}
