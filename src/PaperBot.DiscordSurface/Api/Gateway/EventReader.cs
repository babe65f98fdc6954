using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>Makes events of what the gateway dispatches. Keeps in mind which servers the bot is in, to tell new ones.</summary>
internal sealed partial class EventReader(TimeProvider time, ILogger log)
{
    private readonly HashSet<Snowflake> guilds = [];
    private Snowflake me;

    /// <summary>The event; null for what is of no use here or cannot be read.</summary>
    public DiscordEvent? Read(ReceivedFrame frame)
    {
        try
        {
            return Event(frame);
        }
        catch (Exception wrong) when (
            wrong is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            // What it says is not shown: it may hold what people wrote, or a token.
            LogUnreadable(frame.T, (wrong as JsonException)?.Path ?? "");
            return null;
        }
    }

    private DiscordEvent? Event(ReceivedFrame frame) => frame.T switch
    {
        "READY" => Ready(As(frame, DiscordJson.Default.ReadyData)),
        "RESUMED" => new DiscordEvent.Resumed(),
        "MESSAGE_CREATE" => new DiscordEvent.MessageCreated(As(frame, DiscordJson.Default.DiscordMessage)),
        "MESSAGE_DELETE" when As(frame, DiscordJson.Default.DeletedMessageData) is var gone =>
            new DiscordEvent.MessageDeleted(gone.ChannelId, gone.Id, gone.GuildId),
        "INTERACTION_CREATE" => InteractionReader.Read(As(frame, DiscordJson.Default.InteractionData), time.GetUtcNow()),
        "GUILD_CREATE" => GuildCreated(frame),
        "GUILD_DELETE" => GuildDeleted(As(frame, DiscordJson.Default.GuildStub)),
        "GUILD_UPDATE" => new DiscordEvent.RightsChanged(As(frame, DiscordJson.Default.GuildStub).Id),
        "GUILD_ROLE_CREATE" or "GUILD_ROLE_UPDATE" or "GUILD_ROLE_DELETE" => new DiscordEvent.RightsChanged(GuildOf(frame)),
        "GUILD_MEMBER_UPDATE" when IsMine(frame) => new DiscordEvent.RightsChanged(GuildOf(frame)),
        "CHANNEL_CREATE" or "CHANNEL_UPDATE" or "THREAD_CREATE" or "THREAD_UPDATE" =>
            new DiscordEvent.ChannelChanged(As(frame, DiscordJson.Default.DiscordChannel)),
        "CHANNEL_DELETE" or "THREAD_DELETE" when As(frame, DiscordJson.Default.DiscordChannel) is var gone =>
            new DiscordEvent.ChannelDeleted(gone.Id, gone.GuildId),
        _ => null,
    };

    private DiscordEvent.Ready Ready(ReadyData ready)
    {
        me = ready.User.Id;
        guilds.Clear();
        guilds.UnionWith(ready.Guilds.Select(g => g.Id));
        return new DiscordEvent.Ready(ready.User, ready.Application?.Id ?? me, [.. ready.Guilds.Select(g => g.Id)]);
    }

    private DiscordEvent GuildCreated(ReceivedFrame frame)
    {
        var stub = As(frame, DiscordJson.Default.GuildStub);
        var hasJoined = guilds.Add(stub.Id);

        // A server may be added while it has an outage.
        return stub.Unavailable == true
            ? new DiscordEvent.GuildUnavailable(stub.Id)
            : new DiscordEvent.GuildAvailable(As(frame, DiscordJson.Default.DiscordGuild), hasJoined);
    }

    private DiscordEvent GuildDeleted(GuildStub guild)
    {
        if (guild.Unavailable == true)
        {
            return new DiscordEvent.GuildUnavailable(guild.Id);
        }

        guilds.Remove(guild.Id);
        return new DiscordEvent.GuildLeft(guild.Id);
    }

    private bool IsMine(ReceivedFrame frame) => As(frame, DiscordJson.Default.DiscordMember).User?.Id == me;

    private static Snowflake GuildOf(ReceivedFrame frame) => Snowflake.Parse(frame.D.GetProperty("guild_id").GetString() ?? "");

    private static T As<T>(ReceivedFrame frame, JsonTypeInfo<T> type) =>
        frame.D.Deserialize(type) ?? throw new JsonException("An event without content.");

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Event {Event} of the gateway could not be read at {Path} and is left out.")]
    private partial void LogUnreadable(string? @event, string path);
}
