using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>People talk with the bot in a Discord on this machine; the service is the whole one.</summary>
public sealed class ConversationTests
{
    private const string Question = "How much faster is Lanternfish than full attention?";

    private static readonly ScriptedReply Never = new() { Stall = TimeSpan.FromHours(1) };

    [Fact]
    public async Task A_mention_gets_a_cited_answer_that_pings_nobody()
    {
        await using var room = await DiscordRoom.OpenAsync();
        var answer = await room.Ask(Question).SettledAsync();
        Assert.Contains("6.1 times faster", answer.Body.Content, StringComparison.Ordinal);
        Assert.False(answer.EverPinged);
        DiscordRoom.IsGolden("mention", room.Seen());
        Assert.Equal("Connected to Discord as PaperBot, in 1 server.", room.Out.ToString().Trim());
    }

    [Fact]
    public async Task A_direct_message_is_answered_and_so_is_what_follows()
    {
        await using var room = await DiscordRoom.OpenAsync();
        var direct = room.Discord.Act.Direct(room.Server.Reader);
        await room.Discord.Act.Say(room.Server.Reader, direct, "/search transformers").SettledAsync();
        var answer = await room.Discord.Act.Say(room.Server.Reader, direct, "what does paper 1 report?").SettledAsync();
        Assert.Contains("Kiteline", answer.Body.Content, StringComparison.Ordinal);
        DiscordRoom.IsGolden("direct", room.Seen(direct));
    }

    [Fact]
    public async Task A_reply_to_an_answer_goes_on_with_its_conversation_also_after_a_restart()
    {
        await using var first = await DiscordRoom.OpenAsync();
        var answer = await first.Ask("/search transformers").SettledAsync();
        var other = first.Server.World.AddPerson("Ada");
        first.Server.World.Join(first.Server.Guild, other);
        await first.StopAsync();

        await using var second = await DiscordRoom.OpenAsync(first.Server, ownsServer: false, first.Data);

        // Said before the bot has looked back, it would be answered as what was missed, and that answer is seen to be written.
        await second.UntilAsync(
            () => second.Log.Any(l => l.Contains("messages?limit={limit} was answered", StringComparison.Ordinal)), "the look back");
        var more = await first.Discord.Act.Say(other, first.Server.Channel, "what does paper 1 report?", answer).SettledAsync();
        Assert.Contains("Kiteline", more.Body.Content, StringComparison.Ordinal);
        DiscordRoom.IsGolden("reply", second.Seen());

        // Who does not reply has a conversation of their own, in which there is no list.
        var alone = await first.Discord.Act.Say(other, first.Server.Channel, "@PaperBot what does paper 1 report?").SettledAsync();
        Assert.DoesNotContain("Kiteline", alone.Body.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Talk_among_people_is_left_alone_and_a_reply_without_its_text_gets_one_hint()
    {
        await using var room = await DiscordRoom.OpenAsync();
        var answer = await room.Ask(Question).SettledAsync();
        room.Discord.Act.Say(room.Server.Owner, room.Server.Channel, "did you all read it?");
        await room.Discord.Act.Say(room.Server.Reader, room.Server.Channel, "and why?", answer, ping: false).SettledAsync();
        room.Discord.Act.Say(room.Server.Reader, room.Server.Channel, "so why?", answer, ping: false);
        await room.Ask("/paper kiteline").MessageAsync(m => m.Body.Content.Contains("Kiteline", StringComparison.Ordinal));
        DiscordRoom.IsGolden("hint", room.Seen());
    }

    [Fact]
    public async Task With_message_content_a_thread_begun_at_an_answer_needs_no_mention()
    {
        var server = await SimulatedServerWithContent();
        var data = new TemporaryFolder();
        await CommandLine.ProgramRun.Of(data, "import", CommandLine.Listing.WriteTo(data));
        await using var room = await DiscordRoom.OpenAsync(
            server, ownsServer: true, data, null, ("Discord:MessageContentIntent", "true"));
        var answer = await room.Ask(Question).SettledAsync();
        var thread = room.Discord.Act.StartThread(room.Server.Reader, answer, "ledgers");
        room.Discord.Act.Say(room.Server.Reader, room.Server.Channel, "nobody asked you");
        await room.Discord.Act.Say(room.Server.Reader, thread, "/search transformers").SettledAsync();
        var more = await room.Discord.Act.Say(room.Server.Reader, thread, "what does paper 1 report?").SettledAsync();
        Assert.Contains("Kiteline", more.Body.Content, StringComparison.Ordinal);
        DiscordRoom.IsGolden("thread", room.Seen(thread));
        Assert.Equal(2, room.Server.Channel.Messages.Count(m => m.Author != room.Server.Bot));
    }

    [Fact]
    public async Task Who_waits_sees_typing_and_the_place_in_the_queue_and_then_the_answer_in_its_place()
    {
        await using var room = await DiscordRoom.OpenAsync(
            new ScriptedChatClient(Never), ("Answering:DeadlineSeconds", "3"), ("Intake:AtOnce", "1"));
        var first = room.Ask(Question);
        await first.WorkingAsync();
        var second = room.Ask("How many parameters does Kiteline have?");
        var draft = await second.MessageAsync(m => m.RepliesTo == second.Said!.Id);
        Assert.StartsWith("*One question is before yours*", draft.Body.Content, StringComparison.Ordinal);
        await second.EditedAsync(draft, m => m.Body.Content.Contains("21M", StringComparison.Ordinal));
        Assert.NotEmpty(room.Discord.Requests.Of("POST /channels/{channel_id}/typing"));

        // At most one edit a second of one message, as far as this machine keeps time.
        var edits = room.Discord.Requests.Of("PATCH /channels/{channel_id}/messages/{message_id}")
            .GroupBy(r => r.Path).SelectMany(g => g.Zip(g.Skip(1), (a, b) => b.At - a.At));
        Assert.All(edits, gap => Assert.True(gap > TimeSpan.FromMilliseconds(800), $"{gap}"));
    }

    [Fact]
    public async Task Outside_the_allowed_channels_one_refusal_is_given_and_threads_of_allowed_ones_count()
    {
        var server = await DiscordSimulator.SimulatedServer.StartAsync();
        var hall = server.World.AddChannel(server.Guild, "hall");
        var data = new TemporaryFolder();
        await CommandLine.ProgramRun.Of(data, "import", CommandLine.Listing.WriteTo(data));
        await using var room = await DiscordRoom.OpenAsync(
            server, ownsServer: true, data, null, ("Discord:Channels", $"{server.Channel.Id}"));
        await room.Ask(Question, hall).SettledAsync();
        room.Ask(Question, hall);
        var opening = room.Discord.Act.Say(server.Owner, server.Channel, "ledgers?");
        var thread = room.Discord.Act.StartThread(server.Owner, opening.Said!, "ledgers");
        await room.Ask(Question, thread).SettledAsync();
        DiscordRoom.IsGolden("allowed", room.Seen(hall) + "--\n" + room.Seen(thread));
    }

    [Fact]
    public async Task A_server_that_asks_too_much_is_told_once()
    {
        await using var room = await DiscordRoom.OpenAsync(("Discord:PerServerPerMinute", "1"));
        await room.Ask("/paper lanternfish").SettledAsync();
        var told = await room.Ask("/paper kiteline").MessageAsync();
        Assert.StartsWith("This server asked 1 times within a minute", told.Body.Content, StringComparison.Ordinal);
        var silent = room.Ask("/paper kiteline");
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        Assert.Empty(silent.Messages);
    }

    [Fact]
    public async Task Text_of_papers_and_people_pings_nobody()
    {
        await using var room = await DiscordRoom.OpenAsync();
        var answer = await room.Ask("is @everyone or <@&1> or <@2> in `a` paper about @here?").SettledAsync();
        Assert.False(answer.EverPinged);
        DiscordRoom.IsGolden("hostile", room.Seen());
    }

    [Fact]
    public async Task Where_the_bot_may_not_write_the_answer_comes_directly_and_the_owner_is_told_once()
    {
        await using var room = await DiscordRoom.OpenAsync();
        room.Discord.Act.SetBotPermissions(room.Server.Channel, deny: Permissions.SendMessages);
        var direct = room.Discord.Act.Direct(room.Server.Reader);
        room.Ask(Question);
        await room.UntilAsync(() => direct.Messages.Count == 2, "a direct answer");
        room.Ask("/paper kiteline");
        await room.UntilAsync(() => direct.Messages.Count == 4, "another direct answer");
        var owner = room.Discord.Act.Direct(room.Server.Owner);
        DiscordRoom.IsGolden(
            "no-right", NoIds(room.Seen(direct)) + "--\n" + NoIds(room.Discord.Act.TranscriptFor(room.Server.Owner, owner)));
    }

    [Fact]
    public async Task In_a_locked_thread_the_answer_comes_to_its_channel_and_an_archived_one_wakes_up()
    {
        await using var room = await DiscordRoom.OpenAsync(new ScriptedChatClient(Never), ("Answering:DeadlineSeconds", "2"));
        var opening = room.Discord.Act.Say(room.Server.Owner, room.Server.Channel, "ledgers?");
        var thread = room.Discord.Act.StartThread(room.Server.Owner, opening.Said!, "ledgers");
        var sight = room.Ask(Question, thread);
        await sight.WorkingAsync();
        room.Discord.Act.Archive(thread);
        await sight.SettledAsync();
        var locked = room.Ask(Question, thread);
        room.Discord.Act.Archive(thread, locked: true);
        await room.UntilAsync(
            () => room.Server.Channel.Messages.Any(m => m.Body.Content.Contains("Sources:", StringComparison.Ordinal)),
            "the answer in the channel");
        Assert.Empty(locked.Messages);
        DiscordRoom.IsGolden("locked", room.Seen(thread) + "--\n" + room.Seen());
    }

    [Fact]
    public async Task Limits_and_faults_of_discord_cost_no_answer_and_double_none()
    {
        await using var room = await DiscordRoom.OpenAsync();
        const string send = "POST /channels/{channel_id}/messages";
        room.Discord.Faults.Next(new TooManyRequests(TimeSpan.FromMilliseconds(300)), send);
        room.Discord.Faults.Next(new ServerError(502), send);
        room.Discord.Faults.Next(new ServerError(503, AfterEffect: true), send);
        var answer = await room.Ask(Question).SettledAsync(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(40));
        Assert.Contains("6.1 times", answer.Body.Content, StringComparison.Ordinal);
        Assert.Single(room.Server.Channel.Messages, m => m.Author == room.Server.Bot);
        Assert.Equal(0, room.Discord.Faults.Waiting);
    }

    [Fact]
    public async Task A_deleted_question_is_answered_all_the_same()
    {
        await using var room = await DiscordRoom.OpenAsync(new ScriptedChatClient(Never), ("Answering:DeadlineSeconds", "2"));
        var sight = room.Ask(Question);
        await sight.WorkingAsync();
        room.Discord.Act.Delete(room.Server.Reader, sight.Said!);
        Assert.Contains("6.1 times", (await sight.SettledAsync()).Body.Content, StringComparison.Ordinal);
    }

    private static async Task<DiscordSimulator.SimulatedServer> SimulatedServerWithContent()
    {
        var server = await DiscordSimulator.SimulatedServer.StartAsync();
        server.World.Bot.MessageContent = true;
        return server;
    }

    private static string NoIds(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\d{15,20}", "ID");
}
