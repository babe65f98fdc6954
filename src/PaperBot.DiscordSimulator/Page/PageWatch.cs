using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>Writes what happens into the news of those who see it.</summary>
internal sealed class PageWatch : IDisposable
{
    // The gateway tells nobody when the bot comes and goes.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly SimulatedDiscord discord;
    private readonly PageOptions options;
    private readonly PageView view;
    private readonly PageNews news;
    private readonly IDisposable[] listening;
    private bool online;

    public PageWatch(SimulatedDiscord discord, PageOptions options, PageView view, PageNews news)
    {
        (this.discord, this.options, this.view, this.news) = (discord, options, view, news);
        listening =
        [
            discord.World.Changes.Listen(Tell), discord.Interactions.Changes.Listen(Tell),
            new Timer(_ => LookAtBot(), null, Look, Look),
        ];
    }

    /// <summary>Tells everybody.</summary>
    public void TellAll(string kind, JsonObject body) => news.Add(kind, body, options.People.Select(p => p.Person));

    public void Dispose() => Array.ForEach(listening, l => l.Dispose());

    private void Tell(WorldChange change)
    {
        switch (change)
        {
            case MessageCreated { Message: var message }: Tell(message); break;
            case MessageEdited { Message: var message }: Tell(message); break;
            case ReactionChanged { Message: var message }: Tell(message); break;
            case MessageDeleted { Message: var message }:
                news.Add("gone", new JsonObject
                {
                    ["channel"] = PeoplePayloads.Text(message.Channel.Id), ["message"] = PeoplePayloads.Text(message.Id),
                }, view.ReadersOf(message));
                break;
            case TypingStarted started:
                news.Add("typing", new JsonObject
                {
                    ["channel"] = PeoplePayloads.Text(started.Channel.Id), ["name"] = started.Person.Name,
                    ["person"] = PeoplePayloads.Text(started.Person.Id),
                }, view.ReadersOf(started.Channel));
                break;
            case ChannelCreated { Channel: var channel }: Tell(channel); break;
            case ChannelChanged { Channel: var channel }: Tell(channel); break;
            case ChannelDeleted { Channel: var channel }:
                TellAll("channel-gone", new JsonObject { ["channel"] = PeoplePayloads.Text(channel.Id) });
                break;
        }
    }

    private void Tell(Message message) => news.Add("message", view.Message(message), view.ReadersOf(message));

    private void Tell(Channel channel) => news.Add("channel", view.Place(channel), view.ReadersOf(channel));

    // What autocomplete offers goes back with the request that asked for it.
    private void Tell(Interaction interaction)
    {
        if (interaction.Kind == InteractionKind.Autocomplete
            || (interaction is { Acknowledged: Acknowledgement.None, Failed: false }))
        {
            return;
        }

        news.Add("interaction", new JsonObject
        {
            ["id"] = PeoplePayloads.Text(interaction.Id),
            ["channel"] = PeoplePayloads.Text(interaction.Channel.Id),
            ["failed"] = interaction.Failed,
            ["modal"] = interaction.Acknowledged == Acknowledgement.Modal ? interaction.Modal?.DeepClone() : null,
        }, [interaction.Person]);
    }

    private void LookAtBot()
    {
        var now = discord.Gateway.BotIsOnline;
        if (now != online)
        {
            online = now;
            TellAll("bot", view.Bot(now));
        }
    }
}
