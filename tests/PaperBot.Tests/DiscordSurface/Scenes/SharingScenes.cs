using PaperBot.DiscordSimulator.World;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>Private replies shown to everybody: of one message and of several, before and after a restart.</summary>
public sealed class SharingScenes
{
    private static readonly (string, object)[] Ask =
        [("question", "By how many centimetres does Windlass err in autumn storms?")];
    private static readonly (string, object)[] About = [("text", "Forecasting tides from harbour records"), ("count", 20)];

    [Fact]
    public async Task A_private_reply_is_shared_whole_and_after_a_restart_only_when_it_is_all_there()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", data.File("many.txt", ManyPapers.Of(30)));
        var book = new SceneBook();
        var (rui, olga) = (server.Reader, server.Owner);
        Message one, several;
        var later = server.World.AddChannel(server.Guild, "papers");
        await using (var room = await DiscordRoom.OpenAsync(server, ownsServer: false, data, null, ("Intake:PerMinute", "1000")))
        {
            await room.OfferedAsync();
            foreach (var (title, command, options) in ((string, string, (string, object)[])[])
            [
                ("a reply of one message, shared: what everybody sees", "ask", Ask),
                ("a reply of several messages, shared: what everybody sees", "about", About),
            ])
            {
                var channel = server.World.AddChannel(server.Guild, "papers");
                var sight = room.Discord.Act.Slash(rui, channel, command, options);
                await sight.SoonAsync();
                await room.Discord.Act.Press(rui, sight.Messages[^1], "Share with channel").MessageAsync();
                await room.UntilAsync(
                    () => channel.Messages.Count == 2 * sight.Messages.Count(m => m.OnlyFor is not null), "the shared messages");
                book.Add(title, room.Discord.Act.TranscriptFor(olga, channel));
            }

            var first = room.Discord.Act.Slash(rui, later, "ask", Ask);
            one = await first.SoonAsync();
            var second = room.Discord.Act.Slash(rui, later, "about", About);
            await second.SoonAsync();
            several = second.Messages[^1];
            Assert.True(second.Messages.Count > 1);
        }

        await using (var room = await DiscordRoom.OpenAsync(server, ownsServer: false, data))
        {
            await room.OfferedAsync();
            var shared = await room.Discord.Act.Press(rui, one, "Share with channel").MessageAsync();
            Assert.Null(shared.OnlyFor);
            var told = await room.Discord.Act.Press(rui, several, "Share with channel").MessageAsync();
            Assert.Equal(rui, told.OnlyFor);
            book.Add("the same after a restart, of one message", room.Discord.Act.TranscriptFor(olga, later));
            book.Add("the same after a restart, of several messages: what who shares is told", told.Body.Content + "\n");
        }

        book.IsKept("scenes-sharing");
    }
}
