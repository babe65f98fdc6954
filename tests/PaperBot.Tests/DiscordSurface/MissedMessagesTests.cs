using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.World;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>What is said to the bot while it is away is answered once it is back.</summary>
public sealed partial class MissedMessagesTests
{
    private const string Question = "How much faster is Lanternfish than full attention?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Question_asked_before_the_start_is_answered_and_the_one_that_has_its_answer_is_not_answered_again()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = await ImportedAsync();
        var missed = Say(server, $"@PaperBot {Question}");
        var answered = Say(server, "@PaperBot What is GustBench?");
        Answer(server, answered, "It is a test set. · answer 01234567");
        Say(server, "did you all read it?");
        server.Discord.Act.Delete(server.Reader, Say(server, "@PaperBot Never mind."));

        await using var room = await DiscordRoom.OpenAsync(server, ownsServer: false, data);
        await room.UntilAsync(() => Replies(server, missed) is [var reply] && IsAnswer(reply), "the missed question's answer");
        var later = await room.Ask("What is GustBench?").SettledAsync();
        Assert.Single(Replies(server, answered));
        Assert.Equal(3, server.Channel.Messages.Count(m => m.Author == server.Bot));
        Assert.True(IsAnswer(later));
        Assert.Single(server.Discord.Requests.Of("GET /guilds/{guild_id}/members/{user_id}"));
    }

    [Fact]
    public async Task Draft_that_a_killed_bot_left_is_replaced_by_the_answer()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = await ImportedAsync();
        var question = Say(server, $"@PaperBot {Question}");
        var draft = Answer(server, question, "On the sequence benchmark, Lantern …");

        await using var room = await DiscordRoom.OpenAsync(server, ownsServer: false, data);
        await room.UntilAsync(() => IsAnswer(draft), "the answer in the draft's place");
        Assert.Same(draft, Assert.Single(Replies(server, question)));
        Assert.Contains("6.1 times faster", draft.Body.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_while_the_connection_was_lost_with_its_session_is_answered_in_threads_and_direct_messages_too()
    {
        await using var room = await DiscordRoom.OpenAsync(("Discord:FreeSessionsPerHour", "500"));
        var server = room.Server;
        var direct = room.Discord.Act.Direct(server.Reader);
        await room.Discord.Act.Say(server.Reader, direct, "What is GustBench?").SettledAsync();
        var opener = Say(server, "I read something.");
        var thread = room.Discord.Act.StartThread(server.Reader, opener, "a talk");

        room.Discord.Faults.Next(new InvalidateSession(Resumable: false), "MESSAGE_CREATE");
        var lost = Say(server, $"@PaperBot {Question}");
        var inThread = room.Discord.Act.Say(server.Reader, thread, $"@PaperBot {Question}").Said!;
        var inDirect = room.Discord.Act.Say(server.Reader, direct, Question).Said!;
        foreach (var question in (Message[])[lost, inThread, inDirect])
        {
            await room.UntilAsync(() => Replies(server, question) is [var reply] && IsAnswer(reply), "an answer to what was missed");
        }
    }

    [Theory]
    [InlineData("ReadBackMinutes", "0")]
    [InlineData("Channels", "1")]
    public async Task Nothing_is_read_back_where_the_settings_do_not_want_it(string setting, string value)
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = await ImportedAsync();
        var hall = server.World.AddChannel(server.Guild, "hall");
        var missed = Say(server, $"@PaperBot {Question}");
        var isElsewhere = setting == "Channels";
        await using var room = await DiscordRoom.OpenAsync(
            server, ownsServer: false, data, null, ($"Discord:{setting}", isElsewhere ? $"{hall.Id}" : value));
        await room.Discord.Act.Say(server.Reader, hall, $"@PaperBot {Question}").SettledAsync();
        Assert.DoesNotContain(Replies(server, missed), IsAnswer);
    }

    [Fact]
    public async Task Channel_where_the_bot_may_not_write_is_not_read_back_because_answers_went_elsewhere()
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = await ImportedAsync();
        server.Discord.Act.SetBotPermissions(server.Channel, deny: Permissions.SendMessages);
        Say(server, $"@PaperBot {Question}");
        var direct = server.Discord.Act.Direct(server.Reader);
        await using var room = await DiscordRoom.OpenAsync(server, ownsServer: false, data);
        await room.Discord.Act.Say(server.Reader, direct, Question).SettledAsync();
        Assert.Single(direct.Messages, m => m.Author == server.Bot);
    }

    [Fact]
    public async Task Command_that_was_being_answered_when_the_bot_was_killed_is_said_to_have_been_stopped()
    {
        await using var room = await DiscordRoom.OpenAsync(
            new ScriptedChatClient(new ScriptedReply { Stall = TimeSpan.FromHours(1) }));
        await room.UntilAsync(() => room.Discord.Commands.All.Any(), "the commands");
        var asked = room.Discord.Act.Slash(room.Server.Reader, room.Server.Channel, "ask", ("question", Question));
        await room.UntilAsync(() => asked.Messages.Count > 0, "a sign of the answer");

        // What a killed process leaves behind is what stood in the file just then.
        var left = Path.Combine(room.Data.Path, "left.txt");
        File.Copy(Path.Combine(room.Data.Path, OpenReplies.FileName), left);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(left));
        }

        var next = new OpenReplies(left, TimeProvider.System, NullLogger<OpenReplies>.Instance);
        await next.ApologiseAsync(room.Service<IDiscordTransport>(), Token);
        Assert.Contains("I was stopped before I could answer", asked.Messages[^1].Body.Content, StringComparison.Ordinal);
        Assert.Empty(await File.ReadAllLinesAsync(left, Token));
    }

    private static async Task<TemporaryFolder> ImportedAsync()
    {
        var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        return data;
    }

    private static Message Say(SimulatedServer server, string text) => server.Discord.Act.Say(server.Reader, server.Channel, text).Said!;

    private static Message Answer(SimulatedServer server, Message question, string text) =>
        server.World.Post(question.Channel, server.Bot, MessageKind.Reply, new MessageBody(text), question.Id);

    private static List<Message> Replies(SimulatedServer server, Message question) =>
        [.. question.Channel.Messages.ToList().Where(m => m.Author == server.Bot && !m.IsDeleted && m.RepliesTo == question.Id)];

    private static bool IsAnswer(Message reply) => AnswerMark().IsMatch(reply.Body.Content);

    [GeneratedRegex("answer [0-9a-z]{8}$")]
    private static partial Regex AnswerMark();
}
