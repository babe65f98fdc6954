using System.Text.Json.Serialization;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>JSON of the file of sessions: moments as milliseconds since 1970.</summary>
[JsonSerializable(typeof(List<long>))]
internal sealed partial class Numbers : JsonSerializerContext;
