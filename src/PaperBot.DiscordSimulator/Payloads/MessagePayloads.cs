using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Payloads;

/// <summary>Messages as Discord writes them.</summary>
/// <param name="world">Where they are.</param>
/// <param name="cdn">Base address of attachments, without a slash at its end.</param>
internal sealed class MessagePayloads(DiscordWorld world, Func<Uri> cdn)
{
    /// <summary>How long an attachment's address is good for.</summary>
    public static readonly TimeSpan AddressLife = TimeSpan.FromHours(24);

    /// <summary>A message with everything in it.</summary>
    public JsonObject Full(Message message) => Write(message, withContent: true);

    /// <summary>
    /// A message as the bot gets it: without the switch for content, what people write is left out, except in private, where the
    /// bot is mentioned, and in replies that ping it.
    /// </summary>
    public JsonObject ForBot(Message message, bool contentIntent) => Write(message, contentIntent || IsOpenToBot(message));

    /// <summary>Whether the bot gets what a message says without the intent for it.</summary>
    public bool IsOpenToBot(Message message) =>
        message.Author == world.Bot.User || message.Channel.Kind == ChannelKind.Direct
            || message.Body.Pings.People.Contains(world.Bot.User);

    public JsonObject Attachment(Attachment attachment, Channel channel)
    {
        var until = (world.Now + AddressLife).ToUnixTimeSeconds();
        var url = $"{cdn().AbsoluteUri.TrimEnd('/')}/attachments/{channel.Id}/{attachment.Id}/"
            + $"{Uri.EscapeDataString(attachment.FileName)}?ex={until:x}";
        var payload = new JsonObject
        {
            ["id"] = PeoplePayloads.Text(attachment.Id),
            ["filename"] = attachment.FileName,
            ["content_type"] = attachment.ContentType,
            ["size"] = attachment.Bytes.Length,
            ["url"] = url,
            ["proxy_url"] = url,
        };
        if (attachment.Description is { } description)
        {
            payload["description"] = description;
        }

        return payload;
    }

    private JsonObject Write(Message message, bool withContent, bool withReference = true)
    {
        var body = message.Body;
        var payload = new JsonObject
        {
            ["id"] = PeoplePayloads.Text(message.Id),
            ["type"] = (int)message.Kind,
            ["channel_id"] = PeoplePayloads.Text(message.Channel.Id),
            ["author"] = PeoplePayloads.User(message.Author),
            ["content"] = withContent ? body.Content : "",
            ["timestamp"] = PeoplePayloads.Text(message.At),
            ["edited_timestamp"] = message.EditedAt is { } edited ? PeoplePayloads.Text(edited) : null,
            ["flags"] = (int)body.Flags,
            ["mentions"] = JsonFields.Array(body.Pings.People.Select(PeoplePayloads.User)),
            ["mention_roles"] = JsonFields.Array(body.Pings.Roles.Select(r => JsonValue.Create(PeoplePayloads.Text(r.Id)))),
            ["mention_everyone"] = body.Pings.Everyone,
            ["attachments"] = withContent ? JsonFields.Array(body.Attachments.Select(a => Attachment(a, message.Channel)))
                : new JsonArray(),
            ["embeds"] = withContent && !body.Flags.HasFlag(MessageFlags.SuppressEmbeds) ? body.Embeds.DeepClone()
                : new JsonArray(),
            ["components"] = withContent ? body.Components.DeepClone() : new JsonArray(),
            ["pinned"] = false,
            ["tts"] = false,
        };
        AddWhatMayBeAbsent(payload, message, withReference);
        return payload;
    }

    private void AddWhatMayBeAbsent(JsonObject payload, Message message, bool withReference)
    {
        if (message.Nonce is { } nonce)
        {
            payload["nonce"] = nonce.DeepClone();
        }

        if (message.Answers is { } answers)
        {
            payload["webhook_id"] = PeoplePayloads.Text(world.Bot.Id);
            payload["application_id"] = PeoplePayloads.Text(world.Bot.Id);
            payload["interaction_metadata"] = Metadata(answers, message);
        }

        if (message.RepliesTo is { } target)
        {
            var starter = message.Kind == MessageKind.ThreadStarter;
            var place = starter ? message.Channel.Parent! : message.Channel;
            payload["message_reference"] = Reference(place, target);
            if (withReference)
            {
                var found = place.Find(target);
                payload["referenced_message"] = found is null
                    ? null
                    : Write(found, IsOpenToBot(found) || world.Bot.MessageContent, withReference: false);
            }
        }

        if (message.Thread is { } thread && world.FindChannel(thread.Id) is not null)
        {
            payload["thread"] = PlacePayloads.Channel(thread, world.Bot.User);
        }

        if (message.Reactions.Count > 0)
        {
            payload["reactions"] = JsonFields.Array(message.Reactions.Select(r => Reaction(r.Key, r.Value)));
        }
    }

    private static JsonObject Reference(Channel place, ulong target)
    {
        var reference = new JsonObject
        {
            ["type"] = 0, ["channel_id"] = PeoplePayloads.Text(place.Id), ["message_id"] = PeoplePayloads.Text(target),
        };
        if (place.Guild is { } guild)
        {
            reference["guild_id"] = PeoplePayloads.Text(guild.Id);
        }

        return reference;
    }

    private static JsonObject Metadata(AnswerTo answers, Message message)
    {
        var metadata = new JsonObject
        {
            ["id"] = PeoplePayloads.Text(answers.Interaction),
            ["type"] = answers.Type,
            ["user"] = PeoplePayloads.User(answers.Person),
            ["authorizing_integration_owners"] = Owners(message.Channel),
        };
        if (answers.CommandName is { } name)
        {
            metadata["name"] = name;
        }

        if (answers.TriggeredBy is { } trigger)
        {
            metadata["triggering_interaction_metadata"] = Metadata(trigger, message);
        }

        if (answers.OfMessage is { } of)
        {
            metadata[answers.Type == 3 ? "interacted_message_id" : "target_message_id"] = PeoplePayloads.Text(of);
        }

        return metadata;
    }

    /// <summary>On whose authority the application acts: the server's, or "0" in a private conversation with the bot.</summary>
    public static JsonObject Owners(Channel channel) =>
        new() { ["0"] = channel.Guild is { } guild ? PeoplePayloads.Text(guild.Id) : "0" };

    private JsonObject Reaction(string emoji, List<Person> people) => new()
    {
        ["emoji"] = Emoji(emoji),
        ["count"] = people.Count,
        ["count_details"] = new JsonObject { ["burst"] = 0, ["normal"] = people.Count },
        ["burst_colors"] = new JsonArray(),
        ["me_burst"] = false,
        ["me"] = people.Contains(world.Bot.User),
    };

    public static JsonObject Emoji(string emoji) => new() { ["id"] = null, ["name"] = emoji };
}
