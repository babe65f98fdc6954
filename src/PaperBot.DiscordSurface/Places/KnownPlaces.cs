using System.Collections.Concurrent;

namespace PaperBot.DiscordSurface.Places;

/// <summary>
/// Servers, channels and running threads as Discord last told of them. What it did not tell of is asked for when needed. Safe for
/// concurrent use.
/// </summary>
internal sealed class KnownPlaces(IDiscordTransport transport)
{
    private readonly ConcurrentDictionary<Snowflake, DiscordGuild> guilds = new();
    private readonly ConcurrentDictionary<Snowflake, DiscordChannel> channels = new();

    /// <summary>The bot, from the first connection on.</summary>
    public DiscordUser? Me { get; private set; }

    /// <summary>Takes in what happened; other events change nothing.</summary>
    public void Note(DiscordEvent happened)
    {
        switch (happened)
        {
            case DiscordEvent.Ready ready:
                Me = ready.Me;
                foreach (var gone in guilds.Keys.Except(ready.Guilds))
                {
                    Forget(gone);
                }

                break;
            case DiscordEvent.GuildAvailable { Guild: var guild }:
                guilds[guild.Id] = guild with { Channels = [], Threads = [], Members = [] };
                foreach (var channel in guild.Channels.Concat(guild.Threads))
                {
                    channels[channel.Id] = channel with { GuildId = guild.Id };
                }

                break;
            case DiscordEvent.GuildLeft left:
                Forget(left.GuildId);
                break;
            case DiscordEvent.ChannelChanged { Channel: { ThreadMetadata.Archived: true } asleep }:
                // Servers keep archived threads for ever; one that wakes up is told of again.
                channels.TryRemove(asleep.Id, out _);
                break;
            case DiscordEvent.ChannelChanged { Channel: var channel }:
                channels[channel.Id] = channel;
                break;
            case DiscordEvent.ChannelDeleted deleted:
                channels.TryRemove(deleted.ChannelId, out _);
                break;
        }
    }

    /// <summary>Reads a server's roles anew after its rights changed.</summary>
    public async Task RefreshAsync(Snowflake guild, CancellationToken cancellationToken)
    {
        var now = await transport.GuildAsync(guild, cancellationToken).ConfigureAwait(false);
        if (guilds.ContainsKey(guild))
        {
            guilds[guild] = now;
        }
    }

    /// <summary>The servers that Discord told of.</summary>
    public IReadOnlyList<Snowflake> Guilds => [.. guilds.Keys];

    /// <summary>A server, if the bot is in it.</summary>
    public DiscordGuild? Guild(Snowflake id) => guilds.GetValueOrDefault(id);

    /// <summary>A channel or thread, if Discord told of it.</summary>
    public DiscordChannel? Channel(Snowflake id) => channels.GetValueOrDefault(id);

    /// <summary>The channels and threads of a server that Discord told of.</summary>
    public IReadOnlyList<Snowflake> ChannelsOf(Snowflake guild) =>
        [.. channels.Values.Where(c => c.GuildId == guild).Select(c => c.Id)];

    /// <summary>A channel or thread, asked for when it is not known.</summary>
    /// <exception cref="DiscordException">It could not be read.</exception>
    public async Task<DiscordChannel> ChannelAsync(Snowflake id, CancellationToken cancellationToken)
    {
        if (channels.TryGetValue(id, out var known))
        {
            return known;
        }

        var channel = await transport.ChannelAsync(id, cancellationToken).ConfigureAwait(false);
        if (channel is { IsDirect: false } and not { ThreadMetadata.Archived: true })
        {
            channels[id] = channel;
        }

        return channel;
    }

    /// <summary>The bot itself, asked for before the first connection.</summary>
    public async Task<Snowflake> MyIdAsync(CancellationToken cancellationToken) =>
        Me?.Id ?? (await transport.MeAsync(cancellationToken).ConfigureAwait(false)).Id;

    /// <summary>What the bot may do in a channel or thread, asked for now and not remembered.</summary>
    /// <exception cref="DiscordException">It could not be read.</exception>
    public async Task<DiscordPermissions> OwnRightsAsync(Snowflake id, CancellationToken cancellationToken)
    {
        var channel = await transport.ChannelAsync(id, cancellationToken).ConfigureAwait(false);
        if (channel.GuildId is not { } guildId)
        {
            return (DiscordPermissions)ulong.MaxValue;
        }

        if (channel is { IsThread: true, ParentId: { } parent })
        {
            channel = await transport.ChannelAsync(parent, cancellationToken).ConfigureAwait(false);
        }

        var me = await MyIdAsync(cancellationToken).ConfigureAwait(false);
        var guild = await transport.GuildAsync(guildId, cancellationToken).ConfigureAwait(false);
        var member = await transport.MemberAsync(guildId, me, cancellationToken).ConfigureAwait(false);
        return Rights.In(guild, me, member.Roles, channel);
    }

    /// <summary>Whether who wrote a message looks after the server it was written in.</summary>
    public bool IsAdministrator(DiscordMessage message) => message is { GuildId: { } id, Member: { } member }
        && guilds.TryGetValue(id, out var guild) && Rights.LooksAfter(Rights.In(guild, message.Author.Id, member.Roles));

    private void Forget(Snowflake guild)
    {
        guilds.TryRemove(guild, out _);
        foreach (var channel in ChannelsOf(guild))
        {
            channels.TryRemove(channel, out _);
        }
    }
}
