using PaperBot.DiscordSimulator.World;
using PaperBot.Digests;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>The digest as a channel sees it, and what its administrators say of it.</summary>
public sealed class DigestScenes
{
    private static readonly (string, string)[] Due = [("Digest:Time", "00:00"), ("Digest:SettleMinutes", "0")];

    [Fact]
    public async Task The_digest_comes_whole_in_several_posts_or_says_why_it_is_empty_or_not_there()
    {
        var book = new SceneBook();
        await using (var server = await SimulatedServer.StartAsync())
        {
            using var data = new TemporaryFolder();
            await ProgramRun.Of(data, "import", Listing.WriteTo(data));
            await using (var room = await OpenAsync(server, data, ("Digest:Quiet", "false")))
            {
                await room.UntilAsync(() => server.Channel.Messages.Count == 1, "the digest");
                book.Add(room, "a digest of three papers", server.Channel);
            }

            var hall = server.World.AddChannel(server.Guild, "hall");
            (string, string)[] none = [("Digest:Topics", "astronomy"), ("Digest:Channel", $"{hall.Id}")];
            await using (var room = await OpenAsync(server, data, [.. none, ("Digest:Quiet", "false")]))
            {
                await room.UntilAsync(() => hall.Messages.Count == 1, "the empty digest");
                book.Add(room, "a day without anything about its topics, where a line is wanted", hall);
            }

            var quiet = server.World.AddChannel(server.Guild, "quiet");
            none = [("Digest:Topics", "astronomy"), ("Digest:Channel", $"{quiet.Id}")];
            await using (var room = await OpenAsync(server, data, none))
            {
                await room.UntilAsync(() => room.Log.Say("No digest is posted for"), "the line in the log");
                Assert.Empty(quiet.Messages);
            }
        }

        await using (var server = await SimulatedServer.StartAsync())
        {
            using var data = new TemporaryFolder();
            await ProgramRun.Of(data, "import", data.File("many.txt", ManyPapers.Of(20)));
            await using var room = await OpenAsync(server, data, ("Digest:Count", "15"));
            await room.UntilAsync(() => server.Channel.Messages.Any(m => m.Says("And 5 more")), "the whole digest");
            Assert.All(server.Channel.Messages, m => Assert.InRange(m.Body.Content.Length, 1, 2000));
            Assert.All(server.Channel.Messages, m => Assert.False(m.EverPinged));
            book.AddBriefly(room, "a digest of fifteen papers of twenty, in several posts", server.Channel);
        }

        book.IsKept("scenes-digest");
    }

    [Fact]
    public async Task Without_the_right_to_write_nothing_is_posted_and_the_owner_is_told_once_until_it_comes()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        server.Discord.Act.SetBotPermissions(server.Channel, deny: Permissions.SendMessages);
        var owner = server.Discord.Act.Direct(server.Owner);
        await using (var room = await OpenAsync(server, data))
        {
            await room.UntilAsync(() => owner.Messages.Count == 1, "the message to the owner");
            room.Service<DigestAgenda>().LookAgain();
            await room.UntilAsync(
                () => server.Discord.Requests.Of("POST /channels/{channel_id}/messages")
                    .Count(r => r.Path.Contains($"{server.Channel.Id}", StringComparison.Ordinal)) >= 2,
                "another attempt");
            var book = new SceneBook();
            book.Add(room, "what the owner is told while a digest may not be written", owner, server.Owner);
            book.IsKept("scenes-digest-rights");
            server.Discord.Act.SetBotPermissions(server.Channel);
            room.Service<DigestAgenda>().LookAgain();
            await room.UntilAsync(() => server.Channel.Messages.Count == 1, "the digest");
        }

        Assert.Single(owner.Messages);
    }

    [Fact]
    public async Task Administrators_choose_channel_time_and_topics_and_everybody_looks_at_it()
    {
        await using var room = await DiscordRoom.OpenAsync(("Intake:PerMinute", "1000"), ("Digest:Enabled", "false"));
        await room.OfferedAsync();
        var book = new SceneBook();
        var (act, olga, rui) = (room.Discord.Act, room.Server.Owner, room.Server.Reader);
        await book.PlayAsync(room, "an administrator sets the digest up", async channel =>
        {
            foreach (var (command, options) in ((string, (string, object)[])[])
            [
                ("digest schedule", []),
                ("digest channel", []),
                ("digest schedule", [("days", "weekdays"), ("time", "7:45"), ("zone", "Europe/Berlin"), ("count", 2)]),
                ("digest schedule", [("time", "25:00")]),
                ("digest schedule", [("cron", "0 7 * *")]),
                ("digest schedule", [("time", "07:00"), ("cron", "0 7 * * 1")]),
                ("digest topics", [("topics", "graph transformers, -water")]),
                ("digest topics", [("topics", "\"open")]),
                ("digest preview", [("topics", "water")]),
                ("digest preview", [("topics", "astronomy")]),
                ("digest topics", [("topics", "all")]),
                ("digest off", []),
            ])
            {
                await act.Slash(olga, channel, command, options).SoonAsync();
            }
        }, olga);
        await book.PlayAsync(room, "today's digest at once, once, and its archive", async channel =>
        {
            await act.Slash(olga, channel, "digest now").SoonAsync();
            await room.UntilAsync(() => channel.Messages.Any(m => m.Says("# Paper digest")), "the digest");
            await act.Slash(olga, channel, "digest now").SoonAsync();
            await act.Slash(olga, channel, "digest archive", ("text", "rescue")).SoonAsync();
            await act.Slash(olga, channel, "digest archive", ("text", "astronomy")).SoonAsync();
        }, olga);
        await book.PlayAsync(room, "a reader may look at it, and change nothing", async channel =>
        {
            await act.Slash(rui, channel, "digest off").SoonAsync();
            await act.Slash(rui, channel, "digest now").SoonAsync();
            var shown = await act.Slash(rui, channel, "digest show").SoonAsync();
            var opened = act.Press(rui, shown, "Follow-up");
            await opened.ModalAsync();
            var answer = await act.SubmitModal(rui, opened, ("value", "compare 1 and 2")).SoonAsync();
            Assert.Contains("[2]", answer.Body.Content, StringComparison.Ordinal);
            await act.Slash(rui, channel, "digest show", ("date", "2020-01-01")).SoonAsync();
        });
        book.IsKept("scenes-digest-commands");
    }

    private static Task<DiscordRoom> OpenAsync(
        SimulatedServer server, TemporaryFolder data, params (string Key, string Value)[] more)
    {
        (string Key, string Value)[] all = [.. more, .. Due, ("Digest:Channel", $"{server.Channel.Id}")];
        return DiscordRoom.OpenAsync(server, ownsServer: false, data, null, [.. all.DistinctBy(s => s.Key)]);
    }
}
