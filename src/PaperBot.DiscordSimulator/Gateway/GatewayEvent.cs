using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Gateway;

/// <summary>An event for the sessions.</summary>
/// <param name="Name">Such as <c>MESSAGE_CREATE</c>.</param>
/// <param name="Needs">The session needs one of these intents; none when every session gets it.</param>
/// <param name="Payload">Writes it, with or without the content that needs an intent.</param>
internal sealed record GatewayEvent(string Name, Intents Needs, Func<Intents, JsonObject> Payload);

/// <summary>Turns what happens in the world into events, as far as the bot may see it.</summary>
internal sealed class GatewayEvents(DiscordWorld world, MessagePayloads payloads)
{
    private Person Bot => world.Bot.User;

    /// <summary>The event of a change; null when the bot is not told.</summary>
    public GatewayEvent? Of(WorldChange change) => change switch
    {
        MessageCreated c when Sees(c.Message.Channel) => Message("MESSAGE_CREATE", c.Message),
        MessageEdited c when Sees(c.Message.Channel) => Message("MESSAGE_UPDATE", c.Message),
        MessageDeleted c when Sees(c.Message.Channel) => Deleted(c.Message),
        ReactionChanged c when Sees(c.Message.Channel) => Reaction(c),
        TypingStarted c when Sees(c.Channel) => Typing(c),
        ChannelCreated { Channel.Guild: not null } c when Sees(c.Channel) => Place("CREATE", c.Channel),
        ChannelChanged { Channel.Guild: not null } c when Sees(c.Channel) => Place("UPDATE", c.Channel),
        ChannelDeleted { Channel.Guild: not null } c when IsIn(c.Channel.Guild) => Place("DELETE", c.Channel),
        RoleChanged c when IsIn(c.Guild) => Role(c),
        MemberChanged c when c.Member.Person == Bot => Member(c),
        GuildArrived c => new GatewayEvent("GUILD_CREATE", Intents.Guilds, _ => PlacePayloads.GuildCreate(world, c.Guild)),
        GuildGone c => new GatewayEvent("GUILD_DELETE", Intents.Guilds, _ => Gone(c)),
        _ => null,
    };

    private bool Sees(Channel channel) =>
        Access.In(channel, Bot).HasFlag(Permissions.ViewChannel) && channel.Guild is not { Available: false };

    private bool IsIn(Guild? guild) => guild is { Available: true } && guild.Members.ContainsKey(Bot.Id);

    private GatewayEvent Message(string name, Message message)
    {
        // Private answers reach the gateway as if they stood in a private conversation.
        var asDirect = message.Channel.Guild is null || message.IsEphemeral;
        return new GatewayEvent(name, asDirect ? Intents.DirectMessages : Intents.GuildMessages, intents =>
        {
            var payload = payloads.ForBot(message, intents.HasFlag(Intents.MessageContent));
            payload["channel_type"] = (int)message.Channel.Kind;
            if (!asDirect)
            {
                AddGuild(payload, message.Channel);
                if (message.Channel.Guild!.Members.TryGetValue(message.Author.Id, out var member))
                {
                    payload["member"] = PeoplePayloads.Member(member, withUser: false);
                }
            }

            return payload;
        });
    }

    private static GatewayEvent Deleted(Message message)
    {
        var asDirect = message.Channel.Guild is null || message.IsEphemeral;
        return new GatewayEvent("MESSAGE_DELETE", asDirect ? Intents.DirectMessages : Intents.GuildMessages, _ =>
        {
            var payload = Names(message);
            if (!asDirect)
            {
                AddGuild(payload, message.Channel);
            }

            return payload;
        });
    }

    private static GatewayEvent Reaction(ReactionChanged change)
    {
        var channel = change.Message.Channel;
        var needs = channel.Guild is null ? Intents.DirectMessageReactions : Intents.GuildMessageReactions;
        return new GatewayEvent(change.Added ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE", needs, _ =>
        {
            var payload = new JsonObject
            {
                ["user_id"] = PeoplePayloads.Text(change.Person.Id),
                ["channel_id"] = PeoplePayloads.Text(channel.Id),
                ["message_id"] = PeoplePayloads.Text(change.Message.Id),
                ["emoji"] = MessagePayloads.Emoji(change.Emoji),
                ["burst"] = false,
                ["type"] = 0,
            };
            AddGuild(payload, channel);
            return payload;
        });
    }

    private static GatewayEvent Typing(TypingStarted change)
    {
        var needs = change.Channel.Guild is null ? Intents.DirectMessageTyping : Intents.GuildMessageTyping;
        return new GatewayEvent("TYPING_START", needs, _ =>
        {
            var payload = new JsonObject
            {
                ["channel_id"] = PeoplePayloads.Text(change.Channel.Id),
                ["user_id"] = PeoplePayloads.Text(change.Person.Id),
                ["timestamp"] = change.At.ToUnixTimeSeconds(),
            };
            AddGuild(payload, change.Channel);
            return payload;
        });
    }

    private GatewayEvent Place(string what, Channel channel) =>
        new((channel.IsThread ? "THREAD_" : "CHANNEL_") + what, Intents.Guilds, _ =>
        {
            var payload = PlacePayloads.Channel(channel, Bot);
            if (channel.IsThread && what == "CREATE")
            {
                payload["newly_created"] = true;
            }

            return payload;
        });

    private static GatewayEvent Role(RoleChanged change) =>
        new(change.IsNew ? "GUILD_ROLE_CREATE" : "GUILD_ROLE_UPDATE", Intents.Guilds, _ => new JsonObject
        {
            ["guild_id"] = PeoplePayloads.Text(change.Guild.Id), ["role"] = PeoplePayloads.Role(change.Role),
        });

    /// <summary>Of members only the bot itself: the others need a privileged intent.</summary>
    private static GatewayEvent Member(MemberChanged change) => new("GUILD_MEMBER_UPDATE", Intents.Guilds, _ =>
    {
        var payload = PeoplePayloads.Member(change.Member);
        payload["guild_id"] = PeoplePayloads.Text(change.Guild.Id);
        return payload;
    });

    private static JsonObject Gone(GuildGone change)
    {
        var payload = new JsonObject { ["id"] = PeoplePayloads.Text(change.Guild.Id) };
        if (change.Outage)
        {
            payload["unavailable"] = true;
        }

        return payload;
    }

    private static JsonObject Names(Message message) => new()
    {
        ["id"] = PeoplePayloads.Text(message.Id), ["channel_id"] = PeoplePayloads.Text(message.Channel.Id),
    };

    private static void AddGuild(JsonObject payload, Channel channel)
    {
        if (channel.Guild is { } guild)
        {
            payload["guild_id"] = PeoplePayloads.Text(guild.Id);
        }
    }
}
