using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator.Snapshots;

/// <summary>A world with one of everything that a snapshot has to keep.</summary>
internal sealed class RichWorld : IAsyncDisposable
{
    private RichWorld(SimulatedDiscord discord) => Discord = discord;

    public SimulatedDiscord Discord { get; }

    /// <summary>A command that the bot answered with a modal and then a message.</summary>
    public Interaction Asked { get; private set; } = null!;

    /// <summary>A command that nobody answered.</summary>
    public Interaction Unanswered { get; private set; } = null!;

    public static async Task<RichWorld> OpenAsync(TimeProvider clock)
    {
        var rich = new RichWorld(await SimulatedDiscord.StartAsync(
            new SimulatorOptions { Clock = clock }, TestContext.Current.CancellationToken));
        rich.Fill(rich.Discord.World);
        return rich;
    }

    public ValueTask DisposeAsync() => Discord.DisposeAsync();

    private void Fill(DiscordWorld world)
    {
        var bot = world.Bot.User;
        (world.Bot.Token, world.Bot.MessageContent) = ("another.bot.token", true);
        var (olga, rui, ida) = (world.AddPerson("Olga"), world.AddPerson("Rui"), world.AddPerson("Ida"));
        (rui.Locale, ida.RefusesDirectMessages) = ("de", true);
        var guild = world.AddGuild("Reading group", olga);
        guild.Locale = "es-ES";
        guild.Everyone.Permissions |= Permissions.MentionEveryone;
        var role = world.AddRole(guild, "readers", Permissions.Everyday, mentionable: true);
        world.Join(guild, rui, role);
        world.Join(guild, ida);
        world.Join(guild, bot);
        var papers = world.AddChannel(guild, "papers");
        papers.Topic = "Äpfel & <Birnen>";
        var quiet = world.AddChannel(
            guild, "quiet", new Overwrite(guild.Id, true, Permissions.None, Permissions.ViewChannel),
            new Overwrite(rui.Id, false, Permissions.ViewChannel, Permissions.SendMessages));
        world.Change(quiet, c => c.SlowModeSeconds = 5);
        Talk(papers, rui, ida);
        Answer(papers, rui);
        var direct = Discord.Act.Direct(rui);
        Discord.Act.Say(rui, direct, "in private");
        world.Upload("upload.txt", "text/plain", [1, 2, 3]);
        var other = world.AddGuild("Elsewhere", ida);
        world.SetAvailable(other, available: false);
    }

    private void Talk(Channel papers, Person rui, Person ida)
    {
        var (world, bot) = (Discord.World, Discord.World.Bot.User);
        var first = Discord.Act.UploadTo(rui, papers, "späte liste.txt", [0, 255, 10], "first <@&1> @Ida").Said!;
        Discord.Act.Edit(rui, first, "first, edited");
        Discord.Act.Say(ida, papers, $"yes <@&{papers.Guild!.Roles[1].Id}> @everyone", first);
        world.React(first, ida, "🎉");
        world.React(first, rui, "🎉");
        world.React(first, rui, "👀");
        var thread = Discord.Act.StartThread(ida, first, "More");
        Discord.Act.Say(rui, thread, "in the thread");
        var closed = world.StartThread(papers, bot, "Closed", 60, null, isPrivate: true);
        world.Change(closed, c => (c.Archived, c.Locked) = (true, true));
        var gone = world.StartThread(papers, bot, "Gone", 60, world.Post(papers, bot, MessageKind.Default, new MessageBody("x")));
        world.Delete(gone);
        var deleted = Discord.Act.Say(ida, papers, "soon gone").Said!;
        Discord.Act.Say(rui, papers, "to what is gone", deleted);
        world.Delete(deleted);
        world.Post(papers, bot, MessageKind.Default, new MessageBody("With a nonce"), nonce: JsonValue.Create("edition-7"));
        world.Post(papers, bot, MessageKind.Default, new MessageBody("")
        {
            Embeds = Array("""[{"title":"T","color":5793266,"image":{"url":"https://a.example/b.png"},"fields":[]}]"""),
            Components = Array(
                """[{"type":1,"id":1,"components":[{"type":2,"id":2,"style":1,"label":"Evidence","custom_id":"e:1"}]}]"""),
            Flags = MessageFlags.SuppressNotifications,
        }, nonce: JsonValue.Create(12345678901));
    }

    private void Answer(Channel papers, Person rui)
    {
        var (world, desk) = (Discord.World, Discord.Interactions);
        Discord.Commands.Overwrite(null, Array(
            """[{"name":"ask","description":"Asks.","description_localizations":{"de":"Fragt."}},{"name":"Check","type":3}]"""));
        Discord.Commands.Overwrite(papers.Guild!.Id, Array("""[{"name":"here","description":"Here only."}]"""));
        Asked = Discord.Act.Slash(rui, papers, "/ask").Interaction!;
        Asked.Modal = (JsonObject)JsonNode.Parse("""{"custom_id":"m","title":"Ask","components":[]}""")!;
        Asked.Original = world.Post(
            papers, world.Bot.User, MessageKind.SlashAnswer,
            new MessageBody("Only for Rui") { Flags = MessageFlags.Ephemeral }, onlyFor: rui, answers: Asked.Answer);
        desk.Acknowledge(Asked, Acknowledgement.Message);
        var loading = world.Post(
            papers, world.Bot.User, MessageKind.SlashAnswer, MessageBody.Empty with { Flags = MessageFlags.Loading },
            answers: Asked.Answer with { CommandName = null, OfMessage = Asked.Original.Id, TriggeredBy = Asked.Answer });
        Asked.FollowUps.Add(loading);
        Unanswered = Discord.Act.Slash(rui, papers, "/ask").Interaction!;
    }

    private static JsonArray Array(string json) => JsonNode.Parse(json)!.AsArray();
}
