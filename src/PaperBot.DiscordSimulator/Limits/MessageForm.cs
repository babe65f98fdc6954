using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.Rest;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Limits;

/// <summary>Turns what a request says into the body of a message, or refuses it.</summary>
/// <param name="world">Where the message will stand.</param>
/// <param name="channel">Its channel.</param>
/// <param name="form">The request's fields.</param>
/// <param name="files">The request's files.</param>
internal sealed class MessageForm(DiscordWorld world, Channel channel, JsonObject form, IReadOnlyList<UploadedFile> files)
{
    /// <summary>Characters of a message's text.</summary>
    public const int MostContent = 2000;

    /// <summary>Bytes of one file.</summary>
    public const int LargestFile = 10 * 1024 * 1024;

    private readonly FormErrors errors = new();

    /// <summary>What is allowed to ping when the form does not say.</summary>
    public AllowedMentions Otherwise { get; init; } = AllowedMentions.Everything;

    /// <summary>Flags that may be set on this route.</summary>
    public MessageFlags Settable { get; init; } =
        MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.VoiceMessage | MessageFlags.ComponentsV2;

    /// <summary>A new message.</summary>
    public MessageBody New(Message? repliedTo)
    {
        var flags = (MessageFlags)(form.Integer("flags") ?? 0);
        if ((flags & ~Settable) != 0)
        {
            errors.Wrong("flags", "These flags cannot be set here.");
        }

        var body = Check(new MessageBody(form.Text("content") ?? "")
        {
            Embeds = form.Items("embeds") ?? [],
            Components = form.Items("components") ?? [],
            Attachments = Uploaded(form.Items("attachments") ?? []),
            Flags = flags & Settable,
        });
        RefuseEmpty(body);
        return Finish(body, repliedTo);
    }

    /// <summary>An edit: absent fields stay, null clears. The pings are worked out again when the text changes.</summary>
    public MessageBody Edited(Message message, Message? repliedTo)
    {
        var was = message.Body;
        const MessageFlags Changeable = MessageFlags.SuppressEmbeds | MessageFlags.ComponentsV2;
        var asked = form.Integer("flags") is { } given ? (MessageFlags)given : was.Flags;
        if (was.Flags.HasFlag(MessageFlags.ComponentsV2) && !asked.HasFlag(MessageFlags.ComponentsV2))
        {
            errors.Wrong("flags", "IS_COMPONENTS_V2 cannot be removed once it was set.");
        }

        var body = Check(was with
        {
            Content = form.Has("content") ? form.Text("content") ?? "" : was.Content,
            Embeds = form.Has("embeds") ? form.Items("embeds") ?? [] : was.Embeds,
            Components = form.Has("components") ? form.Items("components") ?? [] : was.Components,
            Attachments = Remaining(was),
            Flags = (was.Flags & ~Changeable & ~MessageFlags.Loading) | (asked & Changeable),
        });
        RefuseEmpty(body);
        return form.Has("content") || form.Has("components") ? Finish(body, repliedTo) : Kept(body);
    }

    private MessageBody Check(MessageBody body)
    {
        if (form.HasValue("content") && form.Text("content") is null)
        {
            errors.Add("content", "STRING_TYPE_CONVERT", "Could not interpret value as string.");
        }

        errors.TooLong("content", body.Content, MostContent);
        EmbedLimits.Check(body.Embeds, errors);
        var v2 = body.Flags.HasFlag(MessageFlags.ComponentsV2);
        ComponentLimits.Check(body.Components, v2, errors);
        if (v2)
        {
            foreach (var field in (string[])["content", "embeds", "poll", "sticker_ids"])
            {
                var used = field switch
                {
                    "content" => body.Content.Length > 0,
                    "embeds" => body.Embeds.Count > 0,
                    _ => form.HasValue(field),
                };
                if (used)
                {
                    errors.Add(field, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                        $"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
                }
            }
        }

        return body;
    }

    private void RefuseEmpty(MessageBody body)
    {
        errors.ThrowIfAny();
        if (string.IsNullOrWhiteSpace(body.Content) && body.Embeds.Count == 0 && body.Components.Count == 0
            && body.Attachments.Count == 0)
        {
            throw RefusedRequest.EmptyMessage();
        }
    }

    private MessageBody Finish(MessageBody body, Message? repliedTo)
    {
        var allowed = MentionForm.Read(form, Otherwise, errors);
        errors.ThrowIfAny();
        var text = body.Content + "\n" + ComponentLimits.Text(body.Components);
        return Kept(body with { Pings = Mentions.Of(world, text, channel, world.Bot.User, repliedTo, allowed) });
    }

    private static MessageBody Kept(MessageBody body) => body with
    {
        Content = body.Content.Trim(),
        Embeds = EmbedLimits.Kept(body.Embeds),
        Components = ComponentLimits.Kept(body.Components),
    };

    /// <summary>The new files, described by the entry of <c>attachments</c> that has their number as its id.</summary>
    private List<Attachment> Uploaded(JsonArray described)
    {
        if (files.Any(f => f.Bytes.Length > LargestFile))
        {
            throw RefusedRequest.TooLarge();
        }

        errors.TooMany("attachments", Math.Max(files.Count, described.Count), 10);
        return [.. files.Select(file =>
        {
            var entry = described.FirstOrDefault(d => d.Id("id") == (ulong)file.Index);
            errors.TooLong($"attachments.{file.Index}.description", entry.Text("description"), 1024);
            return new Attachment(
                world.Ids.Next(), entry.Text("filename") ?? file.FileName, file.ContentType, file.Bytes,
                    entry.Text("description"));
        })];
    }

    /// <summary>
    /// After an edit: with a list of attachments only what it names stays; without one, all stay. New files come to them.
    /// </summary>
    private List<Attachment> Remaining(MessageBody was)
    {
        var listed = form.Items("attachments");
        var staying = listed is null && !form.Has("attachments")
            ? was.Attachments
            : was.Attachments.Where(a => (listed ?? []).Any(l => l.Id("id") == a.Id));
        return [.. staying, .. Uploaded(listed ?? [])];
    }
}
