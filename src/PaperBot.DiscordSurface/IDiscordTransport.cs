namespace PaperBot.DiscordSurface;

/// <summary>
/// The way to Discord and back: events in, calls out. It only transports: it keeps the connection, the limits and the token; it
/// decides nothing about what is said. Calls may be made at any time from any thread, also without a connection for events; each
/// waits by itself for Discord's limits, repeats what is safe to repeat, and in the end throws <see cref="DiscordException"/>.
/// Cancelling a call throws <see cref="OperationCanceledException"/> and leaves open whether it had its effect.
/// </summary>
public interface IDiscordTransport : IAsyncDisposable
{
    /// <summary>
    /// Connects and tells what happens, in order, until cancelled; then the session is closed for good and the stream ends.
    /// Losses of the connection are mended by itself. A slow reader never delays the connection: what happens meanwhile
    /// waits, and
    /// after thousands the newest are dropped with a warning. One reader at a time; an event that is unreadable is not told, one
    /// told twice by Discord is told once.
    /// </summary>
    /// <exception cref="DiscordGatewayException">Discord will not have the bot; says what to do. Nothing is tried any
    /// more.</exception>
    /// <exception cref="InvalidOperationException">The events are already being read.</exception>
    IAsyncEnumerable<DiscordEvent> EventsAsync(CancellationToken cancellationToken);

    /// <summary>The bot itself.</summary>
    Task<DiscordUser> MeAsync(CancellationToken cancellationToken);

    /// <summary>The bot's application.</summary>
    Task<DiscordApplication> ApplicationAsync(CancellationToken cancellationToken);

    /// <summary>Where the gateway is and how many sessions are left today. Costs none of them.</summary>
    Task<GatewayInfo> GatewayAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The commands registered for one server, or for all when <paramref name="guild"/> is null, with translations.
    /// </summary>
    Task<IReadOnlyList<DiscordCommand>> CommandsAsync(
        Snowflake application, Snowflake? guild, CancellationToken cancellationToken);

    /// <summary>Puts these in the place of all commands of that server, or of all servers.</summary>
    /// <returns>What Discord made of them.</returns>
    Task<IReadOnlyList<DiscordCommand>> ReplaceCommandsAsync(
        Snowflake application, Snowflake? guild, IReadOnlyList<DiscordCommand> commands, CancellationToken cancellationToken);

    /// <summary>
    /// The first answer to an interaction. Never sent to stand twice: when a repetition hears that it is answered already
    /// (<see cref="DiscordErrorCode.InteractionAlreadyAnswered"/>), the first attempt had arrived, and that is a success.
    /// </summary>
    Task AnswerAsync(DiscordInteraction interaction, InteractionAnswer answer, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the first answer, also a deferred one. After a deferred update: the message whose button was pressed.
    /// </summary>
    Task<DiscordMessage> EditAnswerAsync(
        DiscordInteraction interaction, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Reads the first answer.</summary>
    Task<DiscordMessage> GetAnswerAsync(DiscordInteraction interaction, CancellationToken cancellationToken);

    /// <summary>Takes the first answer away.</summary>
    Task DeleteAnswerAsync(DiscordInteraction interaction, CancellationToken cancellationToken);

    /// <summary>
    /// A further message after the first answer. It has no nonce, so it is not repeated when it may have arrived.
    /// </summary>
    Task<DiscordMessage> FollowUpAsync(
        DiscordInteraction interaction, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Edits a further message.</summary>
    Task<DiscordMessage> EditFollowUpAsync(
        DiscordInteraction interaction, Snowflake followUp, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Takes a further message away.</summary>
    Task DeleteFollowUpAsync(DiscordInteraction interaction, Snowflake followUp, CancellationToken cancellationToken);

    /// <summary>Sends to a channel, a thread or a direct exchange. Repeated under its nonce, so it stands at most once.</summary>
    Task<DiscordMessage> SendAsync(Snowflake channel, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Edits an own message.</summary>
    Task<DiscordMessage> EditAsync(
        Snowflake channel, Snowflake message, OutgoingMessage changes, CancellationToken cancellationToken);

    /// <summary>Takes a message away.</summary>
    Task DeleteAsync(Snowflake channel, Snowflake message, CancellationToken cancellationToken);

    /// <summary>One message.</summary>
    Task<DiscordMessage> MessageAsync(Snowflake channel, Snowflake message, CancellationToken cancellationToken);

    /// <summary>A channel's messages, the newest first.</summary>
    /// <param name="channel">Needs the rights to view it and to read its history.</param>
    /// <param name="before">Only older ones than this; null starts at the newest.</param>
    /// <param name="limit">1 to 100; fewer mean that there are no more.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<IReadOnlyList<DiscordMessage>> HistoryAsync(
        Snowflake channel, Snowflake? before, int limit, CancellationToken cancellationToken);

    /// <summary>“… is typing” for ten seconds or until the next message. Fails at once rather than wait or repeat.</summary>
    Task ShowTypingAsync(Snowflake channel, CancellationToken cancellationToken);

    /// <summary>Starts a thread from a message; a message has at most one.</summary>
    /// <param name="channel">The message's channel.</param>
    /// <param name="message">Where it starts.</param>
    /// <param name="name">1 to 100 characters.</param>
    /// <param name="autoArchiveMinutes">60, 1440, 4320 or 10080.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <remarks>
    /// When a repetition hears that the thread is there already, the thread of the first attempt is given back.
    /// </remarks>
    Task<DiscordChannel> StartThreadAsync(
        Snowflake channel, Snowflake message, string name, int autoArchiveMinutes, CancellationToken cancellationToken);

    /// <summary>Brings an archived thread back, or puts one away.</summary>
    Task<DiscordChannel> ArchiveThreadAsync(Snowflake thread, bool archived, CancellationToken cancellationToken);

    /// <summary>The direct exchange with a person, opened if need be.</summary>
    Task<DiscordChannel> OpenDirectAsync(Snowflake user, CancellationToken cancellationToken);

    /// <summary>One channel or thread.</summary>
    Task<DiscordChannel> ChannelAsync(Snowflake channel, CancellationToken cancellationToken);

    /// <summary>A server with its roles.</summary>
    Task<DiscordGuild> GuildAsync(Snowflake guild, CancellationToken cancellationToken);

    /// <summary>A server's channels, threads apart, with who may do what there.</summary>
    Task<IReadOnlyList<DiscordChannel>> GuildChannelsAsync(Snowflake guild, CancellationToken cancellationToken);

    /// <summary>Servers the bot is in, up to 200, with id and name only.</summary>
    Task<IReadOnlyList<DiscordGuild>> GuildsAsync(CancellationToken cancellationToken);

    /// <summary>Somebody in a server, the bot itself for example, with roles.</summary>
    Task<DiscordMember> MemberAsync(Snowflake guild, Snowflake user, CancellationToken cancellationToken);

    /// <summary>Fetches a file that lies at Discord. Any other address is refused, also one it is sent on to.</summary>
    /// <param name="attachment">What to fetch.</param>
    /// <param name="maxBytes">More than this is refused, whatever the sender claimed.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<byte[]> DownloadAsync(DiscordAttachment attachment, long maxBytes, CancellationToken cancellationToken);
}
