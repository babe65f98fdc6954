using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>One frame from the gateway.</summary>
/// <param name="Op">What it is; see <see cref="Op"/>.</param>
/// <param name="D">Its content.</param>
/// <param name="S">Number of an event, counted up by one.</param>
/// <param name="T">Name of an event.</param>
internal sealed record ReceivedFrame(int Op, JsonElement D = default, int? S = null, string? T = null);

/// <summary>Numbers of frames.</summary>
internal static class Op
{
    public const int Dispatch = 0;
    public const int Heartbeat = 1;
    public const int Identify = 2;
    public const int Resume = 6;
    public const int Reconnect = 7;
    public const int InvalidSession = 9;
    public const int Hello = 10;
    public const int HeartbeatAck = 11;
}

/// <summary>Greeting of the gateway.</summary>
/// <param name="HeartbeatInterval">Milliseconds.</param>
internal sealed record HelloData(double HeartbeatInterval);

/// <summary>Beginning of a session.</summary>
internal sealed record ReadyData(DiscordUser User, string SessionId, string ResumeGatewayUrl)
{
    public ApplicationStub? Application { get; init; }

    [AllowNull]
    public IReadOnlyList<GuildStub> Guilds { get => field ?? []; init; }
}

internal sealed record ApplicationStub(Snowflake Id);

/// <summary>A server of which only this is told.</summary>
internal sealed record GuildStub(Snowflake Id, bool? Unavailable = null);

internal sealed record DeletedMessageData(Snowflake Id, Snowflake ChannelId, Snowflake? GuildId = null);

/// <summary>Frames to the gateway. Two of them hold the token.</summary>
internal static class SentFrames
{
    public static byte[] Heartbeat(int? sequence) =>
        Encoding.UTF8.GetBytes($$"""{"op":{{Op.Heartbeat}},"d":{{Number(sequence)}}}""");

    public static byte[] Identify(Secret token, int intents) => Write(Op.Identify, data =>
    {
        data.WriteString("token", token.Reveal());
        data.WriteNumber("intents", intents);
        data.WriteStartObject("properties");
        data.WriteString("os", OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux");
        data.WriteString("browser", "paperbot");
        data.WriteString("device", "paperbot");
        data.WriteEndObject();
    });

    public static byte[] Resume(Secret token, string session, int? sequence) => Write(Op.Resume, data =>
    {
        data.WriteString("token", token.Reveal());
        data.WriteString("session_id", session);
        data.WriteNumber("seq", sequence ?? 0);
    });

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static byte[] Write(int op, Action<Utf8JsonWriter> data)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("op", op);
            writer.WriteStartObject("d");
            data(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
