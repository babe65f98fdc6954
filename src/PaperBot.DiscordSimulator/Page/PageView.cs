using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>
/// The world as one person's program would draw it, as JSON: Discord's own payloads, with the few things beside that Discord's
/// program knows by other ways (who sees a private answer, who reacted, which command was used).
/// </summary>
internal sealed class PageView(SimulatedDiscord discord, PageOptions options, PageNews news)
{
    // A channel is opened at its end; what is older is not shown.
    private const int MostMessages = 200;

    private DiscordWorld World => discord.World;

    /// <summary>The people who see a message now.</summary>
    public IEnumerable<Person> ReadersOf(Message message) => ReadersOf(message.Channel).Where(message.IsSeenBy);

    /// <summary>The people who see a channel now.</summary>
    public IEnumerable<Person> ReadersOf(Channel channel) =>
        options.People.Select(p => p.Person).Where(p => Access.In(channel, p).HasFlag(Permissions.ViewChannel));

    /// <summary>Everything a page needs to draw itself, and the mark from which it goes on reading news.</summary>
    public JsonObject All(Person viewer)
    {
        lock (World.Gate)
        {
            var channels = World.Channels.Where(c => ReadersOf(c).Contains(viewer)).ToList();
            return new JsonObject
            {
                ["mark"] = news.Mark,
                ["me"] = PeoplePayloads.Text(viewer.Id),
                ["people"] = JsonFields.Array(options.People.Select(p => new JsonObject
                {
                    ["id"] = PeoplePayloads.Text(p.Person.Id), ["name"] = p.Person.Name, ["role"] = p.Role,
                })),
                ["bot"] = Bot(discord.Gateway.BotIsOnline),
                ["server"] = options.Home.Guild?.Name,
                ["home"] = PeoplePayloads.Text(options.Home.Id),
                ["whenGone"] = options.WhenGone,
                ["clock"] = options.Clock is null ? null : Clock(),
                ["channels"] = JsonFields.Array(channels.Select(Place)),
                ["messages"] = new JsonObject(channels.Select(c => KeyValuePair.Create(
                    PeoplePayloads.Text(c.Id), (JsonNode?)JsonFields.Array(Latest(c, viewer).Select(Message))))),
                ["demonstrations"] = JsonFields.Array(options.Demonstrations.Select(d => new JsonObject
                {
                    ["name"] = d.Name, ["label"] = d.Label, ["description"] = d.Description,
                })),
            };
        }
    }

    public JsonObject Bot(bool online) => new()
    {
        ["id"] = PeoplePayloads.Text(World.Bot.User.Id), ["name"] = World.Bot.User.Name, ["online"] = online,
    };

    /// <summary>The time, and how far it is ahead of the machine's.</summary>
    public JsonObject Clock() => new()
    {
        ["now"] = PeoplePayloads.Text(World.Now),
        ["digest"] = options.DigestTime?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
    };

    public JsonObject Place(Channel channel) => new()
    {
        ["id"] = PeoplePayloads.Text(channel.Id),
        ["kind"] = (int)channel.Kind,
        ["name"] = channel.Kind == ChannelKind.Direct ? World.Bot.User.Name : channel.Name,
        ["topic"] = channel.Topic,
        ["parent"] = channel.Parent is { } parent ? PeoplePayloads.Text(parent.Id) : null,
        ["archived"] = channel.Archived,
        ["locked"] = channel.Locked,
        ["writers"] = JsonFields.Array(options.People.Where(p => Access.MayWrite(channel, p.Person))
            .Select(p => JsonValue.Create(PeoplePayloads.Text(p.Person.Id)))),
    };

    public JsonObject Message(Message message)
    {
        var payload = discord.Payloads.Full(message);
        payload["only_for"] = message.OnlyFor is { } only ? PeoplePayloads.Text(only.Id) : null;
        payload["reactors"] = new JsonObject(message.Reactions.Select(r => KeyValuePair.Create(
            r.Key, (JsonNode?)JsonFields.Array(r.Value.Select(p => JsonValue.Create(PeoplePayloads.Text(p.Id)))))));
        payload["edits"] = message.Earlier.Count;
        return payload;
    }

    /// <summary>The commands a person is offered in a channel, as they are registered.</summary>
    public JsonArray Commands(Person person, Channel channel) => JsonFields.Array(
        discord.Act.CommandsFor(person, channel).Select(c => c.Payload(World.Bot.Id, withLocalizations: false)));

    private static IEnumerable<Message> Latest(Channel channel, Person viewer) =>
        channel.Messages.Where(m => m.IsSeenBy(viewer)).TakeLast(MostMessages);
}
