using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using PaperBot.DiscordSurface.Api.Gateway;
using PaperBot.DiscordSurface.Api.Rest;

namespace PaperBot.DiscordSurface.Api;

/// <summary>
/// The way to Discord: its gateway and its REST API, version 10. What is said, when, and how often is decided here; it is carried
/// by the platform's own HTTP and WebSocket, unless other <see cref="Carriers"/> are given.
/// </summary>
internal sealed class DiscordApi : IDiscordTransport
{
    // Answers are expected within three seconds; a first repetition must fit in.
    private static readonly TimeSpan QuickPause = TimeSpan.FromMilliseconds(100);

    private readonly RestClient rest;
    private readonly Attachments attachments;
    private readonly EventStream events;
    private readonly TimeProvider time;

    /// <param name="options">The section <c>Discord</c>.</param>
    /// <param name="dataFolder">Where the sessions of the day are noted; null notes them in memory only.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Where it tells what it does.</param>
    /// <param name="handler">What sends HTTP, for tests; null is the platform's.</param>
    /// <param name="carriers">What carries in the platform's stead; null for nothing.</param>
    public DiscordApi(
        DiscordOptions options,
        string? dataFolder,
        TimeProvider time,
        ILoggerFactory logs,
        Func<HttpMessageHandler>? handler = null,
        Carriers? carriers = null)
    {
        handler ??= NewHandler;
        this.time = time;
        rest = new RestClient(options, carriers?.Calls(handler()) ?? handler(), time, logs.CreateLogger<RestClient>());
        attachments = new Attachments(new Uri(options.ApiAddress), handler(), time);
        var line = carriers?.Line ?? new PlainLine(time, logs.CreateLogger<PlainLine>());
        events = new EventStream(options, GatewayAsync, line, dataFolder, time, logs);
    }

    public IAsyncEnumerable<DiscordEvent> EventsAsync(CancellationToken cancellationToken) => events.ReadAsync(cancellationToken);

    public Task<DiscordUser> MeAsync(CancellationToken cancellationToken) =>
        GetAsync(ApiCall.Of(HttpMethod.Get, "users/@me"), DiscordJson.Default.DiscordUser, cancellationToken);

    public Task<DiscordApplication> ApplicationAsync(CancellationToken cancellationToken) =>
        GetAsync(ApiCall.Of(HttpMethod.Get, "applications/@me"), DiscordJson.Default.DiscordApplication, cancellationToken);

    public Task<GatewayInfo> GatewayAsync(CancellationToken cancellationToken) =>
        GetAsync(ApiCall.Of(HttpMethod.Get, "gateway/bot"), DiscordJson.Default.GatewayInfo, cancellationToken);

    public Task<IReadOnlyList<DiscordCommand>> CommandsAsync(
        Snowflake application, Snowflake? guild, CancellationToken cancellationToken) =>
        GetAsync(
            Commands(HttpMethod.Get, application, guild, "?with_localizations=true"),
            DiscordJson.Default.IReadOnlyListDiscordCommand,
            cancellationToken);

    public Task<IReadOnlyList<DiscordCommand>> ReplaceCommandsAsync(
        Snowflake application, Snowflake? guild, IReadOnlyList<DiscordCommand> commands, CancellationToken cancellationToken)
    {
        IReadOnlyList<CommandBody> body = [.. commands.Select(CommandBody.Of)];
        var call = Commands(HttpMethod.Put, application, guild, "") with
        {
            Body = BodyContent.Json(body, DiscordJson.Default.IReadOnlyListCommandBody),
        };
        return GetAsync(call, DiscordJson.Default.IReadOnlyListDiscordCommand, cancellationToken);
    }

    public async Task AnswerAsync(DiscordInteraction interaction, InteractionAnswer answer, CancellationToken cancellationToken)
    {
        var left = interaction.ReceivedAt + DiscordInteraction.AnswerWithin - time.GetUtcNow();
        const string callback = "interactions/{interaction}/{token}/callback";
        var call = ApiCall.Of(HttpMethod.Post, callback, interaction.Id, interaction.Token) with
        {
            Body = BodyContent.Json(AnswerBody.Of(answer), DiscordJson.Default.AnswerBody, AnswerBody.Files(answer)),
            Patience = left > TimeSpan.Zero ? left : TimeSpan.Zero,
            Pause = QuickPause,
        };
        try
        {
            await rest.SendAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException again) when (
            again is { Code: DiscordErrorCode.InteractionAlreadyAnswered, Outcome: CallOutcome.PerhapsDone })
        {
            // An earlier attempt had arrived; only its answer was lost.
        }
    }

    public Task<DiscordMessage> EditAnswerAsync(
        DiscordInteraction interaction, OutgoingMessage message, CancellationToken cancellationToken) =>
        WriteAsync(
            Answer(HttpMethod.Patch, interaction), MessageBody.Edit(message), message.Files, Repeat.Always, cancellationToken);

    public Task<DiscordMessage> GetAnswerAsync(DiscordInteraction interaction, CancellationToken cancellationToken) =>
        GetAsync(Answer(HttpMethod.Get, interaction), DiscordJson.Default.DiscordMessage, cancellationToken);

    public Task DeleteAnswerAsync(DiscordInteraction interaction, CancellationToken cancellationToken) =>
        RemoveAsync(Answer(HttpMethod.Delete, interaction), cancellationToken);

    public Task<DiscordMessage> FollowUpAsync(
        DiscordInteraction interaction, OutgoingMessage message, CancellationToken cancellationToken) =>
        WriteAsync(
            ApiCall.Of(HttpMethod.Post, "webhooks/{application}/{token}?wait=true", interaction.ApplicationId, interaction.Token),
            MessageBody.New(message, nonce: null),
            message.Files,
            Repeat.IfNotDone,
            cancellationToken);

    public Task<DiscordMessage> EditFollowUpAsync(
        DiscordInteraction interaction, Snowflake followUp, OutgoingMessage message, CancellationToken cancellationToken) =>
        WriteAsync(
            FollowUp(HttpMethod.Patch, interaction, followUp),
            MessageBody.Edit(message),
            message.Files,
            Repeat.Always,
            cancellationToken);

    public Task DeleteFollowUpAsync(DiscordInteraction interaction, Snowflake followUp, CancellationToken cancellationToken) =>
        RemoveAsync(FollowUp(HttpMethod.Delete, interaction, followUp), cancellationToken);

    public Task<DiscordMessage> SendAsync(Snowflake channel, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var nonce = message.Nonce ?? Convert.ToHexStringLower(Guid.NewGuid().ToByteArray().AsSpan(0, 12));
        var call = ApiCall.Of(HttpMethod.Post, "channels/{channel}/messages", channel);
        return WriteAsync(call, MessageBody.New(message, nonce), message.Files, Repeat.Always, cancellationToken);
    }

    public Task<DiscordMessage> EditAsync(
        Snowflake channel, Snowflake message, OutgoingMessage changes, CancellationToken cancellationToken) =>
        WriteAsync(
            Message(HttpMethod.Patch, channel, message),
            MessageBody.Edit(changes),
            changes.Files,
            Repeat.Always,
            cancellationToken);

    public Task DeleteAsync(Snowflake channel, Snowflake message, CancellationToken cancellationToken) =>
        RemoveAsync(Message(HttpMethod.Delete, channel, message), cancellationToken);

    public Task<DiscordMessage> MessageAsync(Snowflake channel, Snowflake message, CancellationToken cancellationToken) =>
        GetAsync(Message(HttpMethod.Get, channel, message), DiscordJson.Default.DiscordMessage, cancellationToken);

    public Task<IReadOnlyList<DiscordMessage>> HistoryAsync(
        Snowflake channel, Snowflake? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        var call = before is { } id
            ? ApiCall.Of(HttpMethod.Get, "channels/{channel}/messages?limit={limit}&before={before}", channel, limit, id)
            : ApiCall.Of(HttpMethod.Get, "channels/{channel}/messages?limit={limit}", channel, limit);
        return GetAsync(call, DiscordJson.Default.IReadOnlyListDiscordMessage, cancellationToken);
    }

    public Task ShowTypingAsync(Snowflake channel, CancellationToken cancellationToken) =>
        rest.SendAsync(
            ApiCall.Of(HttpMethod.Post, "channels/{channel}/typing", channel) with
            {
                Repeat = Repeat.Never,
                Patience = TimeSpan.Zero,
            },
            cancellationToken);

    public async Task<DiscordChannel> StartThreadAsync(
        Snowflake channel, Snowflake message, string name, int autoArchiveMinutes, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(HttpMethod.Post, "channels/{channel}/messages/{message}/threads", channel, message) with
        {
            Body = BodyContent.Json(new ThreadBody(name, autoArchiveMinutes), DiscordJson.Default.ThreadBody),
        };
        try
        {
            return await GetAsync(call, DiscordJson.Default.DiscordChannel, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException again) when (
            again is { Code: DiscordErrorCode.ThreadAlreadyThere, Outcome: CallOutcome.PerhapsDone })
        {
            // An earlier attempt had arrived. A thread of a message carries the message's id.
            return await ChannelAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<DiscordChannel> ArchiveThreadAsync(Snowflake thread, bool archived, CancellationToken cancellationToken) =>
        GetAsync(
            ApiCall.Of(HttpMethod.Patch, "channels/{thread}", thread) with
            {
                Body = BodyContent.Json(new ArchiveBody(archived), DiscordJson.Default.ArchiveBody),
            },
            DiscordJson.Default.DiscordChannel,
            cancellationToken);

    public Task<DiscordChannel> OpenDirectAsync(Snowflake user, CancellationToken cancellationToken) =>
        GetAsync(
            ApiCall.Of(HttpMethod.Post, "users/@me/channels") with
            {
                Body = BodyContent.Json(new RecipientBody(user), DiscordJson.Default.RecipientBody),
            },
            DiscordJson.Default.DiscordChannel,
            cancellationToken);

    public Task<DiscordChannel> ChannelAsync(Snowflake channel, CancellationToken cancellationToken) =>
        GetAsync(
            ApiCall.Of(HttpMethod.Get, "channels/{channel}", channel), DiscordJson.Default.DiscordChannel, cancellationToken);

    public Task<DiscordGuild> GuildAsync(Snowflake guild, CancellationToken cancellationToken) =>
        GetAsync(ApiCall.Of(HttpMethod.Get, "guilds/{guild}", guild), DiscordJson.Default.DiscordGuild, cancellationToken);

    public Task<IReadOnlyList<DiscordChannel>> GuildChannelsAsync(Snowflake guild, CancellationToken cancellationToken) =>
        GetAsync(
            ApiCall.Of(HttpMethod.Get, "guilds/{guild}/channels", guild),
            DiscordJson.Default.IReadOnlyListDiscordChannel,
            cancellationToken);

    public Task<IReadOnlyList<DiscordGuild>> GuildsAsync(CancellationToken cancellationToken) =>
        GetAsync(
            ApiCall.Of(HttpMethod.Get, "users/@me/guilds"), DiscordJson.Default.IReadOnlyListDiscordGuild, cancellationToken);

    public Task<DiscordMember> MemberAsync(Snowflake guild, Snowflake user, CancellationToken cancellationToken) =>
        GetAsync(
            ApiCall.Of(HttpMethod.Get, "guilds/{guild}/members/{user}", guild, user),
            DiscordJson.Default.DiscordMember,
            cancellationToken);

    public Task<byte[]> DownloadAsync(DiscordAttachment attachment, long maxBytes, CancellationToken cancellationToken) =>
        attachments.DownloadAsync(attachment, maxBytes, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await events.DisposeAsync().ConfigureAwait(false);
        attachments.Dispose();
        rest.Dispose();
    }

    // Calls would be sent on to wherever an answer points, with the token; and names are looked up anew now and then.
    private static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(10),
    };

    private static ApiCall Commands(HttpMethod method, Snowflake application, Snowflake? guild, string query) => guild is { } id
        ? ApiCall.Of(method, "applications/{application}/guilds/{guild}/commands" + query, application, id)
        : ApiCall.Of(method, "applications/{application}/commands" + query, application);

    private static ApiCall Message(HttpMethod method, Snowflake channel, Snowflake message) =>
        ApiCall.Of(method, "channels/{channel}/messages/{message}", channel, message);

    private static ApiCall Answer(HttpMethod method, DiscordInteraction interaction) => ApiCall.Of(
        method, "webhooks/{application}/{token}/messages/@original", interaction.ApplicationId, interaction.Token);

    private static ApiCall FollowUp(HttpMethod method, DiscordInteraction interaction, Snowflake message) => ApiCall.Of(
        method, "webhooks/{application}/{token}/messages/{message}", interaction.ApplicationId, interaction.Token, message);

    private Task<DiscordMessage> WriteAsync(
        ApiCall call, MessageBody body, IReadOnlyList<OutgoingFile> files, Repeat repeat, CancellationToken cancellationToken) =>
        GetAsync(
            call with { Repeat = repeat, Body = BodyContent.Json(body, DiscordJson.Default.MessageBody, files) },
            DiscordJson.Default.DiscordMessage,
            cancellationToken);

    // A repetition that finds nothing left to remove had arrived the first time.
    private async Task RemoveAsync(ApiCall call, CancellationToken cancellationToken)
    {
        try
        {
            await rest.SendAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException gone) when (
            gone is { Code: DiscordErrorCode.UnknownMessage, Outcome: CallOutcome.PerhapsDone })
        {
        }
    }

    private async Task<T> GetAsync<T>(ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var answer = await rest.SendAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(answer.Body, type) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException wrong)
        {
            var where = wrong.Path is { Length: > 0 } path ? string.Create(CultureInfo.InvariantCulture, $" at {path}") : "";
            var sentence = $"{call.Name} was answered with something unreadable{where}.";
            throw new DiscordException(DiscordErrorKind.Unreadable, CallOutcome.PerhapsDone, sentence, wrong)
            {
                Status = answer.Status,
            };
        }
    }
}
