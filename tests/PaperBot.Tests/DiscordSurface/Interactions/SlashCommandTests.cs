using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.People;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>Slash commands from end to end: a person in a simulated Discord, the real services behind the bot.</summary>
public sealed class SlashCommandTests
{
    private const string Question = "How much water does Écluse save in a dry summer?";

    [Fact]
    public async Task Every_command_answers_with_the_transcript_that_is_kept()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        (string Command, (string, object)[] Options)[] calls =
        [
            ("ask", [("question", Question)]),
            ("ask", [("question", Question), ("private", false)]),
            ("ask", [("question", "Who won the election in Peru?"), ("private", true)]),
            ("paper", [("paper", "Lanternfish")]),
            ("paper", [("paper", "no such paper at all")]),
            ("search", [("text", "graph"), ("count", 2)]),
            ("search", [("text", "graph"), ("after", "2026-99-99")]),
            ("related", [("paper", "Kiteline"), ("count", 1)]),
            ("compare", [("first", "Lanternfish"), ("second", "Kiteline")]),
            ("summarize", []),
            ("digest show", []),
            ("digest preview", [("count", 1)]),
            ("digest schedule", [("time", "08:00")]),
            ("digest archive", []),
            ("evidence", []),
            ("feedback", [("rating", "good"), ("comment", "Just what I needed")]),
            ("help", []),
            ("help", [("command", "search")]),
            ("forget-me", []),
        ];
        foreach (var (command, options) in calls)
        {
            await rig.Act.Slash(reader, channel, command, options).SettledAsync(TimeSpan.FromMilliseconds(250));
        }

        Golden.IsKept("interactions-commands.txt", rig.Transcript(reader));
        Assert.Equal(0, rig.Server.Discord.Interactions.Statistics.Failed);
    }

    [Fact]
    public async Task An_answer_is_private_unless_it_is_asked_for_openly()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        var hidden = await rig.Act.Slash(reader, channel, "ask", ("question", Question)).SettledAsync();
        Assert.Equal(reader, hidden.OnlyFor);
        Assert.Equal("", rig.Transcript(rig.Server.Owner));
        var open = await rig.Act.Slash(reader, channel, "ask", ("question", Question), ("private", false)).SettledAsync();
        Assert.Null(open.OnlyFor);
        Assert.Contains("18%", rig.Transcript(rig.Server.Owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_direct_exchange_hides_nothing()
    {
        await using var rig = await InteractionRig.StartAsync();
        var direct = rig.Act.Direct(rig.Server.Reader);
        var answer = await rig.Act.Slash(rig.Server.Reader, direct, "ask", ("question", Question)).SettledAsync();
        Assert.Null(answer.OnlyFor);
        Assert.Contains("18%", answer.Body.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("Share", rig.Act.TranscriptFor(rig.Server.Reader, direct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_administrators_say_is_kept_from_others_and_refused_to_them_in_private()
    {
        await using var rig = await InteractionRig.StartAsync();
        var channel = rig.Server.Channel;
        var refused = await rig.Act.Slash(rig.Server.Reader, channel, "digest off").SettledAsync();
        Assert.Equal(rig.Server.Reader, refused.OnlyFor);
        Assert.Contains("Only those who look after this place", refused.Body.Content, StringComparison.Ordinal);
        await rig.Act.Slash(rig.Server.Owner, channel, "digest channel").SettledAsync(TimeSpan.FromMilliseconds(250));
        var done = await rig.Act.Slash(rig.Server.Owner, channel, "digest topics", ("topics", "graphs"), ("channel", channel))
            .SettledAsync();
        Assert.Contains("graphs", done.Body.Content, StringComparison.Ordinal);
        Assert.Contains("this channel", done.Body.Content, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_can_be_completed_is_completed_and_names_papers_by_their_titles()
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        var papers = await rig.Act.Autocomplete(reader, channel, "paper", "paper", "lant").ChoicesAsync();
        Assert.Equal("Lanternfish: Sparse Attention for Long Ledgers", Assert.Single(papers).Name);
        var card = await rig.Act.Slash(reader, channel, "paper", ("paper", papers[0].Value.ToString())).SettledAsync();
        Assert.Contains("Lanternfish", card.Body.Content, StringComparison.Ordinal);
        var all = await rig.Act.Autocomplete(reader, channel, "compare", "second", "e", ("first", "Kiteline")).ChoicesAsync();
        Assert.InRange(all.Count, 1, 25);
        var zones = await rig.Act.Autocomplete(rig.Server.Owner, channel, "digest schedule", "zone", "berlin").ChoicesAsync();
        Assert.Equal("Europe/Berlin", Assert.Single(zones).Name);
        var none = await rig.Act.Autocomplete(reader, channel, "paper", "paper", new string('\u202E', 90) + "```").ChoicesAsync();
        Assert.InRange(none.Count, 0, 25);
    }

    [Theory]
    [InlineData("@everyone <@1> **[x](https://evil.example)** ```")]
    [InlineData("\u202E\u200B|||| ~~ \\ `")]
    [InlineData("' OR 1=1; DROP TABLE papers; --")]
    [InlineData("/forget-me --confirm yes")]
    public async Task Hostile_values_are_read_as_text_and_call_nobody(string value)
    {
        await using var rig = await InteractionRig.StartAsync();
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        foreach (var (command, option) in ((string, string)[])[("paper", "paper"), ("search", "text"), ("related", "paper")])
        {
            var reply = await rig.Act.Slash(reader, channel, command, (option, value)).SettledAsync(TimeSpan.FromMilliseconds(250));
            Assert.False(reply.EverPinged);
            Assert.DoesNotContain("](https://evil", reply.Body.Content, StringComparison.Ordinal);
        }

        var answer = await rig.Act.Slash(reader, channel, "ask", ("question", value), ("private", false)).SettledAsync();
        Assert.False(answer.EverPinged);
        Assert.DoesNotContain("Erased", answer.Body.Content, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_problem_is_told_in_private_also_for_a_command_whose_replies_everybody_sees()
    {
        await using var rig = await InteractionRig.StartAsync(works: false);
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        var sight = rig.Act.Slash(reader, channel, "paper", ("paper", "no such paper at all"));
        var thinking = await sight.AcknowledgedAsync();
        Assert.Equal(Acknowledgement.DeferredMessage, thinking.Acknowledged);
        Assert.Contains("thinking", rig.Transcript(rig.Server.Owner), StringComparison.Ordinal);
        await rig.WorkAsync();
        var problem = await sight.MessageAsync();
        Assert.Equal(reader, problem.OnlyFor);
        Assert.Equal("", rig.Transcript(rig.Server.Owner));
    }

    [Fact]
    public async Task A_slow_answer_shows_thinking_in_time_and_fills_it_in()
    {
        await using var rig = await InteractionRig.StartAsync(works: false);
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        var sight = rig.Act.Slash(reader, channel, "ask", ("question", Question));
        await sight.AcknowledgedAsync();
        Golden.IsKept("interactions-thinking.txt", rig.Transcript(reader));
        await rig.WorkAsync();
        var answer = await sight.SettledAsync();
        Assert.Contains("18%", answer.Body.Content, StringComparison.Ordinal);
        Assert.Single(sight.Messages);
    }

    [Fact]
    public async Task Who_has_to_wait_sees_the_place_in_the_queue_and_who_cannot_be_taken_is_told()
    {
        await using var rig = await InteractionRig.StartAsync(
            works: false, settings: [("Intake:AtOnce", "1"), ("Intake:Waiting", "2")]);
        var (reader, channel) = (rig.Server.Reader, rig.Server.Channel);
        List<Sight> sights = [];
        for (var i = 0; i < 4; i++)
        {
            sights.Add(rig.Act.Slash(reader, channel, "ask", ("question", Question)));
            await sights[^1].AcknowledgedAsync();
        }

        await sights[1].MessageAsync(m => m.Body.Content.Contains("*One question", StringComparison.Ordinal));
        await sights[2].MessageAsync(m => m.Body.Content.Contains("*2 questions", StringComparison.Ordinal));

        Golden.IsKept("interactions-queue.txt", rig.Transcript(reader));
        await rig.WorkAsync();
        foreach (var sight in sights.Take(3))
        {
            await sight.MessageAsync(m => m.Body.Content.Contains("18%", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_question_in_a_thread_belongs_to_the_thread()
    {
        await using var rig = await InteractionRig.StartAsync();
        var said = rig.Act.Say(rig.Server.Owner, rig.Server.Channel, "Let us look at canals").Said!;
        var thread = rig.Act.StartThread(rig.Server.Owner, said, "Canals");
        await rig.Act.Slash(rig.Server.Owner, thread, "ask", ("question", Question), ("private", false)).SettledAsync();
        var store = rig.Service<PaperBot.Conversations.IConversationStore>();
        var turns = await store.RecallAsync($"thread/{thread.Id}", TestContext.Current.CancellationToken);
        Assert.Equal(Question, turns[0].Text);
        Assert.Equal([], await store.RecallAsync(
            IncomingMessage.Between($"{rig.Server.Channel.Id}", $"discord:{rig.Server.Owner.Id}"),
            TestContext.Current.CancellationToken));
    }
}
