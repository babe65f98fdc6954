using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Tests.Answering;
using PaperBot.Tests.Attacks;
using PaperBot.Tests.Commands;
using Xunit;

namespace PaperBot.Tests.Ecosystem.SemanticKernel;

/// <summary>A question has the same verified answer whoever runs the prompts.</summary>
public sealed class SameAnswerTests
{
    private const string Question = "what recall does Larder reach on DustShelf?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_program_gives_the_same_verified_answer_through_both_runners()
    {
        List<string> answers = [];
        List<IReadOnlyList<string>> asked = [];
        foreach (var runner in (string[])["builtin", "semantickernel", "auto"])
        {
            // One sentence is supported and one is not: verification runs, asks again, and mends.
            var model = new ScriptedChatClient(ScriptedReply.Of(
                "Lanternfish is 6.1 times faster than full attention. [1] The moon is made of 12 cheeses. [1]"));
            await using var room = await CommandRoom.OpenAsync(true, Token, model, ("Prompts:Runner", runner));
            var name = room.Service<IPromptSender>().GetType().Name;
            Assert.Equal(runner == "builtin" ? nameof(DirectSender) : "KernelSender", name);
            var reply = await room.SayAsync("how much faster is Lanternfish than full attention?", Token);
            Assert.Equal("local", reply.Answer?.Engine);
            // The last line is the answer's own id.
            answers.Add(reply.Text[..reply.Text.LastIndexOf('\n')]);
            asked.Add([.. model.Calls.SelectMany(c => c.Messages).Select(m => $"{m.Role}: {m.Text}")]);
        }

        Assert.NotEmpty(asked[0]);
        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.All(asked, a => Assert.Equal(asked[0], a));
    }

    [Fact]
    public async Task Every_hostile_text_gives_the_same_answer_and_the_same_prompt_through_both_senders()
    {
        var sender = Kernels.Sender();
        var asked = 0;
        foreach (var attack in Attack.All)
        {
            List<Paper> papers = attack.Where is "abstract" ? [Kernels.Shelves with { Abstract = attack.Text }, Kernels.Larder]
                : attack.Where is "title" ? [Kernels.Shelves with { Title = attack.Text }, Kernels.Larder]
                : [Kernels.Larder, Kernels.Shelves];
            var corpus = Corpora.Of([.. papers]);
            var question = new Question("q", attack.Where == "question" ? $"{Question} {attack.Text}" : Question) { Seed = 7 };
            var style = ObedientModel.Styles.ElementAt(asked % ObedientModel.Styles.Count).Value;
            var (own, kernel) = (ObedientModel.Of(attack, style), ObedientModel.Of(attack, style));
            var first = await Answerers.Over(corpus, own).AnswerAsync(question, Token);
            var second = await Answerers.Over(corpus, kernel, sender: sender).AnswerAsync(question, Token);
            Assert.Equal((first.Text, first.Outcome, first.Engine), (second.Text, second.Outcome, second.Engine));
            Assert.Equal(
                own.Calls.SelectMany(c => c.Messages).Select(m => (m.Role, m.Text)),
                kernel.Calls.SelectMany(c => c.Messages).Select(m => (m.Role, m.Text)));
            asked += own.Calls.Count > 0 ? 1 : 0;
        }

        Assert.True(asked > 100, $"Only {asked} were asked.");
    }
}
