using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PaperBot.DiscordSurface.Api.Rest;

/// <summary>A message as it travels; see Discord's “Create Message”.</summary>
internal sealed record MessageBody
{
    public string? Content { get; init; }

    public IReadOnlyList<DiscordEmbed>? Embeds { get; init; }

    public IReadOnlyList<DiscordComponent>? Components { get; init; }

    public MentionsBody AllowedMentions { get; init; } = new([], [], false);

    public ReferenceBody? MessageReference { get; init; }

    public string? Nonce { get; init; }

    public bool? EnforceNonce { get; init; }

    public MessageFlags? Flags { get; init; }

    public IReadOnlyList<AttachmentBody>? Attachments { get; init; }

    /// <summary>A new message of a channel, or with no nonce an answer to an interaction.</summary>
    public static MessageBody New(OutgoingMessage message, string? nonce) => Common(message) with
    {
        MessageReference = message.ReplyTo is { } id ? new ReferenceBody(id) : null,
        Nonce = nonce,
        EnforceNonce = nonce is null ? null : true,
        Flags = message.Flags is null or MessageFlags.None ? null : message.Flags,
        Attachments = message.Files.Count == 0 ? null : NewFiles(message),
    };

    /// <summary>Changes of a message; in these, Discord drops every file that is not listed once any is.</summary>
    public static MessageBody Edit(OutgoingMessage message) => Common(message) with
    {
        Flags = message.Flags,
        Attachments = message.KeptFiles is null && message.Files.Count == 0 ? null :
        [
            .. (message.KeptFiles ?? []).Select(id => new AttachmentBody(id)),
            .. NewFiles(message),
        ],
    };

    private static MessageBody Common(OutgoingMessage message) => new()
    {
        Content = message.Content,
        Embeds = message.Embeds,
        Components = message.Components,
        AllowedMentions = new MentionsBody([], message.Mentions.Users, message.Mentions.RepliedUser),
    };

    private static IReadOnlyList<AttachmentBody> NewFiles(OutgoingMessage message) =>
        [.. message.Files.Select((f, n) => new AttachmentBody(new Snowflake((ulong)n), f.Name, f.Description))];
}

/// <summary>An empty <paramref name="Parse"/> calls nobody but those listed.</summary>
internal sealed record MentionsBody(IReadOnlyList<string> Parse, IReadOnlyList<Snowflake> Users, bool RepliedUser);

/// <summary>A reply that is sent even when the message it replies to is gone.</summary>
internal sealed record ReferenceBody(Snowflake MessageId, bool FailIfNotExists = false);

/// <summary>A file: the number of the part it travels in, or the id of one that is kept.</summary>
internal sealed record AttachmentBody(Snowflake Id, string? Filename = null, string? Description = null);

internal sealed record ThreadBody(string Name, int AutoArchiveDuration);

internal sealed record ArchiveBody(bool Archived);

internal sealed record RecipientBody(Snowflake RecipientId);

/// <summary>The first answer to an interaction.</summary>
/// <param name="Type">4 message, 5 deferred, 6 deferred update, 7 update, 8 choices, 9 form.</param>
/// <param name="Data">None for a deferred update.</param>
internal sealed record AnswerBody(int Type, AnswerData? Data)
{
    public static AnswerBody Of(InteractionAnswer answer) => answer switch
    {
        InteractionAnswer.Message m => new AnswerBody(4, AnswerData.Of(MessageBody.New(m.Body, nonce: null))),
        InteractionAnswer.Deferred d => new AnswerBody(5, new AnswerData { Flags = d.IsPrivate ? MessageFlags.Ephemeral : null }),
        InteractionAnswer.DeferredUpdate => new AnswerBody(6, null),
        InteractionAnswer.Update u => new AnswerBody(7, AnswerData.Of(MessageBody.Edit(u.Body))),
        InteractionAnswer.Choices c => new AnswerBody(8, new AnswerData { Choices = c.Suggestions }),
        InteractionAnswer.Modal m => new AnswerBody(
            9, new AnswerData { CustomId = m.Form.CustomId, Title = m.Form.Title, Components = m.Form.Components }),
        _ => throw new ArgumentException($"{answer.GetType().Name} is no answer that Discord knows.", nameof(answer)),
    };

    /// <summary>The files that travel with it.</summary>
    public static IReadOnlyList<OutgoingFile> Files(InteractionAnswer answer) => answer switch
    {
        InteractionAnswer.Message m => m.Body.Files,
        InteractionAnswer.Update u => u.Body.Files,
        _ => [],
    };
}

/// <summary>A message, choices or a form; each uses its own part.</summary>
internal sealed record AnswerData
{
    public string? Content { get; init; }

    public IReadOnlyList<DiscordEmbed>? Embeds { get; init; }

    public IReadOnlyList<DiscordComponent>? Components { get; init; }

    public MentionsBody? AllowedMentions { get; init; }

    public MessageFlags? Flags { get; init; }

    public IReadOnlyList<AttachmentBody>? Attachments { get; init; }

    public IReadOnlyList<DiscordChoice>? Choices { get; init; }

    public string? CustomId { get; init; }

    public string? Title { get; init; }

    public static AnswerData Of(MessageBody message) => new()
    {
        Content = message.Content,
        Embeds = message.Embeds,
        Components = message.Components,
        AllowedMentions = message.AllowedMentions,
        Flags = message.Flags,
        Attachments = message.Attachments,
    };
}

/// <summary>Makes what travels over HTTP.</summary>
internal static class BodyContent
{
    /// <summary>JSON, made once and sent as often as need be.</summary>
    public static Func<HttpContent> Json<T>(T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return () => Part(bytes);
    }

    /// <summary>JSON, with files as parts of their own where there are some.</summary>
    public static Func<HttpContent> Json<T>(T body, JsonTypeInfo<T> type, IReadOnlyList<OutgoingFile> files)
    {
        if (files.Count == 0)
        {
            return Json(body, type);
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return () =>
        {
            var parts = new MultipartFormDataContent { { Part(bytes), "payload_json" } };
            for (var n = 0; n < files.Count; n++)
            {
                var part = new ReadOnlyMemoryContent(files[n].Content);
                part.Headers.ContentType = MediaTypeHeaderValue.TryParse(files[n].ContentType, out var type)
                    ? type : new MediaTypeHeaderValue("application/octet-stream");
                parts.Add(part, $"files[{n}]", files[n].Name);
            }

            return parts;
        };
    }

    private static ByteArrayContent Part(byte[] json)
    {
        var content = new ByteArrayContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
