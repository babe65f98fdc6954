namespace PaperBot.DiscordSurface;

/// <summary>Something that happened in Discord, or to the connection. Every kind is one of the types nested here.</summary>
public abstract record DiscordEvent
{
    private DiscordEvent()
    {
    }

    /// <summary>A new session has begun; what happened before it was missed. The servers follow one by one.</summary>
    /// <param name="Me">The bot.</param>
    /// <param name="Application">The bot's application.</param>
    /// <param name="Guilds">Servers the bot is in.</param>
    public sealed record Ready(DiscordUser Me, Snowflake Application, IReadOnlyList<Snowflake> Guilds) : DiscordEvent;

    /// <summary>The connection is back and what was missed has been told.</summary>
    public sealed record Resumed : DiscordEvent;

    /// <summary>The connection is lost or cannot be made yet; the transport goes on trying by itself.</summary>
    /// <param name="Reason">A sentence for an administrator.</param>
    /// <param name="Until">The next attempt, when it is more than a minute away; otherwise null.</param>
    public sealed record Disconnected(string Reason, DateTimeOffset? Until) : DiscordEvent;

    /// <summary>Somebody wrote, perhaps the bot itself.</summary>
    public sealed record MessageCreated(DiscordMessage Message) : DiscordEvent;

    /// <summary>A message was taken away.</summary>
    public sealed record MessageDeleted(Snowflake ChannelId, Snowflake MessageId, Snowflake? GuildId) : DiscordEvent;

    /// <summary>A command was called. To be answered within <see cref="DiscordInteraction.AnswerWithin"/>.</summary>
    public sealed record CommandUsed(DiscordInteraction Interaction, DiscordCommandCall Call) : DiscordEvent;

    /// <summary>An option is being typed. To be answered with <see cref="InteractionAnswer.Choices"/>.</summary>
    public sealed record CompletionAsked(DiscordInteraction Interaction, DiscordCommandCall Call) : DiscordEvent;

    /// <summary>A button was pressed or something was chosen.</summary>
    /// <param name="Interaction">To be answered.</param>
    /// <param name="CustomId">As it was sent with the component.</param>
    /// <param name="Values">What was chosen; empty for buttons.</param>
    /// <param name="Message">Where the component stands.</param>
    public sealed record ComponentUsed(
        DiscordInteraction Interaction, string CustomId, IReadOnlyList<string> Values, DiscordMessage Message) : DiscordEvent;

    /// <summary>A form was sent.</summary>
    /// <param name="Interaction">To be answered.</param>
    /// <param name="CustomId">As it was sent with the form.</param>
    /// <param name="Fields">All of them, also empty ones.</param>
    /// <param name="Message">Where the button stands that opened it, if one did.</param>
    public sealed record ModalSubmitted(
        DiscordInteraction Interaction, string CustomId, IReadOnlyList<ModalField> Fields, DiscordMessage? Message)
        : DiscordEvent;

    /// <summary>A server is there, with roles, channels, running threads and the bot's membership.</summary>
    /// <param name="Guild">As it is now.</param>
    /// <param name="HasJoined">True when the bot was added just now.</param>
    public sealed record GuildAvailable(DiscordGuild Guild, bool HasJoined) : DiscordEvent;

    /// <summary>A server has an outage and will be back.</summary>
    public sealed record GuildUnavailable(Snowflake GuildId) : DiscordEvent;

    /// <summary>The bot was removed from a server, or the server is gone.</summary>
    public sealed record GuildLeft(Snowflake GuildId) : DiscordEvent;

    /// <summary>Roles, the server itself or the bot's own roles changed: rights worked out before may be wrong now.</summary>
    public sealed record RightsChanged(Snowflake GuildId) : DiscordEvent;

    /// <summary>A channel or a thread is new or different: name, rights, slow mode, archived, locked.</summary>
    public sealed record ChannelChanged(DiscordChannel Channel) : DiscordEvent;

    /// <summary>A channel or a thread is gone.</summary>
    public sealed record ChannelDeleted(Snowflake ChannelId, Snowflake? GuildId) : DiscordEvent;
}
