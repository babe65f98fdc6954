using PaperBot.DiscordSimulator.Faults;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>What a reader sees while Discord, the store or a filter is against the bot.</summary>
public sealed class TroubleScenes
{
    private const string Question = "How much faster is Lanternfish than full attention?";
    private const string Send = "POST /channels/{channel_id}/messages$";

    private static readonly ScriptedReply Never = new() { Stall = TimeSpan.FromHours(1) };

    [Fact]
    public async Task Limits_and_failures_of_discord_are_not_seen_and_a_deleted_question_is_answered_all_the_same()
    {
        var book = new SceneBook();
        await using var room = await DiscordRoom.OpenAsync(
            new ScriptedChatClient(Never), ("Answering:DeadlineSeconds", "2"), ("Intake:PerMinute", "1000"));
        await book.PlayAsync(room, "limits and failures of Discord while an answer is sent and edited", async channel =>
        {
            room.Discord.Faults.Next(new TooManyRequests(TimeSpan.FromMilliseconds(300)), Send);
            room.Discord.Faults.Next(new ServerError(502), Send);
            room.Discord.Faults.Next(new ServerError(503, AfterEffect: true), Send);
            room.Discord.Faults.Next(new TooManyRequests(TimeSpan.FromMilliseconds(300)), "PATCH /channels");
            room.Discord.Faults.Next(new ServerError(500, AfterEffect: true), "PATCH /channels");
            var sight = room.Ask(Question, channel);
            await sight.MessageAsync(m => m.Says("Sources:"), TimeSpan.FromSeconds(40));
            Assert.Single(sight.Messages);
        });
        await book.PlayAsync(room, "a question that is deleted while it is answered", async channel =>
        {
            var sight = room.Ask(Question, channel);
            await sight.WorkingAsync();
            room.Discord.Act.Delete(room.Server.Reader, sight.Said!);
            await sight.MessageAsync(m => m.Says("Sources:"));
        });
        await book.PlayAsync(room, "a first text that is deleted while the answer is written", async channel =>
        {
            var sight = room.Ask(Question, channel);
            room.Server.World.Delete(await sight.MessageAsync());
            await sight.MessageAsync(m => m.Says("Sources:"));
        });
        Assert.Equal(0, room.Discord.Faults.Waiting);
        book.IsKept("scenes-trouble");
    }

    [Fact]
    public async Task Without_papers_or_with_a_store_that_cannot_be_used_everybody_gets_a_sentence()
    {
        var book = new SceneBook();
        await using (var room = await DiscordRoom.OpenAsync(("Intake:PerMinute", "1000")))
        {
            await room.OfferedAsync();
            await ProgramRun.Of(room.Data, "import", "--undo", "last");
            await room.Service<PaperBot.Retrieval.Corpus>().RefreshAsync(TestContext.Current.CancellationToken);
            await book.PlayAsync(room, "no papers at all", async channel =>
            {
                await room.Ask(Question, channel).SoonAsync();
                foreach (var (command, options) in ((string, (string, object)[])[])
                [
                    ("search", [("text", "ledgers")]), ("paper", [("paper", "Lanternfish")]), ("summarize", []),
                    ("digest show", []), ("status", []),
                ])
                {
                    await room.Discord.Act.Slash(room.Server.Reader, channel, command, options).SoonAsync();
                }
            });
        }

        await using (var room = await DiscordRoom.OpenAsync(("Intake:PerMinute", "1000")))
        {
            await room.OfferedAsync();
            Spoil(Path.Combine(room.Data.Path, Adapters.DatabaseFile));
            await book.PlayAsync(room, "a store that cannot be used", async channel =>
            {
                await room.Ask(Question, channel).SoonAsync();
                foreach (var (command, options) in ((string, (string, object)[])[])
                [
                    ("save", [("paper", "Lanternfish")]), ("status", []), ("digest show", []),
                    ("paper", [("paper", "Lanternfish")]),
                ])
                {
                    await room.Discord.Act.Slash(room.Server.Reader, channel, command, options).SoonAsync();
                }
            });
        }

        book.IsKept("scenes-store");
    }

    [Fact]
    public async Task What_a_filter_stops_comes_without_links_or_is_said_to_be_stopped_and_is_not_tried_again()
    {
        var book = new SceneBook();
        await using var room = await DiscordRoom.OpenAsync(("Intake:PerMinute", "1000"));
        var blocked = new ErrorAnswer(400, 200000, "Message was blocked by automatic moderation");
        await book.PlayAsync(room, "a card whose link the filter stops", async channel =>
        {
            room.Discord.Faults.Next(blocked, Send);
            await room.Ask("/paper kiteline", channel).SoonAsync();
        });
        await book.PlayAsync(room, "a card that the filter stops also without its link", async channel =>
        {
            // The message, the one to the owner, and the message without its link.
            room.Discord.Faults.Next(blocked, Send, times: 3);
            await room.Ask("/paper kiteline", channel).SoonAsync();
        });
        var direct = room.Discord.Act.Direct(room.Server.Reader);
        await book.PlayAsync(room, "a filter that stops everything: the channel", async channel =>
        {
            // With the message to the owner these are all attempts there are.
            room.Discord.Faults.Next(blocked, Send, times: 4);
            room.Ask("/paper kiteline", channel);
            await room.UntilAsync(() => direct.Messages.Count == 2, "a direct answer");
            var sent = room.Discord.Requests.Of("POST /channels/{channel_id}/messages");
            Assert.Equal(3, sent.Count(r => r.Path.Contains($"{channel.Id}", StringComparison.Ordinal)));
        });
        book.Add(room, "a filter that stops everything: the direct messages of who asked", direct);
        var owner = room.Discord.Act.Direct(room.Server.Owner);
        book.Add(room, "what the owner is told of it, once a channel", owner, room.Server.Owner);
        await using (var writing = await DiscordRoom.OpenAsync(new ScriptedChatClient(Never), ("Answering:DeadlineSeconds", "2")))
        {
            await book.PlayAsync(writing, "an answer that the filter stops as an edit", async channel =>
            {
                var sight = writing.Ask(Question, channel);
                await sight.MessageAsync();
                writing.Discord.Faults.Next(blocked, "PATCH /channels");
                await sight.MessageAsync(m => m.Says("I have an answer"));
            });
        }

        book.IsKept("scenes-filter");
    }

    [Fact]
    public async Task A_digest_that_a_filter_stops_comes_without_its_links()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        server.Discord.Faults.Next(new ErrorAnswer(400, 240000, "Message blocked by harmful links filter"), Send);
        await using var room = await DiscordRoom.OpenAsync(
            server, ownsServer: false, data, null,
            ("Digest:Channel", $"{server.Channel.Id}"), ("Digest:Time", "00:00"), ("Digest:SettleMinutes", "0"));
        await room.UntilAsync(() => server.Channel.Messages.Count == 1, "the digest");
        var book = new SceneBook();
        book.Add(room, "a digest without the links that a filter stops", server.Channel);
        book.IsKept("scenes-digest-filter");
    }

    // As a broken disk leaves it. The file keeps its length, because others have it open.
    private static void Spoil(string file)
    {
        foreach (var part in (string[])[file, file + "-wal"])
        {
            if (File.Exists(part))
            {
                using var stream = new FileStream(part, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                stream.Write(Enumerable.Repeat((byte)0xAA, (int)stream.Length).ToArray());
            }
        }
    }
}
