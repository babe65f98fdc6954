using System.Text.Json.Serialization;
using PaperBot.DiscordSurface.Api.Gateway;
using PaperBot.DiscordSurface.Api.Rest;

namespace PaperBot.DiscordSurface.Api;

/// <summary>
/// Discord's JSON. What is null is left away, what is not known is ignored, and a value that must be there and is not makes the
/// whole unreadable rather than half-empty.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DiscordUser))]
[JsonSerializable(typeof(DiscordApplication))]
[JsonSerializable(typeof(GatewayInfo))]
[JsonSerializable(typeof(DiscordMessage))]
[JsonSerializable(typeof(IReadOnlyList<DiscordMessage>))]
[JsonSerializable(typeof(DiscordChannel))]
[JsonSerializable(typeof(IReadOnlyList<DiscordChannel>))]
[JsonSerializable(typeof(DiscordGuild))]
[JsonSerializable(typeof(IReadOnlyList<DiscordGuild>))]
[JsonSerializable(typeof(DiscordMember))]
[JsonSerializable(typeof(IReadOnlyList<DiscordCommand>))]
[JsonSerializable(typeof(IReadOnlyList<CommandBody>))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(AnswerBody))]
[JsonSerializable(typeof(ThreadBody))]
[JsonSerializable(typeof(ArchiveBody))]
[JsonSerializable(typeof(RecipientBody))]
[JsonSerializable(typeof(ReceivedFrame))]
[JsonSerializable(typeof(HelloData))]
[JsonSerializable(typeof(ReadyData))]
[JsonSerializable(typeof(GuildStub))]
[JsonSerializable(typeof(DeletedMessageData))]
[JsonSerializable(typeof(InteractionData))]
internal sealed partial class DiscordJson : JsonSerializerContext;
