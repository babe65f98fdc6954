using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSurface.Places;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Messages;

/// <summary>
/// Finds what was said to the bot while it was away: after a restart, and where Discord threw a session away with its events.
/// Channels in which something was said lately are read back. A question that the bot's own answer stands below is left alone;
/// where only a draft stands, the answer takes its place.
/// </summary>
internal sealed partial class MissedMessages(
    IDiscordTransport transport, KnownPlaces places, DirectTalks direct, MessageListener listener, IOptions<DiscordOptions> options,
    TimeProvider time, ILogger<MissedMessages> logger) : IDisposable
{
    private const int Page = 100;

    // Busier channels than these, and more of them, are not read through for what is at most a few questions.
    private const int MostPages = 3;
    private const int MostChannels = 100;

    // Of the fifty calls a second that Discord allows, most are for the answers of those who ask now.
    private const int AtOnce = 2;

    private const DiscordPermissions Reading = DiscordPermissions.ViewChannel | DiscordPermissions.ReadMessageHistory;

    private readonly SemaphoreSlim turns = new(AtOnce);

    private Snowflake Since => Snowflake.At(time.GetUtcNow() - TimeSpan.FromMinutes(options.Value.ReadBackMinutes));

    /// <summary>Reads back in a server as it became available.</summary>
    public async Task ReadAsync(DiscordGuild guild, CancellationToken cancellationToken)
    {
        var since = Since;
        if (places.Me is not { } me)
        {
            return;
        }

        var roles = guild.Members.FirstOrDefault(m => m.User?.Id == me.Id)?.Roles ?? [];
        var spoken = guild.Channels.Concat(guild.Threads).Where(c => c.LastMessageId > since && MayRead(c))
            .OrderByDescending(c => c.LastMessageId).Take(MostChannels);
        foreach (var channel in spoken)
        {
            await TryAsync(channel.Id, guild.Id, me.Id, since, cancellationToken).ConfigureAwait(false);
        }

        // Where the bot may not write, answers went elsewhere, and nobody could tell from the channel which questions have theirs.
        bool MayRead(DiscordChannel channel)
        {
            var giving = channel.IsThread ? guild.Channels.FirstOrDefault(c => c.Id == channel.ParentId) ?? channel : channel;
            var needed = Reading | (channel.IsThread ? DiscordPermissions.SendMessagesInThreads : DiscordPermissions.SendMessages);
            return channel.ThreadMetadata?.Locked != true && (Rights.In(guild, me.Id, roles, giving) & needed) == needed;
        }
    }

    /// <summary>Reads back in direct exchanges, which Discord tells nothing of at the start.</summary>
    public async Task ReadDirectAsync(CancellationToken cancellationToken)
    {
        var since = Since;
        if (places.Me is { } me && options.Value.ReadBackMinutes > 0)
        {
            foreach (var channel in direct.Lately())
            {
                await TryAsync(channel, null, me.Id, since, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => turns.Dispose();

    private async Task ReadAsync(Snowflake channel, Snowflake? guild, Snowflake me, Snowflake since, CancellationToken cancellationToken)
    {
        List<DiscordMessage> said = [];
        Snowflake? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            var older = await transport.HistoryAsync(channel, before, Page, cancellationToken).ConfigureAwait(false);
            said.AddRange(older.Where(m => m.Id > since));
            if (older.Count < Page || older[^1].Id <= since)
            {
                break;
            }

            before = older[^1].Id;
        }

        var own = said.Where(m => m.Author.Id == me && m.MessageReference?.MessageId is not null)
            .ToLookup(m => m.MessageReference!.MessageId!.Value);
        foreach (var message in Enumerable.Reverse(said).Where(m => own[m.Id].All(r => ReplyStream.IsDraft(r.Content))))
        {
            if (listener.Take(message with { GuildId = guild }, own[message.Id].FirstOrDefault()?.Id, cancellationToken))
            {
                LogMissed(message.Id, channel);
            }
        }
    }

    private async Task TryAsync(
        Snowflake channel, Snowflake? guild, Snowflake me, Snowflake since, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ReadAsync(channel, guild, me, since, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException failed)
        {
            LogUnread(channel, failed.Message);
        }
        finally
        {
            turns.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Message {MessageId} in channel {Channel} came while the bot was away and is taken now")]
    private partial void LogMissed(Snowflake messageId, Snowflake channel);

    [LoggerMessage(Level = LogLevel.Information, Message = "What was said in channel {Channel} while the bot was away could not be read: {Reason}")]
    private partial void LogUnread(Snowflake channel, string reason);
}
