using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaperBot.DiscordSurface;

/// <summary>
/// What somebody may do in a server or a channel, as bits; those the bot has to do with are named. A string in JSON.
/// </summary>
[Flags]
[JsonConverter(typeof(DiscordPermissionsJson))]
public enum DiscordPermissions : ulong
{
    None = 0,
    Administrator = 1UL << 3,
    ManageGuild = 1UL << 5,
    ViewChannel = 1UL << 10,
    SendMessages = 1UL << 11,
    ManageMessages = 1UL << 13,
    EmbedLinks = 1UL << 14,
    AttachFiles = 1UL << 15,
    ReadMessageHistory = 1UL << 16,
    MentionEveryone = 1UL << 17,
    UseApplicationCommands = 1UL << 31,
    ManageThreads = 1UL << 34,
    CreatePublicThreads = 1UL << 35,
    SendMessagesInThreads = 1UL << 38,
}

// Bits past 53 would lose their low ends as numbers, so Discord sends them as strings.
internal sealed class DiscordPermissionsJson : JsonConverter<DiscordPermissions>
{
    public override DiscordPermissions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String when Reads(reader.GetString(), out var bits) => (DiscordPermissions)bits,
            JsonTokenType.Number when reader.TryGetUInt64(out var bits) => (DiscordPermissions)bits,
            _ => throw new JsonException("Permission bits are expected."),
        };

    public override void Write(Utf8JsonWriter writer, DiscordPermissions value, JsonSerializerOptions options) =>
        writer.WriteStringValue(((ulong)value).ToString(CultureInfo.InvariantCulture));

    private static bool Reads(string? text, out ulong bits) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bits);
}
