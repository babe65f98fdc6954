using PaperBot.Answering;
using PaperBot.Commands;
using PaperBot.Localisation;
using PaperBot.Records;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.Commands;

/// <summary>What a reader may do next.</summary>
public sealed class ReplyActionsTests : IAsyncLifetime
{
    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Below_an_answer_stand_its_evidence_its_sources_papers_like_it_a_rating_and_a_follow_up()
    {
        var reply = await room.SayAsync("How many parameters does Kiteline have?", Token);
        Assert.Equal(
            ["Evidence", "Sources", "More like this", "Good", "Not good", "Follow-up"], reply.Actions.Select(a => a.Label));
        Assert.Equal([null, null, null, null, "comment", "question"], reply.Actions.Select(a => a.Prompt));
        Assert.Equal([true, true, true, true, true, false], reply.Actions.Select(a => a.IsPrivate));

        var id = reply.Answer!.Id!;
        Assert.Contains($"Evidence of answer `{id}`", (await room.PressAsync(reply.Actions[0], Token)).Text, StringComparison.Ordinal);
        Assert.Contains($"[1] **Kiteline", (await room.PressAsync(reply.Actions[1], Token)).Text, StringComparison.Ordinal);
        Assert.False((await room.PressAsync(reply.Actions[2], Token)).IsProblem);
        await room.PressAsync(reply.Actions[4], Token, "too short");
        var rating = Assert.Single(await room.Service<IAnswerLog>().RatingsAsync(id, Token));
        Assert.Equal((false, "too short"), (rating.Good, rating.Comment));
        Assert.NotNull((await room.PressAsync(reply.Actions[5], Token, "What is Lanternfish?")).Answer);
    }

    [Fact]
    public async Task Every_action_below_any_reply_can_be_run_and_stands_there_once()
    {
        string[] lines =
        [
            "How many parameters does Kiteline have?", "what is the capital of Mongolia", "hello", "/compare kiteline lanternfish",
            "/summarize", "/paper kiteline", "/paper kiteline --part abstract", "/paper kiteline --part bibtex", "/digest",
            "/search graph ledgers canal --count 1", "/search graph ledgers canal --count 1 --page 2", "/save kiteline", "/saved",
            "/forget-me", "What does Kiteline say about whales?",
        ];
        foreach (var line in lines)
        {
            var reply = await room.SayAsync(line, Token);
            Assert.InRange(reply.Actions.Count, 0, ReplyActions.Most);
            Assert.Equal(reply.Actions.Count, reply.Actions.Select(a => a.Label).Distinct().Count());
            Assert.All(reply.Actions, action =>
            {
                var command = room.Table.FindAny(action.Command)!;
                var values = new Dictionary<string, string>(action.Values);
                if (action.Prompt is { } prompt)
                {
                    Assert.Contains(command.Options, o => o.Name == prompt && !values.ContainsKey(prompt));
                    values[prompt] = "text";
                }

                Assert.Null(CommandLineReader.Check(command, values));
                Assert.All(values.Keys, v => Assert.Contains(command.Options, o => o.Name == v));
            });
        }
    }

    [Fact]
    public async Task A_paper_of_a_digest_is_opened_by_its_number_whatever_was_said_since()
    {
        var digest = await room.SayAsync("/digest", Token);
        var open = digest.Actions.Single(a => a.Label == "Open a paper");
        var second = await room.PressAsync(open, Token, "#2");
        Assert.Equal([digest.Papers[1]], second.Papers);
        Assert.Equal([digest.Papers[0]], (await room.PressAsync(open, Token, "1")).Papers);

        var day = open.Values["edition"];
        var beyond = await room.PressAsync(open, Token, "9");
        Assert.True(beyond.IsProblem);
        Assert.Equal($"The digest `{day}/room` has no paper 9; its papers have the numbers 1 to 3.", beyond.Text);
        Assert.Equal(digest.Papers[0], Assert.Single((await room.PressAsync(open, Token, digest.Papers[0])).Papers));
        var never = await room.SayAsync("/paper 1 --edition 2001-01-01", Token);
        Assert.Equal("There is no digest `2001-01-01/room`.", never.Text);

        var import = (await room.Service<PaperBot.Papers.IPaperStore>().ImportsAsync(Token))[0].Number;
        await room.Service<PaperBot.Papers.IPaperStore>().UndoAsync(import, Token);
        await room.Service<PaperBot.Retrieval.Corpus>().RefreshAsync(Token);
        Assert.Equal($"Paper 2 of the digest `{day}/room` is no longer stored.", (await room.PressAsync(open, Token, "2")).Text);
    }

    [Fact]
    public void An_answer_without_an_id_offers_nothing_that_needs_it()
    {
        var answer = new Answer
        {
            QuestionId = "q", Question = "?", Text = "A. [1]", Outcome = Outcome.Answered, Engine = Answer.Extractive,
            Citations = [new Citation(1, "a-1", "A paper", "A.")],
        };
        Assert.Equal(["related", "ask"], ReplyActions.OfAnswer(answer, Phrases.English).Select(a => a.Command));
        Assert.Empty(ReplyActions.OfAnswer(answer with { Outcome = Outcome.Chat }, Phrases.English));
    }

    [Fact]
    public void An_abstention_offers_the_nearest_papers_each_once()
    {
        var answer = new Answer
        {
            Id = "k7f3q2md", QuestionId = "q", Question = "?", Text = "No.", Outcome = Outcome.NoMatch, Engine = Answer.Extractive,
            Nearest = [new("a-1", "Gust: A Study"), new("a-1", "Gust: A Study"), new("b-2", new string('x', 300))],
        };
        var actions = ReplyActions.OfAnswer(answer, Phrases.English);
        Assert.Equal(["paper", "paper", "feedback", "feedback", "ask"], actions.Select(a => a.Command));
        Assert.Equal("Gust", actions[0].Label);
        Assert.All(actions, a => Assert.InRange(a.Label.Length, 1, 80));
    }

    [Fact]
    public async Task Pages_of_a_search_lead_to_each_other()
    {
        var first = await room.SayAsync("/search graph ledgers canal --count 1", Token);
        Assert.EndsWith("There are more; `--page 2` goes on.", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("--page", first.Short!, StringComparison.Ordinal);
        var next = Assert.Single(first.Actions);
        var second = await room.PressAsync(next, Token);
        Assert.StartsWith("Page 2, results 2 to 2:\n1. ", second.Text, StringComparison.Ordinal);
        Assert.NotEqual(first.Papers, second.Papers);
        Assert.Equal(first.Papers, (await room.PressAsync(second.Actions[0], Token)).Papers);

        var whole = await room.SayAsync("/search graph ledgers canal", Token);
        Assert.Empty(whole.Actions);
        var beyond = await room.SayAsync("/search graph ledgers canal --page 2", Token);
        Assert.Equal("There is no page 2; the last is 1.", beyond.Text);
    }

    [Fact]
    public async Task A_card_leaves_the_abstract_to_its_button_where_there_are_buttons()
    {
        var reply = await room.SayAsync("/paper kiteline", Token);
        var plain = string.Concat(reply.PostsFor(SurfaceLimits.Unbounded).Select(p => p.Text));
        var buttons = string.Concat(reply.PostsFor(new SurfaceLimits(2000, true) { HasActions = true }).Select(p => p.Text));
        Assert.Contains("> Rescue teams plan", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Rescue teams plan", buttons, StringComparison.Ordinal);
        Assert.Contains("**Kiteline", buttons, StringComparison.Ordinal);
        Assert.Equal(["Abstract", "Related", "BibTeX", "Save"], reply.Actions.Select(a => a.Label));
        Assert.Contains("Rescue teams plan", (await room.PressAsync(reply.Actions[0], Token)).Text, StringComparison.Ordinal);
        Assert.StartsWith("```bibtex\n@misc{kiteline-", (await room.PressAsync(reply.Actions[2], Token)).Text, StringComparison.Ordinal);
    }
}
