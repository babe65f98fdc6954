using System.Text;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>The world itself, and people in it.</summary>
public sealed class SimulatorWorldTests
{
    private readonly ManualTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Ids_grow_and_tell_their_moment()
    {
        var ids = new Snowflakes(clock);
        var first = ids.Next();
        Assert.Equal(first + 1, ids.Next());
        Assert.Equal(clock.GetUtcNow(), Snowflakes.TimeOf(first));
        clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(clock.GetUtcNow(), Snowflakes.TimeOf(ids.Next()));
    }

    [Fact]
    public void Rights_are_added_up_from_roles_and_then_changed_by_everyone_roles_and_the_member_in_this_order()
    {
        var (world, guild, channel, reader) = Small();
        var role = world.AddRole(guild, "readers", Permissions.None);
        world.Join(guild, reader, role);
        Assert.True(Access.MayWrite(channel, reader));
        channel.Overwrites.Add(new Overwrite(guild.Id, IsRole: true, Permissions.None, Permissions.SendMessages));
        Assert.False(Access.MayWrite(channel, reader));
        Assert.False(Access.In(channel, reader).HasFlag(Permissions.EmbedLinks));
        channel.Overwrites.Add(new Overwrite(role.Id, IsRole: true, Permissions.SendMessages, Permissions.None));
        Assert.True(Access.MayWrite(channel, reader));
        channel.Overwrites.Add(new Overwrite(reader.Id, IsRole: false, Permissions.None, Permissions.ViewChannel));
        Assert.Equal(Permissions.None, Access.In(channel, reader));
        world.ChangeRole(guild, role, Permissions.Administrator);
        Assert.Equal(Permissions.All, Access.In(channel, reader));
        Assert.Equal(Permissions.None, Access.In(channel, world.AddPerson("Stranger")));
    }

    [Fact]
    public void A_thread_has_its_parents_rights_and_a_right_to_write_of_its_own()
    {
        var (world, guild, channel, reader) = Small();
        channel.Overwrites.Add(new Overwrite(guild.Id, IsRole: true, Permissions.None, Permissions.SendMessages));
        var thread = world.StartThread(channel, guild.Owner, "talk", 60, from: null);
        Assert.False(Access.MayWrite(channel, reader));
        Assert.True(Access.MayWrite(thread, reader));
    }

    [Fact]
    public async Task Changes_are_told_once_in_order_to_whoever_listens()
    {
        var (world, _, channel, reader) = Small();
        var seen = new List<string>();
        using (world.Changes.Listen(c => seen.Add(c.GetType().Name)))
        {
            world.Type(channel, reader);
            var message = world.Post(channel, reader, MessageKind.Default, new MessageBody("a"));
            world.Edit(message, new MessageBody("b"));
            world.React(message, reader, "👍");
            world.React(message, reader, "👍");
            world.Delete(message);
        }

        world.Type(channel, reader);
        Assert.Equal(["TypingStarted", "MessageCreated", "MessageEdited", "ReactionChanged", "MessageDeleted"], seen);

        await using var stream =
            world.Changes.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(
            TestContext.Current.CancellationToken);
        var next = stream.MoveNextAsync();
        world.Type(channel, reader);
        Assert.True(await next);
        Assert.IsType<TypingStarted>(stream.Current);
    }

    [Fact]
    public async Task Typing_lasts_ten_seconds_or_until_something_is_written()
    {
        await using var server = await SimulatedServer.StartAsync(clock);
        var act = server.Discord.Act;
        act.StartTyping(server.Reader, server.Channel);
        Assert.True(act.IsTyping(server.Channel, server.Reader));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(act.IsTyping(server.Channel, server.Reader));
        act.StartTyping(server.Reader, server.Channel);
        act.Say(server.Reader, server.Channel, "done");
        Assert.False(act.IsTyping(server.Channel, server.Reader));
    }

    [Fact]
    public async Task People_are_held_to_slow_mode_locks_and_lengths()
    {
        await using var server = await SimulatedServer.StartAsync(clock);
        var act = server.Discord.Act;
        server.Channel.SlowModeSeconds = 30;
        act.Say(server.Reader, server.Channel, "one");
        Assert.Throws<NotPossible>(() => act.Say(server.Reader, server.Channel, "two"));
        act.Say(server.Owner, server.Channel, "mine");
        act.Say(server.Owner, server.Channel, "mine again");
        clock.Advance(TimeSpan.FromSeconds(30));
        act.Say(server.Reader, server.Channel, "two");
        Assert.Throws<NotPossible>(() => act.Say(server.Owner, server.Channel, new string('x', 2001)));
        var thread = act.StartThread(server.Owner, server.Channel.Messages[0], "talk");
        act.Archive(thread, locked: true);
        Assert.Throws<NotPossible>(() => act.Say(server.Reader, thread, "hello"));
        Assert.Throws<NotPossible>(() => act.Edit(server.Reader, server.Channel.Messages[1], "not mine"));
        act.DeleteChannel(server.Channel);
        Assert.Throws<NotPossible>(() => act.Say(server.Owner, server.Channel, "hello"));
    }

    [Fact]
    public async Task A_transcript_is_what_one_person_sees_and_the_same_at_every_run()
    {
        await using var server = await SimulatedServer.StartAsync(clock);
        var act = server.Discord.Act;
        var question = act.Say(server.Reader, server.Channel, "@PaperBot which?", files: new GivenFile("list.bib", [1])).Said!;
        var answer = server.World.Post(server.Channel, server.Bot, MessageKind.Reply, new MessageBody("Looking."), question.Id);
        server.World.Edit(answer, new MessageBody("**This** one,\nsays " + server.Owner.Mention)
        {
            Embeds = (JsonArray)JsonNode.Parse(
                """[{"title":"T","url":"https://a.example/1","description":"D","fields":["""
                    + """{"name":"N","value":"V"}],"footer":{"text":"F"}}]""")!,
            Components = (JsonArray)JsonNode.Parse(
                """[{"type":1,"components":[{"type":2,"style":1,"label":"Evidence","custom_id":"e:1"},"""
                    + """{"type":2,"style":5,"label":"Abstract","url":"https://a.example/1","disabled":true}]},"""
                    + """{"type":1,"components":[{"type":3,"custom_id":"s","placeholder":"Pick","options":["""
                    + """{"label":"One","value":"1","default":true}]}]}]""")!,
        });
        act.React(server.Owner, answer, "👍");
        server.World.Post(server.Channel, server.Bot, MessageKind.SlashAnswer, new MessageBody("for you"), onlyFor: server.Reader,
            answers: new AnswerTo(1, 2, server.Reader, "ask", null));
        const string Shared = """
            Rui:
              @PaperBot which?
              [file] list.bib
            PaperBot (to Rui) (edited 1):
              **This** one,
              says @Olga
              [embed]
                # T <https://a.example/1>
                D
                ## N
                V
                -- F
              [button] Evidence
              [link] Abstract <https://a.example/1> (disabled)
              [menu] Pick
                (x) One
              [reaction] 👍 1

            """;
        Assert.Equal(Shared, act.TranscriptFor(server.Owner, server.Channel));
        Assert.Equal(Shared + "PaperBot (private) (/ask by Rui):\n  for you\n", act.TranscriptFor(server.Reader, server.Channel));
    }

    [Fact]
    public async Task A_wait_in_vain_ends_with_what_was_seen()
    {
        await using var server = await SimulatedServer.StartAsync();
        var said = server.Discord.Act.Say(server.Reader, server.Channel, "anybody?");
        var error = await Assert.ThrowsAsync<TimeoutException>(() => said.MessageAsync(patience: TimeSpan.FromMilliseconds(50)));
        Assert.Contains("anybody?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_served_until_their_address_is_too_old()
    {
        await using var server = await SimulatedServer.StartAsync(clock);
        var said = server.Discord.Act.UploadTo(server.Reader, server.Channel, "my list.txt", Encoding.UTF8.GetBytes("one title"));
        var url = (string?)server.Discord.Payloads.Full(said.Said!)["attachments"]![0]!["url"];
        using var http = new HttpClient();
        Assert.Equal("one title", await http.GetStringAsync(url, TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromHours(25));
        using var gone = await http.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public void Faults_by_chance_are_the_same_for_the_same_seed()
    {
        static string Run(int seed)
        {
            var plan = new FaultPlan(seed);
            plan.ByChance(new ServerError(500), 0.5, "POST");
            return string.Concat(Enumerable.Range(0, 40).Select(i => plan.Take<RestFault>("POST /a") is null ? '.' : 'x'));
        }

        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));
        Assert.InRange(Run(7).Count(c => c == 'x'), 8, 32);
        var other = new FaultPlan();
        other.ByChance(new ServerError(500), 1, "POST");
        Assert.Null(other.Take<RestFault>("GET /a"));
        Assert.Null(other.Take<GatewayFault>("POST"));
    }

    [Fact]
    public void A_command_needs_its_rights_its_place_and_its_server()
    {
        var (world, guild, channel, reader) = Small();
        RegisteredCommand Of(string json, ulong? of = null) => new(1, of, 1, (JsonObject)JsonNode.Parse(json)!);
        Assert.True(Of("""{"name":"a"}""").IsOfferedTo(reader, channel));
        Assert.False(Of("""{"name":"a","default_member_permissions":"0"}""").IsOfferedTo(reader, channel));
        Assert.True(Of("""{"name":"a","default_member_permissions":"0"}""").IsOfferedTo(guild.Owner, channel));
        Assert.False(Of("""{"name":"a","contexts":[1]}""").IsOfferedTo(reader, channel));
        Assert.False(Of("""{"name":"a"}""", of: 5).IsOfferedTo(reader, channel));
        Assert.False(Of("""{"name":"a","contexts":[0]}""").IsOfferedTo(reader, world.DirectChannel(reader, world.Bot.User)));
    }

    private (DiscordWorld World, Guild Guild, Channel Channel, Person Reader) Small()
    {
        var world = new DiscordWorld(clock);
        var guild = world.AddGuild("Group", world.AddPerson("Olga"));
        var reader = world.AddPerson("Rui");
        world.Join(guild, reader);
        return (world, guild, world.AddChannel(guild, "papers"), reader);
    }
}
