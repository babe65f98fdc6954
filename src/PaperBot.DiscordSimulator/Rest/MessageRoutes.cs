using PaperBot.DiscordSimulator.Limits;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>Messages of channels: sending, reading, editing, deleting, reacting, typing.</summary>
internal sealed class MessageRoutes(Places places, MessagePayloads payloads, Nonces nonces)
{
    private const string Messages = "/channels/{channel_id}/messages";
    private const string One = Messages + "/{message_id}";
    private static readonly TimeSpan Five = TimeSpan.FromSeconds(5);

    public IEnumerable<RestRoute> Routes() =>
    [
        new("POST", Messages, Create) { Limit = 5, Per = Five },
        new("GET", Messages, Page) { Limit = 5, Per = Five },
        new("GET", One, r => RestAnswer.Ok(ForBot(Find(r)))) { Limit = 30, Per = Five },
        new("PATCH", One, Edit) { Limit = 5, Per = Five },
        new("DELETE", One, Delete) { Limit = 5, Per = TimeSpan.FromSeconds(1) },
        new("PUT", One + "/reactions/{emoji_name}/@me", r => React(r, add: true)) { Limit = 4, SharedBucket = "reactions" },
        new("DELETE", One + "/reactions/{emoji_name}/@me", r => React(r, add: false)) { Limit = 4, SharedBucket = "reactions" },
        new("POST", "/channels/{channel_id}/typing", Typing) { Limit = 5, Per = Five },
    ];

    private RestAnswer Create(RestRequest request)
    {
        var channel = places.Channel(request);
        RequireWriting(channel);
        var form = request.Form;
        if (form.Integer("flags") is { } flags && ((MessageFlags)flags).HasFlag(MessageFlags.Ephemeral))
        {
            var errors = new FormErrors();
            errors.Wrong("flags", "Only answers to interactions can be ephemeral.");
            errors.ThrowIfAny();
        }

        var repliedTo = Reference(channel, form);
        var body = new MessageForm(places.World, channel, form, request.Files).New(repliedTo);
        RequireForBody(channel, body);
        var nonce = Nonces.Read(form);
        if (nonces.Earlier(form) is { } earlier)
        {
            return RestAnswer.Ok(payloads.Full(earlier.IsDeleted ? throw RefusedRequest.UnknownMessage() : earlier));
        }

        var message = places.World.Post(
            channel, places.Bot, repliedTo is null ? MessageKind.Default : MessageKind.Reply, body, repliedTo?.Id, nonce);
        nonces.Note(message);
        return RestAnswer.Ok(payloads.Full(message));
    }

    private RestAnswer Page(RestRequest request)
    {
        var channel = places.Channel(request);
        var errors = new FormErrors();
        var limit = 50;
        if (request.Query.TryGetValue("limit", out var text) && (!int.TryParse(text, out limit) || limit is < 1 or > 100))
        {
            errors.Add("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
        }

        errors.ThrowIfAny();

        // Discord answers with nothing, not with an error, where the history may not be read.
        if (!Access.In(channel, places.Bot).HasFlag(Permissions.ReadMessageHistory))
        {
            return RestAnswer.Ok(JsonFields.Array([]));
        }

        var newestFirst = channel.Messages.Where(m => !m.IsEphemeral).Reverse();
        var page = (request.QueryId("before"), request.QueryId("after"), request.QueryId("around")) switch
        {
            ({ } before, _, _) => newestFirst.Where(m => m.Id < before).Take(limit),
            (_, { } after, _) => newestFirst.Where(m => m.Id > after).TakeLast(limit),
            (_, _, { } around) =>
                newestFirst.OrderBy(m => Math.Abs((decimal)m.Id - around)).Take(limit).OrderByDescending(m => m.Id),
            _ => newestFirst.Take(limit),
        };
        return RestAnswer.Ok(JsonFields.Array(page.Select(ForBot)));
    }

    private RestAnswer Edit(RestRequest request)
    {
        var message = Find(request);
        if (message.Author != places.Bot)
        {
            throw RefusedRequest.NotTheAuthor();
        }

        if (message.Channel.Archived)
        {
            throw RefusedRequest.Archived();
        }

        var body = new MessageForm(places.World, message.Channel, request.Form, request.Files)
            .Edited(message, message.RepliesTo is { } id ? message.Channel.Find(id) : null);
        RequireForBody(message.Channel, body);
        places.World.Edit(message, body);
        return RestAnswer.Ok(payloads.Full(message));
    }

    private RestAnswer Delete(RestRequest request)
    {
        var message = Find(request);
        if (message.Author != places.Bot)
        {
            places.Require(message.Channel, Permissions.ManageMessages);
        }

        places.World.Delete(message);
        return RestAnswer.Nothing;
    }

    private RestAnswer React(RestRequest request, bool add)
    {
        var message = Find(request);
        places.Require(message.Channel, Permissions.AddReactions | Permissions.ReadMessageHistory);
        places.World.React(message, places.Bot, request.Values["emoji_name"], add);
        return RestAnswer.Nothing;
    }

    private RestAnswer Typing(RestRequest request)
    {
        var channel = places.Channel(request);
        RequireWriting(channel);
        places.World.Type(channel, places.Bot);
        return RestAnswer.Nothing;
    }

    private Message Find(RestRequest request) => Places.Message(places.Channel(request), request.Id("message_id"));

    private System.Text.Json.Nodes.JsonObject ForBot(Message message) =>
        payloads.ForBot(message, places.World.Bot.MessageContent);

    private void RequireWriting(Channel channel)
    {
        if (channel.Kind == ChannelKind.Direct)
        {
            if (channel.Recipients.Exists(r => r.RefusesDirectMessages))
            {
                throw RefusedRequest.CannotMessage();
            }

            return;
        }

        if (!Access.MayWrite(channel, places.Bot))
        {
            throw RefusedRequest.MissingPermissions();
        }

        if (channel.Locked && !Access.In(channel, places.Bot).HasFlag(Permissions.ManageThreads))
        {
            throw RefusedRequest.Locked();
        }
    }

    private void RequireForBody(Channel channel, MessageBody body)
    {
        if (body.Embeds.Count > 0)
        {
            places.Require(channel, Permissions.EmbedLinks);
        }

        if (body.Attachments.Count > 0)
        {
            places.Require(channel, Permissions.AttachFiles);
        }
    }

    private Message? Reference(Channel channel, System.Text.Json.Nodes.JsonObject form)
    {
        if (form.Part("message_reference") is not { } reference)
        {
            return null;
        }

        if (!Access.In(channel, places.Bot).HasFlag(Permissions.ReadMessageHistory))
        {
            throw RefusedRequest.NoHistory();
        }

        var found = reference.Id("message_id") is { } id ? channel.Find(id) : null;
        if (found is null or { IsEphemeral: true } && (reference.Truth("fail_if_not_exists") ?? true))
        {
            var errors = new FormErrors();
            errors.Add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
            errors.ThrowIfAny();
        }

        return found is { IsEphemeral: false } ? found : null;
    }
}
