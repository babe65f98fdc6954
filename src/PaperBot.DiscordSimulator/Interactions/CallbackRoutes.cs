using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Limits;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Interactions;

/// <summary>The first answer to an interaction.</summary>
internal sealed class CallbackRoutes(InteractionDesk desk, Places places, MessagePayloads payloads)
{
    public const MessageFlags Settable = MessageFlags.SuppressEmbeds | MessageFlags.Ephemeral | MessageFlags.SuppressNotifications
        | MessageFlags.VoiceMessage | MessageFlags.ComponentsV2;

    private DiscordWorld World => places.World;

    public IEnumerable<RestRoute> Routes() =>
    [
        new("POST", "/interactions/{interaction_id}/{interaction_token}/callback", Answer)
        {
            NeedsToken = false, Limited = LimitedBy.Nothing,
        },
    ];

    private RestAnswer Answer(RestRequest request)
    {
        var interaction = desk.ForCallback(request.Id("interaction_id"), request.Values["interaction_token"]);
        var how = (Acknowledgement)(request.Form.Integer("type") ?? 0);
        RequireFitting(interaction, how);
        var data = request.Form.Part("data") ?? [];
        switch (how)
        {
            case Acknowledgement.Message: Message(interaction, data, request.Files); break;
            case Acknowledgement.DeferredMessage: Defer(interaction, data); break;
            case Acknowledgement.DeferredUpdate: interaction.Original = interaction.Source; break;
            case Acknowledgement.Update: Update(interaction, data, request.Files); break;
            case Acknowledgement.Choices: interaction.Choices = Choices(interaction, data); break;
            case Acknowledgement.Modal: interaction.Modal = ModalLimits.Checked(data); break;
        }

        desk.Acknowledge(interaction, how);
        return request.Asks("with_response") ? RestAnswer.Ok(Response(interaction, how)) : RestAnswer.Nothing;
    }

    private static void RequireFitting(Interaction interaction, Acknowledgement how)
    {
        var fits = how switch
        {
            Acknowledgement.Message or Acknowledgement.DeferredMessage => interaction.Kind != InteractionKind.Autocomplete,
            Acknowledgement.DeferredUpdate or Acknowledgement.Update =>
                interaction is { Kind: InteractionKind.Component or InteractionKind.Modal, Source: not null },
            Acknowledgement.Choices => interaction.Kind == InteractionKind.Autocomplete,
            Acknowledgement.Modal => interaction.Kind is InteractionKind.Command or InteractionKind.Component,
            _ => false,
        };
        if (!fits)
        {
            var errors = new FormErrors();
            errors.Add("type", "INTERACTION_CALLBACK_TYPE_INVALID", $"This interaction cannot be answered with type {(int)how}.");
            errors.ThrowIfAny();
        }
    }

    private void Message(Interaction interaction, JsonObject data, IReadOnlyList<UploadedFile> files)
    {
        var body = new MessageForm(World, interaction.Channel, data, files)
        {
            Otherwise = AllowedMentions.PeopleOnly, Settable = Settable,
        }.New(repliedTo: null);
        interaction.Original = Post(World, interaction, body);
    }

    private void Defer(Interaction interaction, JsonObject data)
    {
        var flags = (MessageFlags)(data.Integer("flags") ?? 0);
        if ((flags & ~MessageFlags.Ephemeral) != 0)
        {
            var errors = new FormErrors();
            errors.Wrong("data.flags", "Only the ephemeral flag can be set when deferring.");
            errors.ThrowIfAny();
        }

        interaction.Original = Post(World, interaction, MessageBody.Empty with { Flags = flags | MessageFlags.Loading });
    }

    private void Update(Interaction interaction, JsonObject data, IReadOnlyList<UploadedFile> files)
    {
        var source = interaction.Source!;
        if (source.IsDeleted)
        {
            throw RefusedRequest.UnknownMessage();
        }

        var body = new MessageForm(World, interaction.Channel, data, files) { Otherwise =
            AllowedMentions.PeopleOnly }.Edited(source, null);
        World.Edit(source, body);
        interaction.Original = source;
    }

    private static List<(string Name, JsonNode Value)> Choices(Interaction interaction, JsonObject data)
    {
        var errors = new FormErrors();
        var choices = data.Items("choices") ?? [];
        errors.TooMany("data.choices", choices.Count, 25);
        var isText = Focused(interaction.Data)?.Integer("type") == 3;
        for (var i = 0; i < choices.Count; i++)
        {
            CommandLimits.Choice(choices[i], $"data.choices.{i}.", isText, errors);
        }

        errors.ThrowIfAny();
        return [.. choices.Select(c => (Localized(c!, interaction.Person.Locale), c!["value"]!.DeepClone()))];
    }

    private static string Localized(JsonNode choice, string locale) =>
        choice.Part("name_localizations").Text(locale) ?? choice.Text("name")!;

    /// <summary>The option somebody is typing in, at whatever depth.</summary>
    private static JsonObject? Focused(JsonObject data) => (data.Items("options") ?? []).OfType<JsonObject>()
        .Select(o => o.Truth("focused") == true ? o : Focused(o)).FirstOrDefault(o => o is not null);

    /// <summary>
    /// Posts an answer to an interaction: as a reply to the message of a component, and privately when its flag says so.
    /// </summary>
    public static Message Post(DiscordWorld world, Interaction interaction, MessageBody body, Message? repliedTo = null)
    {
        var onComponent = interaction is { Kind: InteractionKind.Component, Source: not null };
        repliedTo ??= onComponent ? interaction.Source : null;
        var kind = repliedTo is not null ? MessageKind.Reply
            : interaction.Command is { Type: 2 or 3 } ? MessageKind.ContextMenuAnswer : MessageKind.SlashAnswer;
        return world.Post(
            interaction.Channel, world.Bot.User, kind, body, repliedTo?.Id,
            onlyFor: body.Flags.HasFlag(MessageFlags.Ephemeral) ? interaction.Person : null, answers: interaction.Answer);
    }

    private JsonObject Response(Interaction interaction, Acknowledgement how)
    {
        var about = new JsonObject { ["id"] = PeoplePayloads.Text(interaction.Id), ["type"] = (int)interaction.Kind };
        var response = new JsonObject { ["interaction"] = about };
        if (interaction.Original is { } message)
        {
            about["response_message_id"] = PeoplePayloads.Text(message.Id);
            about["response_message_loading"] = message.IsLoading;
            about["response_message_ephemeral"] = message.IsEphemeral;

            // A deferred answer is named above and has no content to tell of yet.
            if (how is Acknowledgement.Message or Acknowledgement.Update)
            {
                response["resource"] = new JsonObject { ["type"] = (int)how, ["message"] = payloads.Full(message) };
            }
        }

        return response;
    }
}
