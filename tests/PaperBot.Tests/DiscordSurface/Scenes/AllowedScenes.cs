using PaperBot.DiscordSimulator.World;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Scenes;

/// <summary>What those see who are not answered by the settings, and what is said when the bot is stopped.</summary>
public sealed class AllowedScenes
{
    private const string Question = "How much faster is Lanternfish than full attention?";

    [Fact]
    public async Task Outside_the_allowed_servers_and_roles_a_person_is_told_once_and_a_command_each_time()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        var readers = server.World.AddRole(server.Guild, "readers", Permissions.None);
        var ada = server.World.AddPerson("Ada");
        server.World.Join(server.Guild, ada, readers);
        var other = server.World.AddGuild("Another group", server.Owner);
        var far = server.World.AddChannel(other, "papers");
        server.World.Join(other, server.Reader);
        server.World.Join(other, server.Bot);
        await using var room = await DiscordRoom.OpenAsync(
            server, ownsServer: false, data, null, ("Discord:Servers", $"{server.Guild.Id}"), ("Discord:Roles", $"{readers.Id}"));
        await room.OfferedAsync();
        var (book, act, rui) = (new SceneBook(), room.Discord.Act, server.Reader);
        await room.Ask(Question, far).SoonAsync();
        room.Ask(Question, far);
        await act.Slash(rui, far, "paper", ("paper", "Kiteline")).SoonAsync();
        book.Add(room, "in a server that is not allowed", far);
        await book.PlayAsync(room, "with and without the role that is answered", async channel =>
        {
            await room.Ask(Question, channel).SoonAsync();
            room.Ask(Question, channel);
            var card = await act.Say(ada, channel, "@PaperBot /paper kiteline").SoonAsync();
            await act.Press(rui, card, "Abstract").SoonAsync();
            await act.Slash(rui, channel, "help").SoonAsync();
        });
        var direct = act.Direct(rui);
        await act.Say(rui, direct, Question).SoonAsync();
        book.Add(room, "in direct messages, while anything is restricted", direct);
        book.IsKept("scenes-allowed");
    }

    [Fact]
    public async Task Whoever_is_waiting_when_the_bot_is_stopped_is_told_so()
    {
        var model = new ScriptedChatClient(new ScriptedReply { Stall = TimeSpan.FromHours(1) });
        await using var room = await DiscordRoom.OpenAsync(model, ("Intake:AtOnce", "1"));
        await room.OfferedAsync();
        var channel = room.Server.Channel;
        var first = room.Ask(Question);
        await first.MessageAsync();
        var second = room.Discord.Act.Slash(room.Server.Reader, channel, "ask", ("question", Question));
        await second.MessageAsync();
        await room.StopAsync();
        var book = new SceneBook();
        book.Add(room, "the bot is stopped while one is answered and another waits", channel);
        book.IsKept("scenes-stopped");
    }
}
