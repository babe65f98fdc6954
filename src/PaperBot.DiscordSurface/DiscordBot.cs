using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.DiscordSurface.Messages;
using PaperBot.DiscordSurface.Places;
using PaperBot.Waiting;

namespace PaperBot.DiscordSurface;

/// <summary>The bot in Discord: reads what happens and hands it on. Nothing here waits for Discord, so no event waits for another.</summary>
internal sealed partial class DiscordBot : BackgroundService
{
    private readonly IDiscordTransport transport;
    private readonly KnownPlaces places;
    private readonly PlaceNotices notices;
    private readonly LostPlaces lost;
    private readonly MessageListener messages;
    private readonly MissedMessages missed;
    private readonly InteractionListener interactions;
    private readonly ILogger<DiscordBot> logger;
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<DiscordEvent.Ready> connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DiscordBot(
        IDiscordTransport transport, KnownPlaces places, PlaceNotices notices, LostPlaces lost, MessageListener messages,
        MissedMessages missed, InteractionListener interactions, ILogger<DiscordBot> logger)
    {
        (this.transport, this.places, this.notices, this.lost) = (transport, places, notices, lost);
        (this.messages, this.missed) = (messages, missed);
        (this.interactions, this.logger) = (interactions, logger);
        LeftAlone.Let(connected.Task);
        LeftAlone.Let(ended.Task);
    }

    /// <summary>The first connection; fails as <see cref="Ended"/> does.</summary>
    public Task<DiscordEvent.Ready> Connected => connected.Task;

    /// <summary>Ends with the service, and fails with <see cref="DiscordGatewayException"/> when Discord will not have the bot.</summary>
    public Task Ended => ended.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var happened in transport.EventsAsync(stoppingToken).ConfigureAwait(false))
            {
                Handle(happened, stoppingToken);
            }

            connected.TrySetCanceled(CancellationToken.None);
            ended.TrySetResult();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            connected.TrySetCanceled(CancellationToken.None);
            ended.TrySetResult();
        }
        catch (Exception failed)
        {
            // Told by whoever runs the service, in its own sentence.
            connected.TrySetException(failed);
            ended.TrySetException(failed);
        }
    }

    private void Handle(DiscordEvent happened, CancellationToken stoppingToken)
    {
        switch (happened)
        {
            case DiscordEvent.MessageCreated { Message: var message }:
                messages.Take(message, stoppingToken);
                return;
            case DiscordEvent.GuildLeft { GuildId: var id }:
                var (guild, channels) = (places.Guild(id), places.ChannelsOf(id));
                places.Note(happened);
                _ = GuardAsync(() => notices.ServerLeftAsync(guild, channels, stoppingToken));
                return;
            case DiscordEvent.ChannelDeleted { ChannelId: var id } deleted:
                var name = places.Channel(id)?.Name;
                places.Note(happened);
                _ = GuardAsync(() => notices.ChannelGoneAsync(id, deleted.GuildId, name, stoppingToken));
                return;
            case DiscordEvent.RightsChanged { GuildId: var id }:
                _ = GuardAsync(() => places.RefreshAsync(id, stoppingToken));
                return;
            case DiscordEvent.Disconnected { Reason: var reason, Until: var until }:
                // A short break is nobody's business; never having been connected is, to whoever has just started the bot.
                var isNews = until is not null || (!connected.Task.IsCompleted && told.Add(reason));
                LogDisconnected(isNews ? LogLevel.Warning : LogLevel.Information, reason);
                return;
            case DiscordEvent.Ready ready:
                places.Note(happened);
                LogConnected(ready.Me.Name, ready.Guilds.Count);
                connected.TrySetResult(ready);
                _ = GuardAsync(() => interactions.ReadyAsync(ready, stoppingToken));
                _ = GuardAsync(() => missed.ReadDirectAsync(stoppingToken));
                Look(lost.Begin(ready.Guilds), stoppingToken);
                return;
            case DiscordEvent.GuildAvailable { Guild: var there }:
                places.Note(happened);
                _ = GuardAsync(() => missed.ReadAsync(there, stoppingToken));
                Look(lost.Arrived(there.Id), stoppingToken);
                return;
            case DiscordEvent.CommandUsed or DiscordEvent.CompletionAsked or DiscordEvent.ComponentUsed or DiscordEvent.ModalSubmitted:
                interactions.Take(happened, stoppingToken);
                return;
            default:
                places.Note(happened);
                return;
        }
    }

    private void Look(bool isTime, CancellationToken stoppingToken)
    {
        if (isTime)
        {
            _ = GuardAsync(() => lost.LookAsync(stoppingToken));
        }
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
        catch (Exception failed)
        {
            LogFailed(failed);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to Discord as {Name}, in {Servers} servers")]
    private partial void LogConnected(string name, int servers);

    [LoggerMessage(Message = "Not connected to Discord, it is tried again: {Reason}")]
    private partial void LogDisconnected(LogLevel level, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A change in Discord could not be dealt with")]
    private partial void LogFailed(Exception exception);
}
