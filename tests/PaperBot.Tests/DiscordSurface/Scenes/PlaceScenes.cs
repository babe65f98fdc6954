using PaperBot.Digests;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.World;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>Places that change under the bot: slow, gone, left, and where it hears what is not said to it.</summary>
public sealed class PlaceScenes
{
    private const string Question = "How much faster is Lanternfish than full attention?";

    private static readonly ScriptedReply Never = new() { Stall = TimeSpan.FromHours(1) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_channel_that_is_slow_or_deleted_while_an_answer_is_written_costs_no_answer()
    {
        var book = new SceneBook();
        await using var room = await DiscordRoom.OpenAsync(
            new ScriptedChatClient(Never), ("Answering:DeadlineSeconds", "3"), ("Intake:PerMinute", "1000"));
        await book.PlayAsync(room, "slow mode", async channel =>
        {
            channel.SlowModeSeconds = 30;
            var slow = new ErrorAnswer(429, 20016, "This action cannot be performed due to slowmode rate limit.");
            room.Discord.Faults.Next(slow, "POST /channels/{channel_id}/messages$");
            await room.Ask("/paper nothing", channel).MessageAsync();
        });
        var direct = room.Discord.Act.Direct(room.Server.Reader);
        var gone = room.Server.World.AddChannel(room.Server.Guild, "papers");
        var sight = room.Ask(Question, gone);
        await sight.WorkingAsync();
        room.Discord.Act.DeleteChannel(gone);
        await room.UntilAsync(
            () => direct.Messages.Any(m => m.Says("Sources:")), "a direct answer");
        book.Add(room, "a channel that is deleted while the answer is written: the direct messages of who asked", direct);
        book.IsKept("scenes-places");
    }

    [Fact]
    public async Task A_server_left_or_a_channel_deleted_while_the_bot_was_down_ends_its_digest_and_is_told_once()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        var other = server.World.AddGuild("Second group", server.Owner);
        var (left, hidden) = (server.World.AddChannel(other, "papers"), server.World.AddChannel(server.Guild, "hidden"));
        var deleted = server.World.AddChannel(server.Guild, "deleted");
        var far = server.World.AddGuild("Group with an outage", server.Owner);
        var asleep = server.World.AddChannel(far, "papers");
        server.World.Join(other, server.Bot);
        server.World.Join(far, server.Bot);
        await using (var first = await DiscordRoom.OpenAsync(server, ownsServer: false, data, null, ("Digest:Enabled", "false")))
        {
            foreach (var channel in (Channel[])[left, deleted, hidden, asleep, server.Channel])
            {
                await first.Service<DigestPlans>().ChangeAsync($"{channel.Id}", w => w with { Enabled = true }, Token);
            }
        }

        server.Discord.Act.Kick(other);
        server.Discord.Act.DeleteChannel(deleted);
        server.Discord.Act.SetBotPermissions(hidden, deny: Permissions.ViewChannel);
        server.World.SetAvailable(far, false);
        for (var start = 0; start < 2; start++)
        {
            await using var room = await DiscordRoom.OpenAsync(
                server, ownsServer: false, data, null, ("Digest:Enabled", "false"));
            if (start == 0)
            {
                await room.UntilAsync(() => server.Discord.Gateway.BotIsOnline, "the bot");
                await Task.Delay(1500, Token);
                Assert.Empty(Ends(room));

                // An outage says nothing of what is gone; when it is over everything is looked at.
                server.World.SetAvailable(far, true);
                await room.UntilAsync(() => Ends(room).Count == 2, "both notices");
            }
            else
            {
                await Task.Delay(1500, Token);
                Assert.Empty(Ends(room));
            }

            foreach (var (channel, comes) in ((Channel, bool)[])
                [(left, false), (deleted, false), (hidden, true), (asleep, true), (server.Channel, true)])
            {
                Assert.Equal(comes, (await room.Service<DigestPlans>().OfAsync($"{channel.Id}", Token)).Enabled);
            }

            if (start == 0)
            {
                var book = new SceneBook();
                book.Add("the log, of channels that went while it was down", string.Concat(Ends(room).Select(l => l + "\n")));
                book.IsKept("scenes-left");
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Unmentioned_messages_are_questions_in_question_channels_and_own_threads_and_nowhere_else(bool setting)
    {
        await using var server = await SimulatedServer.StartAsync();
        server.World.Bot.MessageContent = true;
        var questions = server.World.AddChannel(server.Guild, "questions");
        using var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        await using var room = await DiscordRoom.OpenAsync(
            server, ownsServer: false, data, null,
            ("Discord:MessageContentIntent", $"{setting}"), ("Discord:QuestionChannels", $"{questions.Id}"));
        var act = room.Discord.Act;
        var answer = await room.Ask(Question).SoonAsync();
        var own = act.StartThread(server.Reader, answer, "about the answer");
        var opening = act.Say(server.Owner, server.Channel, "who was at the harbour?").Said!;
        var others = act.StartThread(server.Owner, opening, "about the harbour");
        var first = act.Say(server.Owner, questions, "/paper nothing");
        if (setting)
        {
            await first.SoonAsync();
        }

        var below = act.StartThread(server.Owner, first.Said!, "below a question channel");
        foreach (var channel in (Channel[])[server.Channel, others, own, questions, below])
        {
            var said = act.Say(server.Reader, channel, "what does Kiteline rank?");
            if (setting && (channel == own || channel == questions || channel == below))
            {
                await said.MessageAsync(m => m.Says("21M"));
            }
        }

        // What is not answered by now is not answered at all.
        await Task.Delay(1500, Token);
        var book = new SceneBook();
        book.Add(room, "a channel", server.Channel);
        book.Add(room, "a thread that people began among themselves", others);
        book.Add(room, "a thread begun at an answer", own);
        book.Add(room, "a question channel", questions);
        book.Add(room, "a thread below a question channel", below);
        book.IsKept(setting ? "scenes-content" : "scenes-no-content");
    }

    private static List<string> Ends(DiscordRoom room) =>
    [
        .. room.Log.Where(l => l.Contains("does not come any more", StringComparison.Ordinal)).Select(l => l.Trim())
            .Order(StringComparer.Ordinal),
    ];
}
