using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Interactions;

/// <summary>Sends interactions to the bot and keeps them while their tokens live.</summary>
internal sealed class InteractionDesk(DiscordWorld world, MessagePayloads payloads, Action<JsonObject> send)
{
    private readonly Dictionary<ulong, Interaction> open = [];

    /// <summary>Told of each interaction when it is sent, answered, or given up.</summary>
    public ChangeStream<Interaction> Changes { get; } = new();

    public InteractionStatistics Statistics { get; } = new();

    /// <summary>Sends it, and gives it up when no answer comes in time.</summary>
    public void Send(Interaction interaction)
    {
        lock (world.Gate)
        {
            foreach (var old in open.Values.Where(i => i.At + 2 * Interaction.Life < world.Now).ToList())
            {
                open.Remove(old.Id);
            }

            open[interaction.Id] = interaction;
            Statistics.Sent++;
            Changes.Tell(interaction);
            send(Payload(interaction));
        }

        ITimer? deadline = null;
        deadline = world.Clock.CreateTimer(_ =>
        {
            GiveUp(interaction);
            deadline?.Dispose();
        }, null, Interaction.FirstAnswer, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Those whose tokens may still be good, oldest first. Read under the world's gate.</summary>
    public IEnumerable<Interaction> Open => open.Values;

    /// <summary>One of those, or null.</summary>
    public Interaction? Find(ulong id) => open.GetValueOrDefault(id);

    /// <summary>Takes up again one that was answered before; nobody is told.</summary>
    public void Settle(Interaction interaction) => open[interaction.Id] = interaction;

    /// <summary>Forgets all interactions: their tokens are no longer known.</summary>
    public void Forget() => open.Clear();

    /// <summary>
    /// The interaction of a callback; refused when there is none, when it is too late, or when it was answered.
    /// </summary>
    public Interaction ForCallback(ulong id, string token)
    {
        if (!open.TryGetValue(id, out var interaction) || interaction.Token != token)
        {
            throw RefusedRequest.UnknownInteraction();
        }

        if (interaction.Acknowledged != Acknowledgement.None)
        {
            throw RefusedRequest.AlreadyAcknowledged();
        }

        if (interaction.Failed || world.Now - interaction.At > Interaction.FirstAnswer)
        {
            Statistics.TooLate++;
            throw RefusedRequest.UnknownInteraction();
        }

        return interaction;
    }

    /// <summary>The interaction whose token is used as a webhook's; refused when it was not answered yet or is too old.</summary>
    public Interaction ForWebhook(ulong webhook, string token)
    {
        var interaction = open.Values.FirstOrDefault(i => i.Token == token);
        if (webhook != world.Bot.Id || interaction is null || interaction.Acknowledged == Acknowledgement.None)
        {
            throw RefusedRequest.UnknownWebhook();
        }

        return world.Now - interaction.At > Interaction.Life ? throw RefusedRequest.BadWebhookToken() : interaction;
    }

    public void Acknowledge(Interaction interaction, Acknowledgement how)
    {
        interaction.Acknowledged = how;
        Statistics.Note(world.Now - interaction.At);
        Changes.Tell(interaction);
    }

    private void GiveUp(Interaction interaction)
    {
        lock (world.Gate)
        {
            if (interaction.Acknowledged == Acknowledgement.None && !interaction.Failed)
            {
                interaction.Failed = true;
                Statistics.Failed++;
                Changes.Tell(interaction);
            }
        }
    }

    private JsonObject Payload(Interaction interaction)
    {
        var (channel, person) = (interaction.Channel, interaction.Person);
        var payload = new JsonObject
        {
            ["id"] = PeoplePayloads.Text(interaction.Id),
            ["application_id"] = PeoplePayloads.Text(world.Bot.Id),
            ["type"] = (int)interaction.Kind,
            ["token"] = interaction.Token,
            ["version"] = 1,
            ["data"] = interaction.Data.DeepClone(),
            ["channel_id"] = PeoplePayloads.Text(channel.Id),
            ["channel"] = PlacePayloads.Channel(channel, world.Bot.User),
            ["locale"] = person.Locale,
            ["entitlements"] = new JsonArray(),
            ["authorizing_integration_owners"] = MessagePayloads.Owners(channel),
            ["context"] = channel.Guild is null ? 1 : 0,
            ["attachment_size_limit"] = Limits.MessageForm.LargestFile,
            ["app_permissions"] = PeoplePayloads.Text(Access.In(channel, world.Bot.User)),
        };
        if (channel.Guild is { } guild)
        {
            payload["guild_id"] = PeoplePayloads.Text(guild.Id);
            payload["guild_locale"] = guild.Locale;
            payload["guild"] = new JsonObject
            {
                ["id"] = PeoplePayloads.Text(guild.Id), ["locale"] = guild.Locale, ["features"] = new JsonArray(),
            };
            var member = PeoplePayloads.Member(guild.Members[person.Id]);
            member["permissions"] = PeoplePayloads.Text(Access.In(channel, person));
            payload["member"] = member;
        }
        else
        {
            payload["user"] = PeoplePayloads.User(person);
        }

        if (interaction.Source is { } source)
        {
            payload["message"] = payloads.Full(source);
        }

        return payload;
    }
}
