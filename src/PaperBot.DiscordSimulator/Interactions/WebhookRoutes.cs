using PaperBot.DiscordSimulator.Limits;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Interactions;

/// <summary>
/// What follows the first answer: reading, editing and deleting it, and further messages. The token in the path is the right to.
/// </summary>
internal sealed class WebhookRoutes(InteractionDesk desk, Places places, MessagePayloads payloads)
{
    private const string Hook = "/webhooks/{webhook_id}/{webhook_token}";
    private const string Original = Hook + "/messages/@original";
    private const string One = Hook + "/messages/{message_id}";

    private DiscordWorld World => places.World;

    public IEnumerable<RestRoute> Routes() =>
    [
        Route("POST", Hook, FollowUp),
        Route("GET", Original, r => RestAnswer.Ok(payloads.Full(Find(r)))),
        Route("PATCH", Original, Edit),
        Route("DELETE", Original, Delete),
        Route("GET", One, r => RestAnswer.Ok(payloads.Full(Find(r)))),
        Route("PATCH", One, Edit),
        Route("DELETE", One, Delete),
    ];

    private static RestRoute Route(string method, string template, Func<RestRequest, RestAnswer> handle) =>
        new(method, template, handle)
    {
        NeedsToken = false, Limited = LimitedBy.BucketOnly, Limit = 5, Per = TimeSpan.FromSeconds(2),
    };

    private RestAnswer FollowUp(RestRequest request)
    {
        var interaction = Interaction(request);
        if (interaction.Acknowledged is Acknowledgement.Choices or Acknowledgement.Modal)
        {
            throw RefusedRequest.UnknownWebhook();
        }

        // A deferred answer that waits for its text is filled in by a follow-up: old behaviour that Discord still has.
        if (interaction.Original is { IsLoading: true, IsDeleted: false } waiting)
        {
            World.Edit(waiting, Form(interaction, request).Edited(waiting, null));
            return RestAnswer.Ok(payloads.Full(waiting));
        }

        var body = Form(interaction, request).New(repliedTo: null);
        var original = interaction.Original is { IsDeleted: false } known ? known : null;
        var message = CallbackRoutes.Post(World, interaction, body, original);
        interaction.FollowUps.Add(message);
        return RestAnswer.Ok(payloads.Full(message));
    }

    private RestAnswer Edit(RestRequest request)
    {
        var message = Find(request);
        World.Edit(message, Form(Interaction(request), request).Edited(message, null));
        return RestAnswer.Ok(payloads.Full(message));
    }

    private RestAnswer Delete(RestRequest request)
    {
        World.Delete(Find(request));
        return RestAnswer.Nothing;
    }

    private MessageForm Form(Interaction interaction, RestRequest request) =>
        new(World, interaction.Channel, request.Form, request.Files)
    {
        Otherwise = AllowedMentions.PeopleOnly, Settable = CallbackRoutes.Settable,
    };

    private Interaction Interaction(RestRequest request)
    {
        var interaction = desk.ForWebhook(request.Id("webhook_id"), request.Values["webhook_token"]);
        return World.FindChannel(interaction.Channel.Id) is not null ? interaction : throw RefusedRequest.UnknownChannel();
    }

    private Message Find(RestRequest request)
    {
        var interaction = Interaction(request);
        var message = request.Values.TryGetValue("message_id", out _)
            ? interaction.FollowUps.Append(interaction.Original).FirstOrDefault(m => m?.Id == request.Id("message_id"))
            : interaction.Original;
        return message is { IsDeleted: false } ? message : throw RefusedRequest.UnknownMessage();
    }
}
