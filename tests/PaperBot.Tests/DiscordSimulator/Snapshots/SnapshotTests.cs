using System.Text;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator;
using PaperBot.DiscordSimulator.Page;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Snapshots;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator.Snapshots;

/// <summary>A world that is taken down and made again is the same world, as people and the bot see it.</summary>
public sealed class SnapshotTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider clock = new(Begin);

    [Fact]
    public async Task A_rich_world_comes_back_the_same_for_everybody_who_looks()
    {
        await using var rich = await RichWorld.OpenAsync(clock);
        var (state, files) = Taken(rich.Discord);
        await using var again = await ReopenedAsync(state, files);

        Assert.Equal(SeenIn(rich.Discord), SeenIn(again));
        Assert.Equal(ToldTo(rich.Discord), ToldTo(again));
        Assert.Equal(Serialized(state), Serialized(Taken(again).State));
    }

    [Fact]
    public async Task Ids_go_on_after_those_that_were_given()
    {
        await using var rich = await RichWorld.OpenAsync(clock);
        var (state, files) = Taken(rich.Discord);
        await using var again = await ReopenedAsync(state, files, new ManualTimeProvider(Begin.AddYears(-1)));
        Assert.Equal(state.LastId + 1, again.World.Ids.Next());
    }

    [Fact]
    public async Task The_bot_goes_on_answering_an_interaction_it_answered_before()
    {
        await using var rich = await RichWorld.OpenAsync(clock);
        var (state, files) = Taken(rich.Discord);
        await using var again = await ReopenedAsync(state, files);
        var (asked, known) = (rich.Asked, again.Interactions.Find(rich.Asked.Id)!);
        Assert.Equal((asked.Token, asked.Person.Name, "ask"), (known.Token, known.Person.Name, known.Command!.Name));
        Assert.Equal(asked.Original!.Id, known.Original!.Id);
        Assert.Same(known, again.Interactions.ForWebhook(again.World.Bot.Id, asked.Token));
        Assert.Equal(asked.Modal!.ToJsonString(), known.Modal!.ToJsonString());

        // What nobody answered is refused by now, as it would be after its three seconds.
        Assert.Null(again.Interactions.Find(rich.Unanswered.Id));
    }

    [Fact]
    public async Task A_nonce_used_lately_makes_no_second_message()
    {
        await using var rich = await RichWorld.OpenAsync(clock);
        var (state, files) = Taken(rich.Discord);
        var form = new JsonObject { ["nonce"] = "edition-7", ["enforce_nonce"] = true };
        await using (var soon = await ReopenedAsync(state, files))
        {
            Assert.Equal("With a nonce", soon.Nonces.Earlier(form)?.Body.Content);
        }

        clock.Advance(TimeSpan.FromMinutes(6));
        await using var later = await ReopenedAsync(state, files);
        Assert.Null(later.Nonces.Earlier(form));
    }

    [Fact]
    public async Task A_private_answer_stays_private()
    {
        await using var rich = await RichWorld.OpenAsync(clock);
        var (state, files) = Taken(rich.Discord);
        await using var again = await ReopenedAsync(state, files);
        var only = again.World.Channels.SelectMany(c => c.Messages).Where(m => m.IsEphemeral).ToList();
        Assert.Equal(["Only for Rui"], only.Select(m => m.Body.Content));
        Assert.Equal(["Rui"], again.World.People.Where(only[0].IsSeenBy).Select(p => p.Name));
    }

    [Fact]
    public async Task What_does_not_fit_together_is_said()
    {
        await using var rich = await RichWorld.OpenAsync(clock);
        var (state, files) = Taken(rich.Discord);
        var first = state.Channels.First(c => c.Messages.Count > 0);
        await DamagedAsync("the person 7 is named and stands nowhere", state with
        {
            Channels = [first with { Messages = [first.Messages[0] with { Author = 7 }] }], Guilds = Without(state),
        });
        await DamagedAsync("the channel 8 is named and stands nowhere", state with
        {
            Guilds = [state.Guilds[0] with { Channels = [8] }],
        });
        await DamagedAsync($"the person {state.People[0].Id} stands there twice", state with
        {
            People = [.. state.People, state.People[0]],
        });
        files.Clear();
        await DamagedAsync("the file ", state);

        async Task DamagedAsync(string sentence, WorldState damaged)
        {
            var failed = await Assert.ThrowsAsync<DamagedSnapshot>(() => ReopenedAsync(damaged, files));
            Assert.Contains(sentence, failed.Message, StringComparison.Ordinal);
        }

        static IReadOnlyList<GuildState> Without(WorldState state) => [.. state.Guilds.Select(g => g with { Channels = [] })];
    }

    private static (WorldState State, Dictionary<ulong, byte[]> Files) Taken(SimulatedDiscord discord)
    {
        lock (discord.World.Gate)
        {
            // Through text and back, as it comes from a disk.
            var state = System.Text.Json.JsonSerializer.Deserialize<WorldState>(Serialized(SnapshotWriter.Of(discord)))!;
            return (state, SnapshotWriter.FilesOf(discord.World).ToDictionary(f => f.Id, f => f.Bytes));
        }
    }

    private static string Serialized(WorldState state) => System.Text.Json.JsonSerializer.Serialize(state);

    private Task<SimulatedDiscord> ReopenedAsync(
        WorldState state, Dictionary<ulong, byte[]> files, TimeProvider? other = null) => SimulatedDiscord.StartAsync(
            new SimulatorOptions
            {
                Clock = other ?? clock,
                Before = new SavedWorld(
                    state, f => files.GetValueOrDefault(f.Id) ?? throw new DamagedSnapshot($"the file {f.Id} is gone")),
            }, TestContext.Current.CancellationToken);

    // What the page draws for each person; marks are of a run, and addresses of a port.
    private static string SeenIn(SimulatedDiscord discord)
    {
        var options = new PageOptions
        {
            Token = "x", Home = discord.World.Guilds[0].Channels[0],
            People = [.. discord.World.People.Where(p => !p.IsBot).Select(p => (p, "reader"))],
        };
        var view = new PageView(discord, options, new PageNews());
        var text = new StringBuilder();
        foreach (var (person, _) in options.People)
        {
            var all = view.All(person);
            all.Remove("mark");
            text.Append(all.ToJsonString()).Append('\n');
            discord.World.Channels.ToList().ForEach(c => text.Append(view.Commands(person, c).ToJsonString()).Append('\n'));
        }

        return text.Replace($":{discord.Address.Port}/", ":PORT/").ToString();
    }

    // What REST and the gateway tell the bot of servers, channels, members and messages.
    private static string ToldTo(SimulatedDiscord discord)
    {
        var (world, text) = (discord.World, new StringBuilder());
        foreach (var guild in world.Guilds)
        {
            text.Append(PlacePayloads.Guild(guild).ToJsonString()).Append('\n');
            guild.Members.Values.ToList().ForEach(m => text.Append(PeoplePayloads.Member(m).ToJsonString()).Append('\n'));
        }

        foreach (var channel in world.Channels)
        {
            text.Append(PlacePayloads.Channel(channel, world.Bot.User).ToJsonString()).Append('\n');
            channel.Messages.ForEach(m => text.Append(discord.Payloads.ForBot(m, contentIntent: false).ToJsonString()).Append('\n'));
            channel.Messages.ForEach(m => text.Append(discord.Payloads.Full(m).ToJsonString()).Append('\n'));
        }

        discord.Commands.All.ToList().ForEach(c => text.Append(c.Payload(world.Bot.Id, true).ToJsonString()).Append('\n'));
        return text.Replace($":{discord.Address.Port}/", ":PORT/").ToString();
    }
}
